"""What happens to a partner's users and credentials, and in which order they are listed."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from simulator.providers.customers_bank.state import Credential, State, User

__all__ = [
    "LIFETIME",
    "administrators",
    "alphabetic",
    "colleagues",
    "haystack",
    "issued",
    "joined",
    "listed",
    "namesake",
    "updated",
]

LIFETIME = timedelta(days=365)
HINT_LENGTH = 3
Json = Mapping[str, Any]


def joined(user_id: str, partner_id: str, wish: Json) -> User:
    """A new colleague; whoever is not said to be an administrator or to have API access is and has not (B-53)."""
    return User(
        user_id=user_id,
        partner_id=partner_id,
        name=wish.get("name"),
        email=wish["email"],
        is_admin=wish.get("isAdmin", False),
        show_api=wish.get("showApi", False),
    )


def updated(user: User, wish: Json) -> User:
    """The user with the four things that may change; absent or null stays as it was (CUBI-51, F-07)."""
    told = {member: wish.get(name) for name, member in CHANGEABLE.items()}
    fields = {member: value for member, value in told.items() if value is not None}
    if "roles" in fields:
        fields["roles"] = tuple(fields["roles"])
    return replace(user, **fields)


def issued(credential_id: str, partner_id: str, display_name: str, secret: str, at: datetime) -> Credential:
    """A credential that is good for a year; of its secret only the beginning is kept (CUBI-18)."""
    return Credential(credential_id, partner_id, display_name, at, at + LIFETIME, secret[:HINT_LENGTH])


def colleagues(state: State, partner_id: str) -> list[User]:
    """The users of one partner."""
    return [user for user in state.users if user.partner_id == partner_id]


def administrators(state: State, partner_id: str) -> list[User]:
    """Those of them who may write."""
    return [user for user in colleagues(state, partner_id) if user.is_admin]


def namesake(state: State, partner_id: str, email: str) -> User | None:
    """The partner's user who has this address already, in any letter case (F-08)."""
    wanted = email.casefold()
    return next((user for user in colleagues(state, partner_id) if (user.email or "").casefold() == wanted), None)


def listed(users: list[User], text: str, sort_on: str, *, ascending: bool) -> list[User]:
    """Users whose name or address contains the text, sorted; nulls come first ascending, ties by id (B-47, F-07)."""
    needle = text.casefold()
    found = [user for user in users if any(needle in (told or "").casefold() for told in (user.name, user.email))]
    by_id = sorted(found, key=lambda user: user.user_id)
    return sorted(by_id, key=_sorted_by(sort_on), reverse=not ascending)


def alphabetic(user: User) -> tuple[bool, str, str]:
    """Where the user stands in a list by name: the nameless first, ties by id."""
    return user.name is not None, (user.name or "").casefold(), user.user_id


def haystack(user: User) -> str:
    """All that a text may name the user by, in one casefolded text."""
    return f"{user.name or ''}\0{user.email or ''}".casefold()


def _sorted_by(sort_on: str) -> Callable[[User], tuple[bool, Any]]:
    member = SORTABLE[sort_on]

    def key(user: User) -> tuple[bool, Any]:
        value = getattr(user, member)
        return value is not None, _comparable(value)

    return key


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return value.casefold()
    return tuple(role.casefold() for role in value) if isinstance(value, tuple) else (value or 0)


CHANGEABLE = {"name": "name", "isAdmin": "is_admin", "Roles": "roles", "showApi": "show_api"}
SORTABLE = {
    "id": "user_id",
    "name": "name",
    "isAdmin": "is_admin",
    "isPrimaryAdmin": "is_primary_admin",
    "accountEnabled": "account_enabled",
    "email": "email",
    "lastLoggedInAt": "last_logged_in_at",
    "roles": "roles",
    "showApi": "show_api",
    "isFrozen": "is_frozen",
}
