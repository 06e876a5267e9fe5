"""Personas become users of a partner: what is written is taken, the rest is derived and never changes."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from simulator.fixtures import Persona, read
from simulator.providers import PROVIDERS
from simulator.providers.customers_bank import seed
from simulator.providers.customers_bank.state import User

FOLDER = Path(__file__).parents[3] / "fixtures"
SECTIONS = {name: provider.casting.section for name, provider in PROVIDERS.items()}
ADA = {"firstName": "Ada", "lastName": "Byron"}


def ada(called: str = "ada-byron", /, **section: Any) -> User:
    return seed.user(called, ADA, section)


@cache
def cast() -> dict[str, User]:
    known = [each for each in read([FOLDER], SECTIONS).personas if "customers_bank" in each.sections]
    return dict(zip([each.name for each in known], seed.users(known), strict=True))


def test_the_printed_ids_belong_to_the_printed_people() -> None:
    admin, test = cast()["test-admin"], cast()["test-user"]
    assert (admin.user_id, admin.name) == ("9fa44d26-60b6-4d24-8edf-0d2a1dc79d2c", "test admin")
    assert (test.user_id, test.name) == ("ffd7a02f-f330-470f-b5a7-14d91368e520", "test")
    assert test.last_logged_in_at == datetime(2024, 5, 1, 14, 51, 1, tzinfo=UTC)
    assert "7a201833-c4c8-4a32-b601-85f1756d829d" in {user.user_id for user in cast().values()}


def test_the_printed_credential_is_the_sample_partners() -> None:
    printed = seed.PRINTED_CREDENTIAL
    assert printed.credential_id == "1095155f-d828-4568-1111-78f543b4a84b"
    assert printed.partner_id == cast()["dana-reyes"].partner_id
    assert (printed.display_name, printed.hint) == ("Doc Test 2", "OOU")
    assert printed.start_at == datetime(2024, 5, 31, 17, 12, 21, 992385, UTC)
    assert printed.end_at == datetime(2027, 4, 22, 18, 5, 23, 729017, UTC)


def test_one_partner_has_thirty_users_and_every_partner_an_administrator() -> None:
    partners: dict[str, list[User]] = {}
    for user in cast().values():
        partners.setdefault(user.partner_id, []).append(user)
    assert 30 in map(len, partners.values())
    assert all(any(user.is_admin for user in users) for users in partners.values())


def test_what_a_section_leaves_out_is_derived_and_always_the_same() -> None:
    assert ada() == ada()
    assert (ada().user_id, ada().name) == ("9f0f999e-4011-4e6d-a46d-5f32e7558aa1", "Ada Byron")
    assert ada().email == "ada-byron@example.com"
    assert not ada().is_admin


def test_what_the_person_or_the_section_says_counts() -> None:
    assert seed.user("a", {**ADA, "email": "p@x"}, {}).email == "p@x"
    assert seed.user("a", {**ADA, "email": None}, {}).email is None
    assert seed.user("a", {**ADA, "email": "p@x"}, {"email": "s@x", "name": None}).email == "s@x"
    assert ada(name=None).name is None
    assert ada(isAdmin=True, roles=["x"]).roles == ("x",)


def test_two_names_are_two_users_of_one_partner() -> None:
    one, other = ada("ada-byron"), ada("ada-byrom")
    assert one.user_id != other.user_id
    assert one.partner_id == other.partner_id != ada(partner="Elsewhere").partner_id


def test_who_works_together_has_one_partner() -> None:
    people = [
        Persona("a", "A.", ADA, {"customers_bank": {}}),
        Persona("b", "B.", ADA, {"customers_bank": {"partner": "Bees Ltd"}}),
        Persona("c", "C.", ADA, {"customers_bank": {"partner": seed.SAMPLE_PARTNER}}),
        Persona("d", "D.", ADA, {"banno": {}}),
    ]
    partners = seed.partners(people)
    assert [partner.name for partner in partners] == [seed.SAMPLE_PARTNER, "Bees Ltd"]
    ids = [partner.partner_id for partner in partners]
    assert [user.partner_id for user in seed.users(people)] == [ids[0], ids[1], ids[0]]


def test_a_change_lays_members_over_a_user_and_leaves_the_rest() -> None:
    before = ada(isAdmin=True)
    after = seed.changed(before, {"isFrozen": True, "partner": "Bees Ltd"})
    assert (after.is_frozen, after.partner_id) == (True, ada(partner="Bees Ltd").partner_id)
    assert (after.user_id, after.name, after.is_admin) == (before.user_id, before.name, True)


def test_a_user_is_told_apart_by_id_alone() -> None:
    assert list(seed.identifiers("ada-byron", {})) == [("userId", "partner user id", ada().user_id, "")]
    assert next(iter(seed.identifiers("ada", {"userId": "x"})))[2] == "x"


@pytest.mark.parametrize(
    ("number", "admin", "api"), [(0, True, True), (19, True, True), (20, False, True), (30, False, False)]
)
def test_generated_users_work_for_the_company_drawn_and_some_are_in_charge(number: int, admin: bool, api: bool) -> None:
    drawn = seed.drawn(lambda *_: number, {"company": "Bees Ltd"})
    assert drawn == {"partner": "Bees Ltd", "isAdmin": admin, "showApi": api}


def test_the_schema_of_a_section_names_every_stored_member_and_no_other() -> None:
    schema = json.loads(seed.SCHEMA_FILE.read_text(encoding="utf-8"))
    stored = {field.encode_name for field in msgspec.structs.fields(User)}
    assert set(schema["properties"]) - {"partner"} == stored - {"partnerId"}
