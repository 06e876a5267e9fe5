"""A small bank for the tests of Banno's rules: users made by hand, and calls upon them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from simulator.domain.call import Call, Change
from simulator.domain.credential import ANYBODY, Principal
from simulator.domain.demand import Demand
from simulator.domain.ids import Ids, uuid_from
from simulator.domain.table import Rows
from simulator.providers.banno.index import UserIndex
from simulator.providers.banno.state import Institution, ResetTicket, State, User
from simulator.stores.snapshot import Snapshot

__all__ = ["AT", "AWAY", "HOME", "after", "bank", "called", "state", "user"]

AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
HOME = Institution(uuid_from("home"), "Home Bank")
AWAY = Institution(uuid_from("away"), "Away Bank", memo_mode=True)


def user(name: str, **fields: Any) -> User:
    """A user called so, at home unless told otherwise, whom nothing sets apart."""
    home = {"institution_id": HOME.institution_id, "review_institution_id": HOME.institution_id}
    own = {"user_id": uuid_from(name), "login_id": uuid_from(name, "login"), "consumer_id": name, "customer_id": "1"}
    return User(**{**own, **home, "username": name, "first_name": name.title(), "last_name": "Byron", **fields})


def bank(*users: User, tickets: Iterable[ResetTicket] = ()) -> Snapshot:
    """Both institutions and these users, as a population."""
    listed = sorted(users, key=lambda one: one.order)
    return Snapshot(
        {
            "banno": {
                "users": Rows({one.user_id: one for one in listed}, UserIndex(listed)),
                "institutions": Rows({one.institution_id: one for one in (HOME, AWAY)}),
                "reset_tickets": Rows({one.ticket_id: one for one in tickets}),
            },
            "outbox": {"messages": Rows()},
        }
    )


def state(*users: User, tickets: Iterable[ResetTicket] = ()) -> State:
    """What a handler sees of such a bank."""
    return after(bank(*users, tickets=tickets))


def after(snapshot: Snapshot, changes: Iterable[Change] = ()) -> State:
    """What a handler sees once these changes are made."""
    return snapshot.after(changes).view("banno", State.of)


def called(
    operation: str = "getUser",
    *,
    path: dict[str, str] | None = None,
    query: dict[str, Any] | None = None,
    body: Any = None,
    principal: Principal = ANYBODY,
    at: datetime = AT,
    **more: Any,
) -> Call:
    """A call as binding makes it."""
    return Call(
        demand=Demand(operation),
        at=at,
        ids=Ids(0, "default", "banno", 0),
        principal=principal,
        path=path or {},
        query=query or {},
        body=body,
        address="http://bank.example",
        **more,
    )
