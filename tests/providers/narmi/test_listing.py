"""Who is listed, in which order, whatever the sandbox changed."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.domain.call import deleted, put
from simulator.providers.narmi.party import saved
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules.listing import listed
from tests.providers.narmi.staffed import ADMIN, SUPPORT, after, done, seen, user

NAMES = ("ada", "bea", "cleo", "dan", "eve", "finn")
PEOPLE = tuple(user(name, last_name=name.capitalize()) for name in NAMES)
LOCKED = user("gus", last_name="Gus", locked=True, archived=True)
STATE = seen(*PEOPLE, LOCKED)


def names(state: Any, text: str = "", **wanted: Any) -> list[str]:
    found = (state.users.get(key) for key in listed(state, text, **wanted))
    return [one.login.lower() for one in found if one.type == "customer"]


def test_users_stand_by_last_name_first_name_and_id() -> None:
    assert names(STATE) == [*NAMES, "gus"]
    twins = [user("zed", user_id=f"0000000{place}-0000-4000-8000-000000000000", login=f"z{place}") for place in (2, 1)]
    assert listed(seen(*twins), "z")[:2] == sorted(one.user_id for one in twins)


@pytest.mark.parametrize(
    ("text", "found"),
    [("CLEO", ["cleo"]), ("leo Cl", ["cleo"]), ("a", ["ada", "bea", "dan"]), ("cleo\0", []), ("nobody", [])],
)
def test_a_part_of_login_or_name_finds_in_any_letter_case(text: str, found: list[str]) -> None:
    assert names(STATE, text) == found


def test_types_and_archive_marks_narrow() -> None:
    assert set(listed(STATE, "", "admin")) == {ADMIN.user_id}
    assert set(listed(STATE, "", "staff")) == {SUPPORT.user_id}
    assert names(STATE, archived=True) == ["gus"]
    assert names(STATE, "a", kind="customer", archived=False) == ["ada", "bea", "dan"]
    assert listed(STATE, "", "admin", archived=True) == []


def brute(state: Any, text: str, archived: bool | None) -> list[str]:
    fitting = [one for one in state.users if archived in (None, one.archived)]
    named = [one for one in fitting if text in one.login.casefold() or text in one.name.casefold()]
    return [one.user_id for one in sorted(named, key=lambda one: one.order)]


def moved(one: User) -> list[Any]:
    """A user who is renamed, locked, newly made, and gone, each with neighbours."""
    fresh = user("newcomer", last_name="Ca")
    return [
        saved(replace(PEOPLE[0], last_name="Zz")),
        saved(replace(PEOPLE[2], archived=True)),
        saved(replace(PEOPLE[4], email="other@example.com")),
        saved(fresh),
        saved(user("last", last_name="zzz")),
        saved(user("first", last_name="\0")),
        deleted("narmi", "users", one.user_id),
    ]


@pytest.mark.parametrize("text", ["", "a", "c", "zz"])
@pytest.mark.parametrize("archived", [None, True, False])
@pytest.mark.parametrize("gone", [PEOPLE[1], PEOPLE[5], LOCKED])
def test_what_the_sandbox_changed_is_where_it_belongs(text: str, archived: bool | None, gone: User) -> None:
    state = after(STATE, moved(gone))
    assert list(listed(state, text, None, archived)) == brute(state, text, archived)
    back = after(state, [put("narmi", "users", gone.user_id, gone)])
    assert list(listed(back, text, None, archived)) == brute(back, text, archived)


def test_a_page_is_cut_and_links_lead_to_its_neighbours() -> None:
    body, _ = done(STATE, "listManagedUsers", query={"limit": 2, "offset": 2, "type": "customer", "archived": False})
    assert [one["login"] for one in body["results"]] == ["Cleo", "Dan"]
    assert body["meta"] == {"total": 6}
    here = "http://here/narmi/admin/v1/users?type=customer&archived=false&limit=2&offset="
    assert body["links"] == {"next": here + "4", "previous": here + "0"}


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_behind() -> None:
    body, _ = done(STATE, "listManagedUsers", query={})
    assert (body["links"], body["meta"]["total"]) == ({"next": None, "previous": None}, 9)
    beyond, _ = done(STATE, "listManagedUsers", query={"offset": 100, "limit": 5})
    assert (beyond["results"], beyond["links"]["next"]) == ([], None)
    assert beyond["links"]["previous"].endswith("limit=5&offset=95")
    exact, _ = done(STATE, "listManagedUsers", query={"offset": 4, "limit": 5})
    assert exact["links"]["next"] is None
