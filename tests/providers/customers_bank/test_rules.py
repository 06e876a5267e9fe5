"""What happens to users and credentials of a partner, each change to what it is about and to nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from simulator.providers.customers_bank import rules
from simulator.providers.customers_bank.state import User
from tests.providers.customers_bank.partner import AT, AWAY, HOME, after, partner, user

ADA = user("ada", is_admin=True, roles=("Reports",), show_api=True)


def differences(before: User, after_: User) -> dict[str, object]:
    """The members that differ, with their new values."""
    old, new = msgspec.structs.asdict(before), msgspec.structs.asdict(after_)
    return {name: value for name, value in new.items() if value != old[name]}


def test_who_joins_with_an_address_alone_may_only_read() -> None:
    joined = rules.joined(ADA.user_id, HOME.partner_id, {"email": "a@b"})
    assert joined == User(ADA.user_id, HOME.partner_id, email="a@b")


def test_who_joins_is_what_was_asked_for() -> None:
    wish = {"email": "a@b", "name": "Ann", "isAdmin": True, "showApi": True}
    expected = User(ADA.user_id, AWAY.partner_id, name="Ann", email="a@b", is_admin=True, show_api=True)
    assert rules.joined(ADA.user_id, AWAY.partner_id, wish) == expected


def test_nobody_joins_frozen_or_as_the_primary_administrator() -> None:
    wish = {"email": "a@b", "isPrimaryAdmin": True, "isFrozen": True, "Roles": ["Reports"], "accountEnabled": False}
    assert rules.joined(ADA.user_id, HOME.partner_id, wish) == User(ADA.user_id, HOME.partner_id, email="a@b")


@pytest.mark.parametrize(
    ("wish", "changed"),
    [
        ({"name": "Ann"}, {"name": "Ann"}),
        ({"name": ""}, {"name": ""}),
        ({"isAdmin": False}, {"is_admin": False}),
        ({"Roles": ["Payments", "x"]}, {"roles": ("Payments", "x")}),
        ({"Roles": []}, {"roles": ()}),
        ({"showApi": False}, {"show_api": False}),
        ({"name": None, "isAdmin": None, "Roles": None, "showApi": None}, {}),
        ({"id": "x", "email": "z@z", "isPrimaryAdmin": True, "isFrozen": True, "accountEnabled": False}, {}),
        ({}, {}),
    ],
)
def test_an_update_changes_four_things_and_only_those_it_names(wish: dict[str, Any], changed: dict[str, Any]) -> None:
    assert differences(ADA, rules.updated(ADA, wish)) == changed


def test_a_credential_is_good_for_a_year_and_keeps_the_beginning_of_its_secret() -> None:
    key = rules.issued(ADA.user_id, HOME.partner_id, "Key", "abcdef", AT)
    assert (key.credential_id, key.partner_id, key.display_name) == (ADA.user_id, HOME.partner_id, "Key")
    assert (key.start_at, key.end_at - key.start_at, key.hint) == (AT, timedelta(days=365), "abc")


def test_colleagues_and_administrators_are_of_one_partner() -> None:
    bea, far = user("bea"), user("far", partner_id=AWAY.partner_id, is_admin=True)
    seen = after(partner(ADA, bea, far))
    assert rules.colleagues(seen, HOME.partner_id) == [ADA, bea]
    assert rules.administrators(seen, HOME.partner_id) == [ADA]
    assert rules.administrators(seen, AWAY.partner_id) == [far]


def test_a_primary_administrator_whom_qa_demoted_is_no_administrator() -> None:
    demoted = user("ada", is_primary_admin=True)
    assert rules.administrators(after(partner(demoted)), HOME.partner_id) == []


def test_an_address_is_taken_in_any_case_by_a_colleague_and_by_nobody_else() -> None:
    strasse, far, mute = user("s", email="STRASSE@x"), user("far", partner_id=AWAY.partner_id), user("m", email=None)
    seen = after(partner(mute, strasse, far))
    assert rules.namesake(seen, HOME.partner_id, "straße@X") == strasse
    assert rules.namesake(seen, HOME.partner_id, "strasse@x.example") is None
    assert rules.namesake(seen, HOME.partner_id, "strasse@") is None
    assert rules.namesake(seen, HOME.partner_id, "far@example.com") is None
    assert rules.namesake(seen, AWAY.partner_id, "FAR@example.com") == far


def names(*users: User, text: str = "", on: str = "name", ascending: bool = True) -> list[str | None]:
    return [one.name for one in rules.listed(list(users), text, on, ascending=ascending)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["ann", "Bo"]),
        ("AN", ["ann"]),
        ("@EX", ["ann", "Bo"]),
        ("nn@", ["ann"]),
        (" ann", []),
        ("ann\na", []),
        ("None", []),
    ],
)
def test_a_list_is_filtered_by_part_of_name_or_address_in_any_case(text: str, found: list[str]) -> None:
    assert names(user("Bo"), user("ann"), text=text) == found


def test_either_name_or_address_will_do() -> None:
    one, other = user("one", name="Xenia", email="a@b"), user("other", name="c", email="xen@d")
    assert names(one, other, text="xen") == ["c", "Xenia"]


def test_who_has_neither_name_nor_address_is_found_by_no_text() -> None:
    blank = user("blank", name=None, email=None)
    assert names(blank, text="n") == []
    assert names(blank) == [None]


def test_names_are_sorted_in_any_case_and_none_comes_first() -> None:
    people = [user("b"), user("C"), user("x", name=None), user("a"), user("y", name="")]
    assert names(*people) == [None, "", "a", "b", "C"]
    assert names(*people, ascending=False) == ["C", "b", "a", "", None]


def test_who_ties_stands_in_order_of_the_id_whichever_way_the_list_is_sorted() -> None:
    twins = sorted((user(f"twin-{number}", name="Twin") for number in range(9)), key=lambda one: one.user_id)
    for ascending in (True, False):
        assert rules.listed(twins[::-1], "", "name", ascending=ascending) == twins


EARLY, LATE = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "low", "high"),
    [
        ("id", {"user_id": "0" * 36}, {"user_id": "f" * 36}),
        ("name", {"name": "B"}, {"name": "c"}),
        ("isAdmin", {"is_admin": False}, {"is_admin": True}),
        ("isPrimaryAdmin", {"is_primary_admin": False}, {"is_primary_admin": True}),
        ("accountEnabled", {"account_enabled": False}, {"account_enabled": True}),
        ("email", {"email": None}, {"email": ""}),
        ("email", {"email": "B"}, {"email": "c"}),
        ("lastLoggedInAt", {"last_logged_in_at": EARLY}, {"last_logged_in_at": LATE}),
        ("lastLoggedInAt", {"last_logged_in_at": None}, {"last_logged_in_at": EARLY}),
        ("roles", {"roles": ()}, {"roles": ("A",)}),
        ("roles", {"roles": ("a", "c")}, {"roles": ("B",)}),
        ("showApi", {"show_api": False}, {"show_api": True}),
        ("isFrozen", {"is_frozen": False}, {"is_frozen": True}),
    ],
)
def test_a_list_is_sorted_by_any_member(on: str, low: dict[str, Any], high: dict[str, Any]) -> None:
    """Whatever the ids, which would put a tie in order."""
    for one, other in (("a", "b"), ("b", "a")):
        first, second = user(one, **low), user(other, **high)
        assert rules.listed([second, first], "", on, ascending=True) == [first, second]
        assert rules.listed([first, second], "", on, ascending=False) == [second, first]


def test_a_list_is_sorted_by_what_a_reply_shows_and_by_nothing_else() -> None:
    assert set(rules.SORTABLE) == {
        "id", "name", "isAdmin", "isPrimaryAdmin", "accountEnabled", "email", "lastLoggedInAt", "roles", "showApi",
        "isFrozen",
    }  # fmt: skip


def test_no_rule_alters_what_it_was_given() -> None:
    people = [user("b"), user("a")]
    rules.listed(people, "", "name", ascending=True)
    rules.updated(ADA, {"name": "x"})
    assert [one.name for one in people] == ["b", "a"]
    assert ADA.name == "ada"
