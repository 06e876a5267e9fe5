"""When a client has broken the contract, and how a failed test tells of it."""

from collections.abc import Iterator, Sequence

from simulator.testing.record import Exchange

__all__ = ["JUDGED", "blamed", "told"]

JUDGED = ("request-invalid", "unknown-operation", "faulted")
"""The verdicts that may blame the client."""
SHOWN = 10
MEND = 'A test that is about such calls says so: @pytest.mark.allow_invalid(reason="…").'


def blamed(exchange: Exchange) -> bool:
    """Whether an exchange of such a verdict is the client's breach: a fault excuses the answer, not the call."""
    return exchange.verdict != "faulted" or bool(exchange.violations)


def told(sandbox: str, broken: Sequence[Exchange]) -> str:
    """What the client did wrong, call by call, and how to mend it."""
    times = "once" if len(broken) == 1 else f"{len(broken)} times"
    lines = [f"the client broke the contract {times} in sandbox {sandbox}:"]
    for exchange in broken[:SHOWN]:
        lines += ["", *_lines(exchange)]
    if len(broken) > SHOWN:
        lines += ["", f"… and {len(broken) - SHOWN} more"]
    return "\n".join([*lines, "", MEND])


def _lines(exchange: Exchange) -> Iterator[str]:
    asked, answered = exchange.request, exchange.response
    named = f"  ({exchange.operation})" if exchange.operation else ""
    yield f"{asked.method} {asked.target} -> {answered.status}{named}"
    yield from (f"  {violation}" for violation in exchange.violations)
    if not exchange.operation:
        yield "  no operation has this method and path"
    if exchange.hint and exchange.hint not in exchange.violations:
        yield f"  hint: {exchange.hint}"
