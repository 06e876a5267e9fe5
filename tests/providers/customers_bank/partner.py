"""A small partner for the tests of Customers Bank's rules: colleagues made by hand, and calls upon them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from simulator.domain.call import Call, Change
from simulator.domain.credential import Principal
from simulator.domain.demand import Demand, Grant
from simulator.domain.ids import Ids, uuid_from
from simulator.domain.table import Rows
from simulator.providers.customers_bank.population import rows
from simulator.providers.customers_bank.state import Credential, Partner, State, User
from simulator.stores.snapshot import Snapshot

__all__ = ["API", "AT", "AWAY", "HOME", "NOBODY", "after", "called", "credential", "partner", "principal", "user"]

API = "customers-bank"
AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
HOME = Partner(uuid_from("home"), "Home Ltd")
AWAY = Partner(uuid_from("away"), "Away Ltd")
NOBODY = "00000000-0000-4000-8000-000000000000"


def user(called: str, /, **fields: Any) -> User:
    """A user called so, at home unless told otherwise, who may only read."""
    home = {"user_id": uuid_from(called), "partner_id": HOME.partner_id}
    return User(**{**home, "name": called, "email": f"{called}@example.com", **fields})


def credential(called: str, /, **fields: Any) -> Credential:
    """A credential called so, of home unless told otherwise."""
    own = {"credential_id": uuid_from(called), "partner_id": HOME.partner_id, "display_name": called}
    return Credential(**{**own, "start_at": AT, "end_at": AT, "hint": "abc", **fields})


def partner(*users: User, credentials: Iterable[Credential] = ()) -> Snapshot:
    """Both partners and these users, as a population."""
    return Snapshot(
        {
            "customers_bank": {
                "users": rows(users),
                "partners": Rows({one.partner_id: one for one in (HOME, AWAY)}),
                "credentials": Rows({one.credential_id: one for one in credentials}),
            }
        }
    )


def after(snapshot: Snapshot, changes: Iterable[Change] = ()) -> State:
    """What a handler sees once these changes are made."""
    return snapshot.after(changes).view("customers_bank", State.of)


def principal(who: User | None) -> Principal:
    """The caller whose token is this user's; None where no token is asked."""
    return Principal(API, None if who is None else who.user_id, "app", frozenset())


def called(operation: str, by: User | None = None, **more: Any) -> Call:
    """A call as binding makes it, by this user."""
    demand = Demand(operation, (Grant(API, frozenset()),), more.pop("media_types", frozenset()))
    given = {"at": AT, "ids": Ids(0, "default", "customers_bank", 0), "principal": principal(by), **more}
    return Call(demand=demand, **given)
