"""openapi-core, in an environment of its own, agrees with what we say of requests and of replies."""

import itertools
from collections.abc import Iterator
from pathlib import Path

from contract_tests.checks.reply import mismatches
from contract_tests.exchange import Exchange, Response
from contract_tests.operation import Operation, operations
from contract_tests.strangers.difference import ABOUT_REPLIES, ABOUT_REQUESTS, explained, request_sound
from contract_tests.strangers.judging import judgements
from contract_tests.strangers.recording import recorded
from contract_tests.strangers.spoiling import spoilt
from simulator import testing

EXCHANGES = 10_000
NEVER = "unknownAction"
"""Nobody is told yes by it."""
Judged = tuple[Exchange, Operation, Response | None, dict[str, list[str]]]


def test_openapi_core_agrees_on_ten_thousand_exchanges(strangers: Path, tmp_path: Path, seed: int) -> None:
    """Requests as our replies judge them, genuine and spoilt replies as our checks do; nothing but what is known."""
    judged = list(verdicts(strangers, tmp_path, seed))
    assert len(judged) == EXCHANGES
    assert [told for each in judged for told in (*about_request(each), *about_replies(each))] == []
    sound = {operation.id for exchange, operation, _, _ in judged if exchange.accepted}
    assert [known.id for known in operations() if known.id not in sound and known.id != NEVER] == []
    for part in ("request", "spoilt"):
        faulty = [each for each in judged if each[3].get(part)]
        assert len(faulty) > EXCHANGES / 10, f"a {part} that is always sound proves little"


def verdicts(strangers: Path, folder: Path, seed: int) -> Iterator[Judged]:
    """The exchanges with openapi-core's faults."""
    said = list(itertools.islice(recorded(testing.specs().values(), seed), EXCHANGES))
    wrong = [spoilt(exchange.response, turn) for turn, (exchange, _) in enumerate(said)]
    whole = [(*one, other) for one, other in zip(said, wrong, strict=True)]
    yield from ((*one, told) for one, told in zip(whole, judgements(strangers, folder, whole), strict=True))


def about_request(judged: Judged) -> Iterator[str]:
    """The disagreement about the request that nothing known accounts for."""
    exchange, _, _, theirs = judged
    ours, faults = request_sound(exchange), "; ".join(theirs["request"])
    if ours is not None and ours != (not faults) and not explained(ABOUT_REQUESTS, exchange, faults):
        yield f"request: openapi-core: {faults or 'sound'}: {exchange}"


def about_replies(judged: Judged) -> Iterator[str]:
    """Such disagreements about the genuine and about the spoilt reply."""
    exchange, operation, other, theirs = judged
    for name, reply in {"reply": exchange.response, "spoilt": other}.items():
        if reply is not None:
            said, faults = Exchange(exchange.request, reply), "; ".join(theirs[name])
            if reply_sound(said, operation) != (not faults) and not explained(ABOUT_REPLIES, said, faults):
                yield f"{name}: openapi-core: {faults or 'sound'}: {said}"


def reply_sound(exchange: Exchange, operation: Operation) -> bool:
    """Whether our own checks find nothing wrong with a reply."""
    try:
        return next(mismatches(exchange, operation), None) is None
    except ValueError:
        return False
