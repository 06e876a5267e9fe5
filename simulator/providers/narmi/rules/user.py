"""What becomes of a user: locked, unlocked, reached otherwise, activated, enrolled."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace

from simulator.domain.ids import digest
from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.record.history import Code
from simulator.providers.narmi.record.user import Address, User

__all__ = [
    "activated", "contacted", "enrolled", "enrollment_code", "locked", "pulled", "readable", "unlocked",
]  # fmt: skip

Json = Mapping[str, Any]
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
CODE_LENGTH = 8
CHANGES: tuple[tuple[str, str, Code], ...] = (
    ("username", "login", "account.update"),
    ("email", "email", "user.email_update"),
    ("phone", "phone", "phone.update"),
)


def locked(user: User) -> User:
    """Cannot log in, and is archived (NARMI-082, B-73)."""
    return replace(user, locked=True, archived=True)


def unlocked(user: User) -> User:
    """Can log in again, and is archived no more (NARMI-083, B-73)."""
    return replace(user, locked=False, archived=False)


def contacted(user: User, wish: Json) -> tuple[User, tuple[Code, ...]]:
    """The user reached otherwise, and one code for each thing that really changed (NARMI-033, B-80)."""
    changed = {
        member: wish[name] for name, member, _ in CHANGES if name in wish and wish[name] != getattr(user, member)
    }
    codes = tuple(code for _, member, code in CHANGES if member in changed)
    if "login" in changed:
        changed["temporary_login"] = False
    if "email" in changed:
        changed["email_confirmed"] = False
    address = _moved(user.address, wish.get("address", {}))
    if address != user.address:
        changed, codes = {**changed, "address": address}, (*codes, "address.update")
    return replace(user, **changed), codes


def pulled(user: User, core: CoreUser) -> User:
    """The user with what the core knows now (NARMI-090); what it does not know stays."""
    told = {name: getattr(core, name) for name in ("first_name", "last_name", "phone", "address", "birth_date")}
    return replace(user, **{name: value for name, value in told.items() if value is not None})


def activated(user: User, at: datetime) -> User:
    """Staff who followed the invitation."""
    return replace(user, invited=False, email_confirmed=True, enrolled_at=user.enrolled_at or at)


def enrolled(user: User, at: datetime, login: str | None = None) -> User:
    """A customer whose enrolment is complete, with a login of the own choice if one was chosen."""
    done = replace(user, enrollment="complete", enrollment_code=None, enrolled_at=user.enrolled_at or at)
    return replace(done, login=login, temporary_login=False) if login else done


def enrollment_code(*parts: Any) -> str:
    """Small letters and the digits 2 to 7; it does not expire (NARMI-P-18)."""
    return readable(CODE_LENGTH, "enrollment code", *parts)


def readable(length: int, *parts: Any) -> str:
    """So many letters and digits that nobody mistakes for another."""
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest(parts, length))


def _moved(before: Address | None, wish: Json) -> Address | None:
    """The address with the lines that are told; unknown members are ignored (F-06)."""
    told = {name: text for name, text in wish.items() if name in Address.__struct_fields__}
    return replace(before or Address(), **told) if told else before
