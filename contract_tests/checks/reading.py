"""Reads change nothing, and refused writes change nothing."""

from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange


@check("the same read twice, with no accepted write between, says the same", claims=["F-04"])
def reads_and_refused_writes_change_nothing(history: History) -> Breaches:
    """So neither a read nor a refusal has left a trace."""
    seen: dict[str, bytes] = {}
    for exchange in history:
        if may_have_changed_something(exchange):
            seen.clear()
        elif is_read(exchange):
            before = seen.setdefault(_asked(exchange), exchange.body)
            if before != exchange.body:
                yield exchange, f"it was first {before[:300]!r}"


def _asked(exchange: Exchange) -> str:
    """What was asked for; the partner API's answers depend on who asks, whom the token alone names."""
    if exchange.request.path.startswith("/a/"):
        return exchange.request.target
    caller = next((value for name, value in exchange.request.headers if name.lower() == "authorization"), "")
    return f"{exchange.request.target} {caller}"


def is_read(exchange: Exchange) -> bool:
    """Whether the exchange is an answered read of a vendor's operation."""
    return exchange.operation is not None and exchange.operation.method == "GET" and exchange.status == 200


def may_have_changed_something(exchange: Exchange) -> bool:
    """Whether the exchange is an accepted write, or a call of the control API that is no mere look."""
    return exchange.request.method != "GET" and exchange.accepted and not exchange.request.path.endswith("/tokens")
