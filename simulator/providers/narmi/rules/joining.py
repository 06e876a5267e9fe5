"""Users who are added by hand: staff, Admins among them, and customers whom the core knows (NARMI-020 to NARMI-022)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from simulator.domain.problem import Fault, Violation
from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.state import State

__all__ = ["blamed", "customer", "objections", "staff", "taken"]

Json = Mapping[str, Any]


def staff(user_id: str, wish: Json) -> User:
    """Staff, invited; the address is the login."""
    return User(
        user_id=user_id,
        type="admin" if wish["admin"] else "staff",
        login=wish["email"],
        first_name=wish["first_name"],
        last_name=wish["last_name"],
        email=wish["email"],
        email_confirmed=False,
        phone=wish["phone"],
        role=None if wish["admin"] else wish["role"],
        invited=True,
    )


def customer(user_id: str, wish: Json, core: CoreUser, code: str | None, at: datetime) -> User:
    """A customer by hand, named as on the core; where there is an enrolment code, it is still to be entered (B-77)."""
    return User(
        user_id=user_id,
        type="customer",
        login=wish["username"],
        first_name=core.first_name,
        last_name=core.last_name,
        email=wish["email"],
        email_confirmed=False,
        phone=core.phone,
        address=core.address,
        category=wish["category"],
        core_user_id=core.core_user_id,
        birth_date=core.birth_date,
        enrolled_at=None if code else at,
        enrollment="pending_code" if code else "complete",
        enrollment_code=code,
    )


def objections(state: State, wish: Json) -> Iterator[Violation]:
    """Why this user cannot be added, member by member."""
    if wish["kind"] == "staff":
        yield from taken(state, "email", wish["email"])
        if not wish["admin"] and (wish.get("role") is None or state.roles.get(wish["role"]) is None):
            yield blamed("role", f"one of {', '.join(sorted(role.name for role in state.roles))}")
        return
    yield from taken(state, "username", wish["username"])
    core_user_id = wish["core_user_id"]
    if state.core(core_user_id) is None:
        yield blamed("core_user_id", f"an ID that the core has; it has no {core_user_id}")
    elif state.holder(core_user_id) is not None:
        yield blamed("core_user_id", f"an ID that no other user has; {core_user_id} is in use")


def taken(state: State, member: str, login: str, but: str = "") -> Iterator[Violation]:
    """Nobody but `but` has this login."""
    holder = state.named(login)
    if holder is not None and holder.user_id != but:
        yield blamed(member, f"a login that nobody has; {login} is in use")


def blamed(member: str, expected: str) -> Violation:
    """A member of the body that breaks a rule."""
    return Violation(Fault.CONSTRAINT, "body", f"/{member}", expected)
