"""A small institution for the tests of Narmi's rooms: users made by hand, and calls upon them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from simulator.domain.call import Call, Change, Outcome
from simulator.domain.credential import Principal
from simulator.domain.demand import Demand, Grant
from simulator.domain.ids import Ids, uuid_from
from simulator.domain.table import Rows
from simulator.providers.narmi import PROVIDER, permission
from simulator.providers.narmi.handlers import HANDLERS
from simulator.providers.narmi.index import UserIndex
from simulator.providers.narmi.record.user import HERE, Environment, Role, User
from simulator.providers.narmi.state import State
from simulator.stores.snapshot import Snapshot

__all__ = [
    "ADMIN", "AT", "CLEO", "NOBODY", "SUPPORT", "after", "asked", "called", "codes", "done", "institution", "minted",
    "seen", "user",
]  # fmt: skip

AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
NOBODY = "00000000-0000-4000-8000-000000000000"
ROLES = (
    Role("Support", (permission.VIEW_USER, permission.LOCK_USER)),
    Role("Lead", permission.ALL),
    Role("Nothing"),
)


def user(called: str, /, **fields: Any) -> User:
    """Somebody called so: a customer on the core, unless told otherwise."""
    kind = fields.get("type", "customer")
    own = {
        "user_id": uuid_from(called), "type": kind, "login": called.capitalize(), "first_name": called.capitalize(),
        "last_name": "Test", "email": f"{called}@example.com", "phone": "+15555550001", "enrolled_at": AT,
    }  # fmt: skip
    customer = {"core_user_id": str(10_000 + len(called) * 997), "category": "personal", "enrollment": "complete"}
    return User(**{**own, **(customer if kind == "customer" else {}), **fields})


ADMIN = user("admin", type="admin")
SUPPORT = user("support", type="staff", role="Support")
CLEO = user("cleo", core_user_id="20001")


def institution(*users: User, **environment: Any) -> Snapshot:
    """These users and an Admin, with the roles, as a population."""
    everybody = sorted({one.user_id: one for one in (ADMIN, SUPPORT, *users)}.values(), key=lambda one: one.order)
    rows: dict[str, Rows[Any]] = {name: Rows() for name in PROVIDER.tables}
    rows["users"] = Rows({one.user_id: one for one in everybody}, UserIndex(everybody))
    rows["roles"] = Rows({role.name: role for role in ROLES})
    rows["environments"] = Rows({HERE: Environment(**environment)})
    return Snapshot({"narmi": rows, "outbox": {"messages": Rows()}})


def seen(*users: User, **environment: Any) -> State:
    """What a handler sees of them."""
    return institution(*users, **environment).view("narmi", State.of)


def after(state: State, outcome: Outcome | Iterable[Change]) -> State:
    """What a handler sees once these changes are made."""
    changes = tuple(outcome.changes if isinstance(outcome, Outcome) else outcome)
    return state.after(change for change in changes if change.slice == "narmi")


def minted(who: Principal, lifetime: timedelta) -> str:
    """A token that says whose it is."""
    return f"token of {who.client} for {int(lifetime.total_seconds())} s: {', '.join(sorted(who.grants))}"


def called(operation: str, by: User = ADMIN, **more: Any) -> Call:
    """A call as binding makes it, by this staff user with everything allowed."""
    grants = more.pop("grants", (Grant("narmi", frozenset()),))
    held = frozenset(more.pop("permissions", permission.ALL))
    demand = Demand(operation, grants, more.pop("media_types", frozenset()))
    given = {
        "at": AT, "ids": Ids(0, "default", "narmi", 0), "address": "http://here", "peer": "192.0.2.7",
        "agent": "curl/8.5.0", "mint": minted, "principal": Principal("narmi", by.user_id, "narmi", held),
    }  # fmt: skip
    return Call(demand=demand, **{**given, **more})


def asked(state: State, operation: str, about: User | None = None, /, by: User = ADMIN, **more: Any) -> Outcome:
    """What the operation's handler decides."""
    path = {**({"userId": about.user_id.upper()} if about is not None else {}), **more.pop("path", {})}
    return HANDLERS[operation](state, called(operation, by, path=path, **more))


def done(state: State, operation: str, about: User | None = None, /, **more: Any) -> tuple[Any, State]:
    """What it answers, and what is so afterwards."""
    outcome = asked(state, operation, about, **more)
    return outcome.reply.body, after(state, outcome)


def codes(state: State, about: User) -> list[str]:
    """The user's history, newest first, without what was derived."""
    return [str(entry.action) for entry in reversed(state.history(about.user_id).entries)][:-1]
