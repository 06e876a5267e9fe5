"""Breaches of checks, seen in a sandbox, as an exception that carries them as findings."""

from collections.abc import Sequence
from dataclasses import replace

from contract_tests.bank import Bank
from contract_tests.checks import Breach
from contract_tests.finding import MESSAGE_MAX, Broken, Finding, curl


def broken(bank: Bank, found: Sequence[Breach]) -> Broken:
    """What to raise for these breaches."""
    return Broken(_finding(bank, breach) for breach in found)


def _finding(bank: Bank, breach: Breach) -> Finding:
    told = Finding("checks", breach.check.promise, str(breach)[:MESSAGE_MAX], claims=breach.check.claims)
    if breach.exchange is None:
        return told
    request = replace(breach.exchange.request, target=bank.prefix + breach.exchange.request.target)
    operation = breach.exchange.operation
    return replace(
        told,
        operation=operation.id if operation else "",
        curl=curl(bank.target.url, request),
        request_id=breach.exchange.header("X-Simulator-Request-Id") or "",
    )
