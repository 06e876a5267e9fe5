"""Sandboxes that live at the same time, step by step in turns, over the same connections."""

from collections import Counter

from contract_tests.bank import CONTROL, Bank, Persona
from contract_tests.exchange import Request
from contract_tests.soak.behind import STEPS_BEHIND, inspect
from contract_tests.soak.canary import Canary, marks
from contract_tests.soak.chance import Chance
from contract_tests.soak.life import Life
from contract_tests.soak.step import STEPS
from contract_tests.targets import Target

TOGETHER = 10
GENERATIONS = 2
SIZE = TOGETHER * GENERATIONS
OPERATIONS = 50


class Heard:
    """What came of a batch: crossings, in words, and how often something was heard where it belongs."""

    def __init__(self) -> None:
        self.crossed: list[str] = []
        self.own: Counter[str] = Counter()


def lived(target: Target, seed: int, batch: int, together: int = TOGETHER, operations: int = OPERATIONS) -> Heard:
    """Two generations of sandboxes, the second under the names of the first; the default one must notice nothing."""
    heard, people = Heard(), _people(target)
    for generation in range(GENERATIONS):
        first = batch * SIZE + generation * together
        lives = [Life(target, Canary.of(first + slot, batch, slot), seed, people) for slot in range(together)]
        _live(lives, Chance(seed, f"batch {batch} {generation}"), operations)
        for life in lives:
            heard.crossed += life.listener.crossed
            heard.own += life.listener.heard
    heard.crossed += _noticed(target)
    return heard


def _live(lives: list[Life], chance: Chance, operations: int) -> None:
    steps = (*STEPS, *STEPS, *STEPS_BEHIND)
    for life in lives:
        life.begin()
    turns = [life for life in lives for _ in range(operations)]
    while turns:
        life = turns.pop(chance.below(len(turns)))
        life.chance.pick(steps)(life)
    for life in lives:
        inspect(life)
        life.end()


def _people(target: Target) -> list[Persona]:
    known = {one.name: one for one in Bank(target, "default").personas()}
    return [known[name] for name in ("kathy-smith", "ruth-adler", "marcus-bell", "otto-nightingale", "dev-okonkwo")]


def _noticed(target: Target) -> list[str]:
    """Marks in the default sandbox, which has none."""
    found = []
    for path in ("/journal?limit=1000", "/outbox", "/sandboxes/default/changes", "/personas"):
        reply = target.answer(Request("GET", CONTROL + path))
        found += [f"default saw {mark} in {path}" for mark in marks(reply.body.decode("utf-8", "replace"))]
    return found
