"""What a client asked that the specs do not allow: where it was wrong, what was expected, and how to mend it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from contract_tests.client.gathering import Alike
from contract_tests.exchange import Request
from contract_tests.finding import curl
from contract_tests.tape import SANDBOX
from simulator.testing import Exchange

UNDOCUMENTED = "unknown-operation"
JUDGED = ("request-invalid", "faulted")
"""The verdicts under which an exchange's violations are the request's own."""
PLACEHOLDER = "Bearer " + "-" * 20
"""Stands for a token, until the curl line names the variable instead."""


@dataclass(frozen=True)
class Breach:
    """One way in which requests broke the contract; `times` counts how often, `request` is the first.

    `operation` is empty where no operation is asked; `where` then says so.
    """

    operation: str
    request: str
    where: str
    wrong: str
    expected: str
    mend: str
    curl: str
    request_id: str
    times: int = 1

    @property
    def documented(self) -> bool:
        """Whether there is an operation that was asked wrongly."""
        return bool(self.operation)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def breaches(gathered: Iterable[Alike], root: str) -> list[Breach]:
    """All breaches, equal ones once, as they came. `root` is the simulator's address."""
    found: dict[tuple[str, ...], Breach] = {}
    for times, exchange in gathered:
        for one in _of(exchange, root):
            key = (one.operation, one.where, one.wrong, "" if one.documented else _place(exchange))
            before = found.get(key)
            found[key] = replace(before or one, times=times + (before.times if before else 0))
    return list(found.values())


def _of(exchange: Exchange, root: str) -> Iterator[Breach]:
    if exchange.verdict == UNDOCUMENTED:
        yield _breach(exchange, root, "method and path", "no operation has them", "a documented operation")
    elif exchange.verdict in JUDGED:
        for violation in exchange.violations:
            head, _, expected = violation.partition("; expected ")
            where, _, wrong = head.rpartition(": ")
            yield _breach(exchange, root, where, wrong, expected)
        if not exchange.violations and exchange.verdict == JUDGED[0]:
            yield _breach(exchange, root, "body", f"refused with {exchange.response.status}", "a body as documented")


def _breach(exchange: Exchange, root: str, where: str, wrong: str, expected: str) -> Breach:
    asked, target = exchange.request, _target(exchange)
    headers = tuple((name, PLACEHOLDER if name == "authorization" else value) for name, value in asked.headers)
    return Breach(
        operation=exchange.operation,
        request=f"{asked.method} {target} -> {exchange.response.status}",
        where=where,
        wrong=wrong,
        expected=expected,
        mend=_mend(exchange, expected),
        curl=curl(root, Request(asked.method, target, headers, asked.body.encode())),
        request_id=exchange.id,
    )


def _mend(exchange: Exchange, expected: str) -> str:
    """The simulator's hint, unless that says no more than what was expected."""
    if exchange.hint and expected not in exchange.hint:
        return exchange.hint
    return f"send {expected.rpartition(', got ')[0] or expected}"


def _place(exchange: Exchange) -> str:
    """The method and the path, without the query, of a request that no operation answers."""
    return f"{exchange.request.method} {_target(exchange).partition('?')[0]}"


def _target(exchange: Exchange) -> str:
    """What was asked for, without the prefix that chooses a sandbox which is gone by now."""
    return SANDBOX.sub("", exchange.request.target, count=1)
