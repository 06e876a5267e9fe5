"""Personas become users, and whatever is around them; generated ones too."""

from collections import Counter
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.domain.call import Change
from simulator.fixtures import Cast, Institution, Persona, generated, read
from simulator.providers import PROVIDERS
from simulator.providers.narmi import derived, population, seed
from simulator.providers.narmi.index import UserIndex
from simulator.providers.narmi.permission import ALL, folded
from simulator.providers.narmi.record.history import CODES
from simulator.providers.narmi.record.user import HERE, User
from simulator.providers.narmi.rules.chronicle import device
from simulator.providers.narmi.state import State
from simulator.providers.provider import sections
from simulator.stores.snapshot import Snapshot

ROOT = Path(__file__).parents[3]
SECTIONS = sections(PROVIDERS)
ADA = {"firstName": "Ada", "lastName": "Byron", "email": "ada@example.com", "birthday": "1990-01-02"}


@cache
def bundled() -> Cast:
    return read([ROOT / "fixtures"], SECTIONS)


@cache
def state() -> State:
    rows = population.population((), bundled().personas)
    return Snapshot({"narmi": rows}).view("narmi", State.of)


def persona(name: str, **section: Any) -> Persona:
    return Persona(name, "Somebody for a test.", ADA, {"narmi": section})


def made(name: str = "ada-byron", **section: Any) -> User:
    return seed.user(name, ADA, section)


def test_what_is_left_out_follows_from_the_name() -> None:
    one, again, other = made(), made(), made("bea-byron")
    assert one == again
    assert (one.login, one.first_name, one.category, one.enrollment) == ("AdaByron", "Ada", "personal", "complete")
    assert one.user_id != other.user_id
    assert one.core_user_id != other.core_user_id


def test_staff_has_no_core_and_logs_in_by_address() -> None:
    staff = made(type="staff", role="Support")
    assert (staff.login, staff.core_user_id, staff.category, staff.enrollment) == (ADA["email"], None, None, None)


def test_who_is_locked_is_archived_unless_told_otherwise() -> None:
    assert made(locked=True).archived
    assert not made(locked=True, archived=False).archived


def test_each_persona_has_an_id_a_login_and_a_core_user_id_of_its_own() -> None:
    users = seed.users(bundled().personas)
    for values in ([one.user_id for one in users], [one.login.casefold() for one in users]):
        assert max(Counter(values).values()) == 1
    assert max(Counter(one.core_user_id for one in users if one.customer).values()) == 1


def test_there_is_somebody_in_every_state_that_matters() -> None:
    users = seed.users(bundled().personas)
    assert {one.type for one in users} == {"admin", "staff", "customer"}
    assert {one.category for one in users} == {"personal", "business", None}
    for fits in (
        lambda one: one.locked, lambda one: one.temporary_login, lambda one: one.invited and one.admin,
        lambda one: one.invited and one.type == "staff", lambda one: one.sub_user, lambda one: not one.phone,
        lambda one: not one.email, lambda one: one.linked_core_user_ids, lambda one: one.archived,
    ):  # fmt: skip
        assert any(map(fits, users))


def test_one_person_has_something_in_every_list_and_every_status_of_an_sms() -> None:
    marisol = next(one for one in state().users if one.login == "MarisolV")
    profile = state().profile(marisol.user_id)
    lists = {name: getattr(profile, name) for name in profile.__struct_fields__ if name.endswith("s")}
    assert [name for name, entries in lists.items() if not entries and name != "backup_codes"] == []
    assert len(profile.scheduled_transfers) > 5
    assert {one.receipt for one in state().notifications} == {"Delivered", "Undelivered", "Failed", None}


def disagreements(view: State, user: User) -> list[str]:
    """What the profile, the history and the core tell of a user in other ways than the user does."""
    past, core = view.history(user.user_id).entries, view.core(user.core_user_id)
    enrolled = [one.at for one in past if one.action == "user.enroll"]
    turned = [one.action for one in past if one.action in ("user.lock", "user.unlock")]
    scheduled = view.profile(user.user_id).scheduled_transfers
    told = {
        "enrolled": user.customer and enrolled != [user.enrolled_at] * bool(user.enrolled_at),
        "locked": user.locked and turned[-1:] != ["user.lock"],
        "accounts": {number for one in scheduled for number in (one.from_account, one.to_account)}
        - {one.number for one in (core.accounts if core else ())},
    }
    return [what for what, wrong in told.items() if wrong]


def test_what_is_told_of_a_user_in_several_places_agrees() -> None:
    homes = [Institution("3fa85f64-5717-4562-b3fc-2c963f66afa6", "Home")]
    crowd = population.population((), generated(7, 300, homes, {"narmi": seed}))
    for view in (state(), Snapshot({"narmi": crowd}).view("narmi", State.of)):
        found = {user.login: wrong for user in view.users.rows.values() if (wrong := disagreements(view, user))}
        assert found == {}


def test_spare_core_user_ids_are_on_the_core_and_nobodys() -> None:
    for core_user_id in ("20417701", "20417702", "20417703"):
        core = state().core(core_user_id)
        assert core is not None
        assert state().holder(core_user_id) is None
        assert all(account.number.startswith(core_user_id) for account in core.accounts)


def test_the_sandbox_of_a_scenario_may_be_uat() -> None:
    scenario = next(one for one in bundled().scenarios if one.name == "uat-morning")
    kathy = next(one for one in bundled().personas if one.name == "kathy-smith")
    changes = population.altered(kathy, scenario.changes[0].sections["narmi"])
    assert not changed(state(), changes).environment.sends
    assert "environments" not in {one.table for one in population.altered(kathy, {})}
    assert population.altered(Persona("x", "y", ADA, {}), {}) == ()


def changed(before: State, changes: tuple[Change, ...]) -> State:
    return before.after(changes)


def test_a_persona_that_joins_has_what_a_persona_of_the_beginning_has() -> None:
    late = persona("late-comer", locked=True, otherCores=[{"coreUserId": "30001"}])
    joined = changed(state(), population.joined((), [late]))
    first = Snapshot({"narmi": population.population((), [late])}).view("narmi", State.of)
    key = population.identities(late)["userId"]
    for look in (State.profile, State.history):
        assert look(joined, key) == look(first, key)
    user = joined.users.get(key)
    assert user is not None
    assert user == first.users.get(key)
    assert joined.core(user.core_user_id) == first.core(user.core_user_id)
    assert joined.core("30001") == first.core("30001")


@pytest.mark.parametrize("section", [{"type": "admin"}, {}])
def test_identities_are_what_staff_knows_a_persona_by(section: dict[str, Any]) -> None:
    ids = population.identities(persona("ada-byron", **section))
    assert set(ids) == ({"userId"} if section else {"userId", "coreUserId"})


def test_generated_users_are_of_all_kinds_and_need_no_room_for_their_lists() -> None:
    homes = [Institution("3fa85f64-5717-4562-b3fc-2c963f66afa6", "Home")]
    crowd = generated(7, 3000, homes, {"narmi": seed})
    rows = population.population((), crowd)
    users = list(rows["users"].values())
    kinds = Counter(one.type for one in users)
    assert kinds["customer"] > 2800
    assert kinds["admin"]
    assert kinds["staff"]
    assert any(one.locked for one in users)
    assert any(one.temporary_login for one in users)
    assert len({one.core_user_id for one in users if one.customer}) == kinds["customer"]
    assert {table for table, records in rows.items() if records} == {"users", "roles", "environments"}
    view = Snapshot({"narmi": rows}).view("narmi", State.of)
    one = next(user for user in users if user.customer and user.enrolled_at)
    assert view.profile(one.user_id).external_accounts
    assert view.history(one.user_id).entries[0].action == "user.enroll"
    core = view.core(one.core_user_id)
    assert core is not None
    assert core.accounts


def test_the_index_knows_whose_a_login_and_a_core_user_id_are() -> None:
    ada, bea = made(), made("bea-byron", login="Bea")
    index = UserIndex([ada, bea])
    assert index.logins["bea"] == bea.user_id
    assert index.core_user_ids[ada.core_user_id or ""] == ada.user_id
    assert derived.core_of(ada).birth_date == ada.birth_date


def test_first_day_is_an_instant() -> None:
    assert derived.EPOCH.tzinfo is UTC


def test_the_codes_of_the_spec_and_its_permissions_are_those_of_the_rooms() -> None:
    spec = yaml.safe_load((ROOT / "specs/narmi/manage-users.yaml").read_bytes())
    assert tuple(spec["components"]["schemas"]["HistoryEntry"]["properties"]["action"]["enum"]) == CODES
    named = {
        name
        for item in spec["paths"].values()
        for operation in item.values()
        if isinstance(operation, dict)
        for way in operation["security"]
        for name in way["StaffToken"]
    }
    assert named == set(ALL)
    assert len(folded(ALL)) == len(ALL)


def test_the_environment_is_production_at_first() -> None:
    found = state().environments.get(HERE)
    assert found is not None
    assert (found.environment, found.enrollment_codes, found.offline_verification) == ("production", True, True)


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("curl/8.5.0", ("curl", "8.5.0")),
        (
            "Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            ("Chrome", "126.0.0.0"),
        ),
        ("Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.1", ("Edg", "126.1")),
        ("Mozilla/5.0 (Macintosh) Version/17.5 Safari/605.1", ("Safari", "605.1")),
        ("no version here", ("no version here", None)),
        ("", (None, None)),
        ("x" * 300, ("x" * 100, None)),
    ],
)
def test_a_device_is_the_program_and_its_version(agent: str, told: tuple[str | None, str | None]) -> None:
    assert device(agent) == told
