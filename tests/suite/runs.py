"""Runs of clients that never ran: exchanges, endings and last words, made by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.run import Run
from contract_tests.client.fuzz.said import Said
from contract_tests.client.running import Ending
from simulator.testing import Exchange
from simulator.testing.record import Request, Response

__all__ = ["BEGUN", "asked", "edit", "ended", "run"]

BEGUN = datetime(2026, 1, 15, 12, 0, 0, tzinfo=UTC)


def asked(
    operation: str = "getUserStatus",
    *,
    method: str = "GET",
    target: str = "",
    status: int = 200,
    after: float = 0.0,
    fault: str = "",
    retry_after: str = "",
    headers: Sequence[tuple[str, str]] = (),
    violations: Sequence[str] = (),
    body: str = "",
) -> Exchange:
    """A call, so many seconds after the beginning, and how it was answered."""
    at = (BEGUN + timedelta(seconds=after)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    answered = (("Retry-After", retry_after),) if retry_after else ()
    verdict = "faulted" if fault else "request-invalid" if violations else "valid"
    return Exchange(
        id="client-1",
        at=at,
        operation=operation,
        verdict=verdict if operation else "unknown-operation",
        request=Request(method, target or f"/s/client/{operation}", tuple(headers), body),
        response=Response(status, answered, ""),
        hint="",
        violations=tuple(violations),
        fault=fault,
    )


def ended(code: int = 0, stopped: str = "") -> Ending:
    """How a client ended, after a second and a half."""
    return Ending(code, stopped, 1.5)


def run(*exchanges: Exchange, code: int = 0, stopped: str = "", said: str = "", place: str = "", **more: Any) -> Run:
    """A run with these exchanges that ended so."""
    return Run(ended(code, stopped), Said(said, place), exchanges, **more)


def edit(tier: str, kind: str = "edit", operation: str = "getUserStatus", **fault: Any) -> Edit:
    """An edit of the first answer of an operation."""
    return Edit(operation, 1, tier, "is other", {"kind": kind, **fault}, "/status" if kind == "edit" else "")
