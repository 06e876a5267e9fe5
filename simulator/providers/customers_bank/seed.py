"""Personas into a partner's users. Whatever a persona leaves out is derived from its name.

This module is also what reading and generating fixtures ask about the bank (`simulator.fixtures.section.Section`).
"""

from collections.abc import Iterable
from pathlib import Path

from simulator.domain.ids import uuid_from
from simulator.domain.moment import from_text
from simulator.domain.persona import Draw, Json, Named
from simulator.domain.record import plain, recorded
from simulator.providers.customers_bank.state import Credential, Partner, User

__all__ = [
    "PRINTED_CREDENTIAL",
    "SAMPLE_PARTNER",
    "SCHEMA_FILE",
    "changed",
    "drawn",
    "identifiers",
    "partners",
    "user",
    "users",
]

SCHEMA_FILE = Path(__file__).with_name("persona.schema.json")
SAMPLE_PARTNER = "Sample Partner"


def partners(personas: Iterable[Named]) -> tuple[Partner, ...]:
    """The partners that these personas work for."""
    names = [each.sections["customers_bank"].get("partner", SAMPLE_PARTNER) for each in _own(personas)]
    return tuple(Partner(_partner_id(name), name) for name in dict.fromkeys(names))


def users(personas: Iterable[Named]) -> tuple[User, ...]:
    """The users behind the personas that Customers Bank knows, in their order."""
    return tuple(user(each.name, each.person, each.sections["customers_bank"]) for each in _own(personas))


def user(name: str, person: Json, section: Json) -> User:
    """One user: what the section says, else what the person says, else what the name gives."""
    told = dict(section)
    partner = told.pop("partner", SAMPLE_PARTNER)
    derived = {
        "userId": uuid_from("customers_bank", name, "user"),
        "name": f"{person['firstName']} {person['lastName']}",
        "email": person.get("email", f"{name}@example.com"),
    }
    return recorded({**derived, **told, "partnerId": _partner_id(partner)}, User)


def changed(before: User, section: Json) -> User:
    """The user with these members of a section laid over, as a scenario asks."""
    told = dict(section)
    if "partner" in told:
        told["partnerId"] = _partner_id(told.pop("partner"))
    return recorded({**plain(before), **told}, User)


def identifiers(name: str, section: Json) -> Iterable[tuple[str, str, str, str]]:
    """No two users share a user id."""
    yield "userId", "partner user id", section.get("userId") or uuid_from("customers_bank", name, "user"), ""


def drawn(draw: Draw, hints: Json) -> Json:
    """The section of a generated user: somebody who works for the company that was drawn, now and then in charge."""
    return {"partner": hints["company"], "isAdmin": draw("admin", 100) < 20, "showApi": draw("api", 100) < 30}


def _own(personas: Iterable[Named]) -> list[Named]:
    return [each for each in personas if "customers_bank" in each.sections]


def _partner_id(name: str) -> str:
    return uuid_from("customers_bank", "partner", name)


PRINTED_CREDENTIAL = Credential(
    credential_id="1095155f-d828-4568-1111-78f543b4a84b",
    partner_id=_partner_id(SAMPLE_PARTNER),
    display_name="Doc Test 2",
    start_at=from_text("2024-05-31T17:12:21.992385Z"),
    end_at=from_text("2027-04-22T18:05:23.729017Z"),
    hint="OOU",
)
"""The credential that the documents' DELETE names (B-43)."""
