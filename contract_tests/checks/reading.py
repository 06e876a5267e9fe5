"""Reads change nothing, and refused writes change nothing."""

from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange


@check("the same read twice, with no accepted write between, says the same", claims=["F-04"])
def reads_and_refused_writes_change_nothing(history: History) -> Breaches:
    """So neither a read nor a refusal has left a trace."""
    seen: dict[str, bytes] = {}
    moving: set[str] = set()
    for exchange in history:
        if may_have_changed_something(exchange):
            seen.clear()
            moving |= _moved(exchange)
        elif is_read(exchange) and not _moves(exchange, moving):
            before = seen.setdefault(_asked(exchange), exchange.body)
            if before != exchange.body:
                yield exchange, f"it was first {before[:300]!r}"


def _moved(exchange: Exchange) -> set[str]:
    """Whom a task will change a moment later, without another call (NARMI-090)."""
    asks = exchange.operation is not None and exchange.operation.id == "updateUserFromCore"
    return {exchange.arguments["userId"].lower()} if asks else set()


def _moves(exchange: Exchange, moving: set[str]) -> bool:
    """Whether time alone may change what a read says: tasks, deliveries, and whom a task is about."""
    id, path = exchange.operation.id if exchange.operation else "", exchange.request.path.lower()
    by_itself = id in ("getTask", "getNotificationHistory") or (id == "listManagedUsers" and bool(moving))
    return by_itself or any(user_id in path for user_id in moving)


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
    """Whether the exchange is an accepted write, a wrong guess that counts (NARMI-039), or a call of the control API
    that is no mere look.
    """
    if exchange.operation is not None and exchange.operation.id == "guessMicrodeposits" and exchange.status == 422:
        return True
    return exchange.request.method != "GET" and exchange.accepted and not exchange.request.path.endswith("/tokens")
