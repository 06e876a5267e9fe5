"""Personas become Banno's users: what is written is taken, the rest is derived and never changes."""

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from simulator.fixtures import Institution as Written
from simulator.fixtures import Persona, read
from simulator.providers import PROVIDERS
from simulator.providers.banno import seed
from simulator.providers.banno.state import ABILITIES, Address, Institution, User
from simulator.providers.provider import sections

FOLDER = Path(__file__).parents[3] / "fixtures"
BANK = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
OTHER = "8d1c6f0e-2b47-4e3a-9c55-0f1e7a6b9d24"
SECTIONS = sections(PROVIDERS)
ADA = {"firstName": "Ada", "lastName": "Byron"}


def ada(name: str = "ada-byron", **section: Any) -> User:
    return seed.user(name, ADA, {"institution": BANK, **section})


@cache
def kathy() -> User:
    (persona,) = (each for each in read([FOLDER], SECTIONS).personas if each.name == "kathy-smith")
    return seed.users([persona])[0]


def test_kathy_smith_is_the_documents_sample_user() -> None:
    user = kathy()
    assert user.user_id == user.institution_id == user.review_institution_id == BANK
    assert (user.first_name, user.middle_name, user.last_name) == ("Kathy", "", "Smith")
    assert (user.username, user.email, user.phone) == ("KathySmith", "user@example.com", "+15555551234")
    assert (user.user_type, user.business_name, user.employee_status) == ("Individual", None, "NE")
    assert (user.status, user.verified, user.preferred_name, user.ssn_last4) == ("Locked", False, None, None)
    assert user.added_at == user.modified_at == user.last_seen_at == datetime(2022, 1, 21, 16, 45, 47, 118000, UTC)
    assert user.member_number == 70000
    assert set(user.abilities) == set(ABILITIES)
    assert user.locked_out_of_rsa


def test_kathy_smith_has_the_printed_codes_and_real_values_for_placeholders() -> None:
    demographic = kathy().demographic
    assert (demographic.customer_importance, demographic.gender) == ("Yes", "Male")
    assert (demographic.education_level, demographic.employee_data) == ("AssocDegree", "E")
    assert demographic.birthday == date(2000, 1, 1)
    assert demographic.last_updated == datetime(2022, 1, 21, 17, 31, 11, 337000, UTC)
    texts = json.dumps(msgspec.to_builtins(kathy()))
    assert '"string"' not in texts
    assert kathy().net_teller_id
    assert kathy().customer_id


def test_what_a_section_leaves_out_is_derived_from_the_name_and_always_the_same() -> None:
    assert ada() == ada()
    assert ada().user_id == "1bec9945-3550-44d4-8ffa-6c221e9693d1"


def test_two_names_share_no_derived_id() -> None:
    one, other = ada("ada-byron"), ada("ada-byrom")
    for field in ("user_id", "login_id", "consumer_id", "customer_id", "uis_id", "net_teller_id", "username", "email"):
        assert getattr(one, field) != getattr(other, field), field


def test_derived_values_have_the_shape_of_real_ones() -> None:
    user = ada()
    assert user.username == "AdaByron"
    assert user.email == "ada-byron@example.com"
    assert user.phone is not None
    assert user.phone.startswith("+1555555")
    assert user.net_teller_id is not None
    assert len(user.net_teller_id) == 12
    assert user.ssn_last4 is not None
    assert user.ssn_last4.isdigit()
    assert user.password == seed.PASSWORD


def test_derived_dates_follow_each_other_and_end_before_2026() -> None:
    for number in range(300):
        user = ada(f"ada-{number}")
        assert user.added_at <= user.modified_at <= user.last_seen_at < datetime(2026, 1, 1, tzinfo=UTC)


def test_null_means_none_and_is_not_derived() -> None:
    user = seed.user("ada", {**ADA, "email": None, "phone": None}, {"institution": BANK, "netTellerId": None})
    assert (user.email, user.phone, user.net_teller_id) == (None, None, None)


def test_the_section_knows_better_than_the_person() -> None:
    user = seed.user("ada", {**ADA, "email": "ada@example.com"}, {"institution": BANK, "email": "old@example.net"})
    assert user.email == "old@example.net"


def test_an_address_and_a_demographic_are_completed_member_by_member() -> None:
    person = {**ADA, "birthday": "1815-12-10", "address": {"city": "Boise", "state": "ID"}}
    user = seed.user("ada", person, {"institution": BANK, "address": {"city": "Nampa"}, "demographic": {"gender": "F"}})
    assert user.address == Address(city="Nampa", state="ID")
    assert (user.demographic.gender, user.demographic.birthday) == ("F", date(1815, 12, 10))


def test_the_level_in_an_organization_is_the_users_level() -> None:
    user = ada(organization={"organizationId": OTHER, "adminLevel": "Viewer"})
    assert user.admin_level == "Viewer"
    assert ada().admin_level is None


def test_a_pending_user_has_accepted_no_agreement_yet() -> None:
    assert ada(status="Pending").eula is None
    accepted = ada().eula
    assert accepted is not None
    assert accepted.accepted_at == ada().added_at


def test_users_are_those_that_banno_knows() -> None:
    here = Persona("here", "Is known here.", ADA, {"banno": {"institution": BANK}})
    elsewhere = Persona("elsewhere", "Is known elsewhere.", ADA, {"narmi": {}})
    assert [user.username for user in seed.users([elsewhere, here])] == ["Here"]


def test_institutions_come_in_any_class_with_the_right_attributes() -> None:
    assert seed.institutions([Written(BANK, "A bank", memo_mode=True)]) == (
        Institution(BANK, "A bank", memo_mode=True),
    )


def test_a_change_lays_members_over_a_user_and_leaves_the_rest() -> None:
    before = seed.user("ada", {**ADA, "address": {"city": "Boise", "state": "ID"}}, {"institution": BANK})
    after = seed.changed(before, {"status": "Locked", "institution": OTHER, "address": {"city": "Nampa"}})
    assert (after.status, after.institution_id) == ("Locked", OTHER)
    assert after.address == Address(city="Nampa", state="ID")
    assert (after.user_id, after.added_at, after.demographic) == (before.user_id, before.added_at, before.demographic)


def test_a_user_is_told_apart_by_id_and_by_username_within_the_institution() -> None:
    found = list(seed.identifiers("ada-byron", {"institution": BANK, "username": "Countess"}))
    assert found == [("userId", "user id", ada().user_id, ""), ("username", "username", "countess", BANK)]


def test_the_schema_of_a_section_names_every_stored_member_and_no_other() -> None:
    schema = json.loads(seed.SCHEMA_FILE.read_text(encoding="utf-8"))
    stored = {field.encode_name for field in msgspec.structs.fields(User)}
    assert set(schema["properties"]) - {"institution"} == stored - {"institutionId"}


@pytest.mark.parametrize("part", ["address", "demographic", "organization", "eula"])
def test_the_schema_of_a_part_names_every_stored_member_and_no_other(part: str) -> None:
    schema = json.loads(seed.SCHEMA_FILE.read_text(encoding="utf-8"))
    user = ada(organization={"organizationId": OTHER, "adminLevel": "Viewer"})
    stored = {field.encode_name for field in msgspec.structs.fields(getattr(user, part))}
    assert set(schema["properties"][part]["properties"]) == stored


def test_the_schema_names_the_values_that_the_state_allows() -> None:
    schema = json.loads(seed.SCHEMA_FILE.read_text(encoding="utf-8"))["properties"]
    for status in schema["status"]["enum"]:
        assert ada(status=status).status == status
    assert tuple(schema["abilities"]["items"]["enum"]) == ABILITIES
