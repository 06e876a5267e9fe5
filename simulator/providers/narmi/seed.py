"""Personas into Narmi's users. Whatever a persona leaves out is derived from its name.

This module is also what reading and generating fixtures ask about Narmi (`simulator.fixtures.section.Section`).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins

from simulator.domain.ids import digest, uuid_from
from simulator.domain.moment import from_text
from simulator.domain.persona import Draw, Json, Named
from simulator.providers.narmi.record.user import User

__all__ = ["PASSWORD", "SCHEMA_FILE", "changed", "core_user_id", "drawn", "identifiers", "user", "user_id", "users"]

SCHEMA_FILE = Path(__file__).with_name("persona.schema.json")
PASSWORD = "Sandbox-2022!"
"""What every persona types to sign in, unless the file says otherwise. Public knowledge (F-10)."""

FIRST_DAY = from_text("2022-01-22T00:00:00Z")
LATE_DAY = from_text("2024-10-18T00:00:00Z")
BESIDE = frozenset(
    {
        "core", "otherCores", "profile", "history", "notifications", "pin", "environment", "enrollmentCodes",
        "offlineVerification",
    }
)  # fmt: skip
"""Members of a section that are no members of the user."""


def users(personas: Iterable[Named]) -> tuple[User, ...]:
    """The users behind the personas that Narmi knows, in their order."""
    return tuple(user(each.name, each.person, each.sections["narmi"]) for each in personas if "narmi" in each.sections)


def user(name: str, person: Json, section: Json) -> User:
    """One user: what the section says, else what the person says, else what the name gives."""
    told = {member: value for member, value in section.items() if member not in BESIDE}
    number = _numbers(name)
    staff = told.get("type", "customer") != "customer"
    record = {
        "userId": user_id(name, section),
        "type": "customer",
        "firstName": person["firstName"],
        "lastName": person["lastName"],
        "email": person.get("email", f"{name}@example.com"),
        "phone": person.get("phone", f"+1555555{number[0] % 10_000:04d}"),
        "birthDate": person.get("birthday"),
        "password": PASSWORD,
        **(_staff(name, person) if staff else _customer(name, person, section)),
        **_times(told, number),
        **told,
    }
    record.setdefault("archived", record.get("locked", False))
    return convert(record, User)


def changed(before: User, section: Json) -> User:
    """The user with these members of a section laid over, as a scenario asks."""
    told = {member: value for member, value in section.items() if member not in BESIDE}
    return convert({**to_builtins(before), **told}, User)


def user_id(name: str, section: Json) -> str:
    """The id of the persona's user."""
    return section.get("userId") or uuid_from("narmi", name, "user")


def core_user_id(name: str, section: Json) -> str:
    """The ID that the core knows the persona by."""
    told: str | None = section.get("coreUserId")
    return told or str(10_000_000 + _numbers(name)[1] % 90_000_000)


def identifiers(name: str, section: Json) -> Iterable[tuple[str, str, str, str]]:
    """No two users share a user id, a login in any letter case, or a core user ID."""
    yield "userId", "Narmi user id", user_id(name, section), ""
    if "login" in section:
        yield "login", "Narmi login", section["login"].casefold(), ""
    if section.get("type", "customer") == "customer":
        yield "coreUserId", "core user ID", core_user_id(name, section), ""
    for other in section.get("otherCores", ()):
        yield "otherCores", "core user ID", other["coreUserId"], ""


def drawn(draw: Draw, hints: Json) -> Json:
    """The section of a generated user: mostly a customer in good standing, now and then one who needs support."""
    rare = draw("narmi", 1000)
    if rare < 20:
        kind = "admin" if rare < 4 else "staff"
        return {"type": kind, "role": None if kind == "admin" else "Support"}
    told: dict[str, Any] = {"login": hints["handle"], "coreUserId": str(hints["number"])}
    if rare < 70:
        told |= {"locked": True, "archived": True}
    elif rare < 110:
        told |= {"enrollment": "pending_code", "temporaryLogin": True, "enrolledAt": None, "lastLoginAt": None}
    elif rare < 170:
        told |= {"category": "business", "organization": {"name": hints["company"]}}
    return told


def _staff(name: str, person: Json) -> dict[str, Any]:
    return {"login": person.get("email") or f"{name}@example.com"}


def _customer(name: str, person: Json, section: Json) -> dict[str, Any]:
    lines = ("addressLineOne", "addressLineTwo", "city", "state", "zip")
    address = person.get("address")
    known = {line: address[line] for line in lines if line in address} if address else None
    temporary = section.get("temporaryLogin", False)
    camel = "".join(word.capitalize() for word in name.split("-"))
    return {
        "login": f"temp-{uuid_from('narmi', name, 'login')[:8]}" if temporary else camel,
        "address": known,
        "category": "personal",
        "coreUserId": core_user_id(name, section),
        "enrollment": "complete",
        "referralCode": f"REF{_numbers(name)[2] % 10**6:06d}",
    }


def _times(told: Json, number: tuple[int, ...]) -> dict[str, datetime]:
    enrolled = from_text(told["enrolledAt"]) if told.get("enrolledAt") else FIRST_DAY + _days(number[3], 700)
    return {"enrolledAt": enrolled, "lastLoginAt": max(enrolled, LATE_DAY + _days(number[4], 400))}


def _days(number: int, below: int) -> timedelta:
    return timedelta(milliseconds=number % (below * 86_400_000))


def _numbers(name: str) -> tuple[int, ...]:
    """Large numbers, all from one hash: this runs for every one of thousands of users."""
    raw = digest(("narmi", name, "numbers"), 40)
    return tuple(int.from_bytes(raw[8 * place : 8 * place + 8]) for place in range(5))
