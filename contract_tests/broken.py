"""Breaches of checks as findings, and as an exception that carries those of a sandbox."""

from collections.abc import Sequence
from dataclasses import replace

from contract_tests.bank import Bank
from contract_tests.checks import Breach
from contract_tests.finding import MESSAGE_MAX, Broken, Finding, curl


def broken(bank: Bank, found: Sequence[Breach]) -> Broken:
    """What to raise for these breaches."""
    return Broken(finding(breach, bank.target.url, bank.prefix) for breach in found)


def finding(breach: Breach, url: str, prefix: str = "") -> Finding:
    """A breach with the call that shows it, at the target's address and behind the prefix that chooses its sandbox."""
    told = Finding("checks", breach.check.promise, str(breach)[:MESSAGE_MAX], claims=breach.check.claims)
    if breach.exchange is None:
        return told
    request = replace(breach.exchange.request, target=prefix + breach.exchange.request.target)
    operation = breach.exchange.operation
    return replace(
        told,
        operation=operation.id if operation else "",
        curl=curl(url, request),
        request_id=breach.exchange.header("X-Simulator-Request-Id") or "",
    )
