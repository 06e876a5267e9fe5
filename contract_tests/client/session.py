"""One run of a client: a simulator, a sandbox of it, the client's command in between, and a verdict at the end."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from contract_tests.client import report
from contract_tests.client.coverage import Coverage, Fact, met
from contract_tests.client.gathering import Gathering, plain
from contract_tests.client.given import apis, environment, refuse_unknown, tokens
from contract_tests.client.judging import breaches
from contract_tests.client.leaving import told_to_end
from contract_tests.client.running import CannotRun, run
from contract_tests.client.telling import lines
from contract_tests.client.verdict import Verdict
from contract_tests.operation import Operation, operations
from simulator.testing import Exchange, Running, SimulatorError
from simulator.testing.server import starting

USUAL = "http://127.0.0.1:8765"
"""Where curl lines ask when our own simulator is gone: where the next one will answer."""
SANDBOX = "client"
"""The sandbox's name in a simulator of our own: ids derive from it, so they are the same in every run."""
UNWHOLE = frozenset({"lost-response", "reset", "truncate", "garbage"})
"""Faults after which a reply has not arrived, or not whole."""


@dataclass(frozen=True)
class Wish:
    """What was asked for, as `simulator client` takes it."""

    command: Sequence[str]
    url: str = ""
    flags: Sequence[str] = ()
    scenario: str = ""
    api: str = "banno-admin"
    personas: Mapping[str, str] = field(default_factory=dict)
    providers: Sequence[str] = ()
    operations: Sequence[str] = ()
    max_time: float = 60.0
    max_requests: int = 10_000
    fail_under: float | None = None


def main(reports: Sequence[tuple[str, str]], **wish: Any) -> int:
    """Run the client as wished, print the verdict, and write reports: a form and a folder each. What to leave with."""
    try:
        with told_to_end():
            verdict = judged(Wish(**wish))
    except (SimulatorError, CannotRun) as error:
        click.echo(f"simulator: {error}", err=True)
        return error.code
    for line in lines(verdict):
        click.echo(line)
    for form, folder in reports:
        report.write(verdict, form, Path(folder))
    return verdict.code


def judged(wish: Wish) -> Verdict:
    """The verdict on one run of the client. Raises SimulatorError and CannotRun."""
    gc.disable()  # what is read is kept to the end, and there are no cycles in it
    with ExitStack() as until_the_end:
        running = _running(wish, until_the_end)
        sandbox = until_the_end.enter_context(running.sandbox(None if wish.url else SANDBOX))
        if wish.scenario:
            sandbox.scenario(wish.scenario)
        unreadable = running.ask("GET", "/health").get("unreadable", 0)
        gathering = Gathering(sandbox, 0 if wish.url else _kept(wish) // 2)
        given = environment(sandbox, tokens(sandbox, wish.personas), wish.api)
        ending = run(wish.command, given, wish.max_time, lambda: _too_much(wish, gathering))
        gathering.read()
        astray = 0 if wish.url else running.ask("GET", "/journal", limit=1)["total"]
        return Verdict(
            command=wish.command,
            ending=ending,
            requests=gathering.count,
            lost=gathering.lost,
            unreadable=running.ask("GET", "/health").get("unreadable", 0) - unreadable,
            astray=astray,
            breaches=breaches(gathering.found, running.url if wish.url else USUAL),
            coverage=coverage(wish, [one.first for one in gathering.found]),
            least=wish.fail_under,
        )


def _running(wish: Wish, until_the_end: ExitStack) -> Running:
    """The simulator; while one of our own comes up, the wish is looked at. Raises SimulatorError and CannotRun."""
    address = None if wish.url else until_the_end.enter_context(starting(_flags(wish), Path.cwd()))
    _check(wish)
    return Running(address() if address else wish.url)


def coverage(wish: Wish, exchanges: Sequence[Exchange]) -> Coverage:
    """What the exchanges met, of the operations that were asked for, or else of all vendors that were called."""
    distinct = {_shown(one): one for one in exchanges if one.operation}
    facts: set[Fact] = set()
    called: set[str] = set()
    for one, whole in zip(distinct.values(), plain(distinct.values()), strict=True):
        if whole.operation is not None:
            called.add(whole.operation.provider)
            facts |= met(whole, arrived=one.fault not in UNWHOLE)
    return Coverage(tuple(_counting(wish, called)), frozenset(facts))


def _shown(one: Exchange) -> tuple[object, ...]:
    """All that coverage looks at: equal exchanges meet equal facts."""
    query = one.request.target.partition("?")[2]
    return one.operation, query, one.response.status, one.response.body, one.fault


def _counting(wish: Wish, called: set[str]) -> Iterator[Operation]:
    for known in operations():
        if wish.operations or wish.providers:
            if known.id in wish.operations or known.provider in wish.providers:
                yield known
        elif known.provider in called:
            yield known


def _check(wish: Wish) -> None:
    """Refuse an operation, a provider or an API that nobody knows."""
    every = operations()
    refuse_unknown(
        operation=(wish.operations, {one.id for one in every}),
        provider=(wish.providers, {one.provider for one in every}),
        api=([wish.api], apis()),
        persona=(wish.personas, apis()),
    )


def _flags(wish: Wish) -> list[str]:
    return ["--journal", str(_kept(wish)), *wish.flags]


def _kept(wish: Wish) -> int:
    """The length of a journal of our own: what a flood may bring until it is noticed."""
    return min(2 * wish.max_requests + 10_000, 1_000_000)


def _too_much(wish: Wish, gathering: Gathering) -> str:
    """Why the client has to be ended."""
    return f"it made more than {wish.max_requests} requests" if gathering.look() > wish.max_requests else ""
