"""Personas into Banno's records. What a persona leaves out is derived from its name, so it is the same in every run.

This module is also what reading and generating fixtures ask about Banno (`simulator.fixtures.section.Section`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import convert, to_builtins

from simulator.domain.ids import digest, uuid_from
from simulator.domain.moment import from_text
from simulator.domain.persona import Draw, Json, Named
from simulator.providers.banno.state import ABILITIES, Institution, User

__all__ = ["PASSWORD", "SCHEMA_FILE", "changed", "drawn", "identifiers", "institutions", "user", "users"]

SCHEMA_FILE = Path(__file__).with_name("persona.schema.json")
PASSWORD = "Sandbox-2022!"
"""What every persona types to sign in, unless the file says otherwise. Public knowledge (F-10)."""

FIRST_DAY = from_text("2022-01-22T00:00:00Z")
LATE_DAY = from_text("2024-10-18T00:00:00Z")
OLDEST = date(1940, 1, 1)
AGREEMENT = uuid_from("banno", "eula", 1)
RARE = ("Pending", "Pending", "Locked", "Locked", "Dormant", "Disabled", "Reset", "PasswordExpired")
DATED = ("added", "modified", "seen", "birthday")
NUMBERED = ("branch", "code", "customer", "member", "netteller", "phone", "ssn", "uis")
Numbers = Mapping[str, int]


def institutions(entries: Iterable[object]) -> tuple[Institution, ...]:
    """The records of these institutions, whatever class they come in."""
    return tuple(convert(entry, Institution, from_attributes=True) for entry in entries)


def users(personas: Iterable[Named]) -> tuple[User, ...]:
    """The users behind the personas that Banno knows, in their order."""
    return tuple(user(each.name, each.person, each.sections["banno"]) for each in personas if "banno" in each.sections)


def user(name: str, person: Json, section: Json) -> User:
    """One user: what the section says, else what the person says, else what the name gives."""
    told = {**person, **section}
    institution_id = told.pop("institution")
    number = _numbers(name)
    birthday = told.pop("birthday", None) or OLDEST + timedelta(days=number["birthday"] % 23_000)
    times = _times(told, number)
    rest = _rest(told, institution_id, times["addedAt"])
    record = {**_ids(name, number), **_contact(name, number), **times, **rest, **told}
    record["address"] = {**person.get("address", {}), **section.get("address", {})}
    record["demographic"] = {"birthday": birthday, **_demographic(record, number), **section.get("demographic", {})}
    return convert(record, User)


def changed(before: User, section: Json) -> User:
    """The user with these members of a section laid over, as a scenario asks."""
    stored = to_builtins(before)
    told = dict(section)
    if "institution" in told:
        told["institutionId"] = told.pop("institution")
    for part in ("address", "demographic"):
        told[part] = {**stored[part], **told.get(part, {})}
    return convert({**stored, **told}, User)


def identifiers(name: str, section: Json) -> Iterable[tuple[str, str, str, str]]:
    """No two users share a user id, and no two of one institution a username, however it is capitalised."""
    yield "userId", "user id", section.get("userId") or _user_id(name), ""
    yield "username", "username", (section.get("username") or _username(name)).casefold(), section["institution"]


def drawn(draw: Draw, hints: Json) -> Json:
    """The section of a generated user: mostly an active person, now and then what makes support work hard."""
    told: dict[str, Any] = {"username": hints["handle"], "memberNumber": hints["number"], "status": "Active"}
    if draw("rare", 100) < 16:
        told["status"] = RARE[draw("status", len(RARE))]
    if draw("preferred", 100) < 15:
        told["preferredName"] = hints["nickname"]
    if draw("business", 100) < 6:
        told |= {"userType": "Business", "businessName": hints["company"]}
    if draw("verified", 100) < 10:
        told |= {"verified": False, "ssnLast4": None}
    if draw("rsa", 100) < 2:
        told["lockedOutOfRsa"] = True
    if draw("cash", 100) < 4:
        told["cashManagementId"] = f"CM{draw('cash-id', 10**8):08d}"
    return told


def _ids(name: str, number: Numbers) -> dict[str, Any]:
    return {
        "userId": _user_id(name),
        "loginId": uuid_from("banno", name, "login"),
        "consumerId": uuid_from("banno", name, "consumer"),
        "customerId": f"C{number['customer'] % 10**9:09d}",
        "uisId": f"{number['uis'] % 10**12:012d}",
        "netTellerId": f"{10**11 + number['netteller'] % (9 * 10**11)}",
        "memberNumber": 100_000 + number["member"] % 9_900_000,
    }


def _contact(name: str, number: Numbers) -> dict[str, Any]:
    return {
        "username": _username(name),
        "email": f"{name}@example.com",
        "phone": f"+1555555{number['phone'] % 10_000:04d}",
        "verified": True,
        "ssnLast4": f"{1 + number['ssn'] % 9_999:04d}",
    }


def _times(told: Json, number: Numbers) -> dict[str, datetime]:
    added_at = from_text(told["addedAt"]) if "addedAt" in told else FIRST_DAY + _days(number["added"], 700)
    modified_at = max(added_at, FIRST_DAY + _days(number["modified"], 1000))
    last_seen_at = max(modified_at, LATE_DAY + _days(number["seen"], 400))
    return {"addedAt": added_at, "modifiedAt": modified_at, "lastSeenAt": last_seen_at}


def _rest(told: Json, institution_id: str, added_at: datetime) -> dict[str, Any]:
    accepted = None if told.get("status") == "Pending" else {"acceptedAt": added_at, "eulaId": AGREEMENT}
    return {
        "institutionId": institution_id,
        "reviewInstitutionId": institution_id,
        "abilities": ABILITIES,
        "adminLevel": (told.get("organization") or {}).get("adminLevel"),
        "eula": accepted,
        "password": PASSWORD,
    }


def _demographic(record: Json, number: Numbers) -> dict[str, Any]:
    return {
        "customerCode": f"{10 + number['code'] % 90}",
        "customerDescription": "Business customer" if record.get("userType") == "Business" else "Retail customer",
        "homeBranchId": f"{1 + number['branch'] % 40:03d}",
        "lastUpdated": record["modifiedAt"],
    }


def _user_id(name: str) -> str:
    return uuid_from("banno", name, "user")


def _username(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-"))


def _days(number: int, below: int) -> timedelta:
    return timedelta(milliseconds=number % (below * 86_400_000))


def _numbers(name: str) -> Numbers:
    """A large number for each purpose, all from one hash: this runs for every one of thousands of users."""
    raw = digest(("banno", name, "numbers"), 64)
    return {what: int.from_bytes(raw[5 * place : 5 * place + 5]) for place, what in enumerate(DATED + NUMBERED)}
