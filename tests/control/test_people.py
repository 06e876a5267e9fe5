"""Personas, users, fixtures and scenarios through the control API."""

from typing import Any

import pytest

from tests.world import CONTROL, KATHY, Answer, World

ADA = {"name": "ada-byron", "story": "Counts everything twice.", "firstName": "Ada", "lastName": "Byron", "banno": {}}
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def world() -> World:
    return World()


def told(answer: Answer, status: int) -> str:
    assert answer.status == status, answer
    return str(answer.json["detail"])


def changes(world: World, sandbox: str = "default") -> int:
    total: int = world.control("GET", f"/sandboxes/{sandbox}/changes")["total"]
    return total


def test_personas_come_by_name_with_story_and_ids(world: World) -> None:
    listed = world.control("GET", "/personas")
    names = [one["name"] for one in listed["items"]]
    assert names == sorted(names)
    assert listed["total"] == len(names) >= 24
    kathy = listed["items"][names.index("kathy-smith")]
    assert kathy["banno"] == {"userId": KATHY, "institutionId": KATHY}
    assert kathy["story"].startswith("The guide's own caller")


def test_every_persona_is_a_user_that_can_be_read(world: World) -> None:
    for one in world.control("GET", "/personas")["items"]:
        known = [(provider, ids["userId"]) for provider, ids in one.items() if isinstance(ids, dict)]
        assert known
        for provider, user_id in known:
            assert world.control("GET", f"/users/{provider}/{user_id}")["userId"] == user_id


def test_users_are_listed_page_by_page_and_counted_in_all(world: World) -> None:
    whole = world.control("GET", "/users?provider=banno&limit=1000")
    first = world.control("GET", "/users?provider=banno&limit=3&offset=2")
    assert first["items"] == whole["items"][2:5]
    assert first["total"] == whole["total"] == len(whole["items"])
    assert world.control("GET", "/users?provider=banno&offset=99999")["items"] == []


def test_users_are_found_by_what_names_them(world: World) -> None:
    found = world.control("GET", "/users?provider=banno&query=KATHYsmith")["items"]
    assert [one["userId"] for one in found] == [KATHY]


def test_an_unknown_provider_is_guessed_at(world: World) -> None:
    assert "did you mean 'banno'?" in told(world.send("GET", f"{CONTROL}/users?provider=bano"), 400)
    assert "did you mean 'banno'?" in told(world.send("GET", f"{CONTROL}/users/bano/{KATHY}"), 404)


def test_ids_are_read_in_any_case(world: World) -> None:
    assert world.control("GET", f"/users/banno/{KATHY.upper()}")["userId"] == KATHY


def test_a_created_user_is_told_where_to_be_found(world: World) -> None:
    answer = world.send("POST", f"{CONTROL}/users?provider=banno", {"firstName": "Cleo", "lastName": "Vance"})
    assert answer.status == 201
    made = answer.json["userId"]
    assert answer["Location"] == f"http://localhost{CONTROL}/users/banno/{made}"
    assert world.control("GET", f"/users/banno/{made}") == answer.json


def test_users_made_one_after_the_other_are_different_people(world: World) -> None:
    made = [world.control("POST", "/users?provider=banno", {"firstName": "C", "lastName": "V"}) for _ in range(3)]
    assert len({one["userId"] for one in made}) == len({one["username"] for one in made}) == 3


def test_a_new_user_is_found_by_the_vendors_search_at_once(world: World) -> None:
    world.control("POST", "/users?provider=banno", {"firstName": "Zenobia", "lastName": "Vance"})
    path = f"/a/consumer-user-search/api/v0/institutions/{KATHY}/users?query=zenob"
    assert world.send("GET", path, headers=[world.bearer()]).json["totalCount"] == 1


def test_an_id_that_is_taken_is_a_conflict(world: World) -> None:
    wish = {"firstName": "C", "lastName": "V", "userId": KATHY}
    assert f"userId {KATHY} is taken" in told(world.send("POST", f"{CONTROL}/users?provider=banno", wish), 409)
    assert changes(world) == 0


def test_an_edit_answers_with_the_user_as_it_is_now(world: World) -> None:
    edited = world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Dormant", "memoMode": True})
    assert (edited["status"], edited["memoMode"]) == ("Dormant", True)
    assert world.control("GET", f"/users/banno/{KATHY}") == edited


def test_the_end_of_memo_mode_takes_a_queued_unlock(world: World) -> None:
    otto = world.persona("otto-nightingale")["userId"]
    path = f"/a/consumer-status/api/v0/users/{otto}/status"
    assert world.send("PUT", f"{path}/locked", {"state": False}, headers=[world.bearer()]).status == 202
    assert world.send("GET", path, headers=[world.bearer()]).json == {"status": "Locked"}
    edited = world.control("PATCH", f"/users/banno/{otto}", {"memoMode": False, "firstName": "Zed"})
    assert (edited["status"], edited["firstName"], edited["unlockQueued"]) == ("Active", "Zed", False)


@pytest.mark.parametrize("patch", [{"status": "Sleeping"}, {"userId": NOBODY}, {"memoMode": 1}, {"lastName": None}])
def test_an_edit_that_does_not_fit_changes_nothing(world: World, patch: dict[str, Any]) -> None:
    told(world.send("PATCH", f"{CONTROL}/users/banno/{KATHY}", patch), 400)
    assert changes(world) == 0


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_nobody_cannot_be_read_edited_or_deleted(world: World, method: str) -> None:
    body = [{"status": "Active"}] if method == "PATCH" else []
    said = told(world.send(method, f"{CONTROL}/users/banno/{NOBODY}", *body), 404)
    assert said == f"banno has no user '{NOBODY}'; GET …/users?provider=banno lists them"


def test_a_deleted_user_is_gone_everywhere_and_stays_in_other_sandboxes(world: World) -> None:
    world.control("POST", "/sandboxes", {"id": "mine"})
    world.control("DELETE", f"/users/banno/{KATHY}")
    assert world.send("GET", f"{CONTROL}/users/banno/{KATHY}").status == 404
    path = f"/a/consumer-status/api/v0/users/{KATHY}/status"
    assert world.send("GET", path, headers=[world.bearer()]).status == 404
    assert world.control("GET", f"/users/banno/{KATHY}", sandbox="mine")["userId"] == KATHY


def test_fixtures_join_a_running_sandbox_and_no_other(world: World) -> None:
    world.control("POST", "/sandboxes", {"id": "mine"})
    bank = {"institutionId": NOBODY, "name": "Late Bank"}
    late = {**ADA, "name": "bea-late", "banno": {"institution": "Late Bank"}}
    answer = world.control("POST", "/fixtures", {"institutions": [bank], "personas": [ADA, late]}, sandbox="mine")
    assert answer == {"institutions": 1, "personas": 2}
    names = [
        {one["name"] for one in world.control("GET", "/personas", sandbox=box)["items"]} for box in ("mine", "default")
    ]
    assert names[0] - names[1] == {"ada-byron", "bea-late"}
    token = world.bearer("banno-consumer", persona="bea-late", sandbox="mine")
    user_id = next(
        one for one in world.control("GET", "/personas", sandbox="mine")["items"] if one["name"] == "bea-late"
    )
    path = f"/a/consumer/api/v0/users/{user_id['banno']['userId']}"
    assert world.send("GET", path, headers=[token]).json["institutionId"] == NOBODY


def test_one_wrong_fixture_loads_none(world: World) -> None:
    wrong = {**ADA, "name": "bea", "banno": {"stauts": "Locked"}}
    said = told(world.send("POST", f"{CONTROL}/fixtures", {"personas": [ADA, wrong]}), 400)
    assert "did you mean 'status'?" in said
    assert changes(world) == 0


def test_a_scenario_sets_its_scene(world: World) -> None:
    kathy = f"/users/banno/{KATHY}"
    world.control("PATCH", kathy, {"firstName": "Other", "preferredName": "Gone"})
    scene = world.control("POST", "/scenarios/preferred-names")
    assert scene["clock"] == world.control("GET", "/clock")["now"] == "2026-02-14T12:00:00.000Z"
    assert "kathy-smith" in scene["personas"]
    now = world.control("GET", kathy)
    assert (now["firstName"], now["preferredName"], now["status"]) == ("Kathy", "Kat", "Active")


def test_a_scenario_leaves_everybody_else_alone(world: World) -> None:
    nils = f"/users/banno/{world.persona('nils-wilde')['userId']}"
    world.control("PATCH", nils, {"status": "Locked"})
    world.control("POST", "/scenarios/preferred-names")
    assert world.control("GET", nils)["status"] == "Locked"


def test_an_unknown_scenario_is_guessed_at(world: World) -> None:
    said = told(world.send("POST", f"{CONTROL}/scenarios/suport-call"), 404)
    assert said == "unknown scenario 'suport-call'; did you mean 'support-call'?"


def test_what_the_bank_or_the_user_does_is_added_to_a_list(world: World) -> None:
    key = next(one for one in world.control("GET", "/personas")["items"] if one["name"] == "kathy-smith")["narmi"][
        "userId"
    ]
    entry = world.control("POST", f"/users/narmi/{key}/history", {"action": "deposit.create"})
    assert entry["action"] == "deposit.create"
    read = world.send("GET", f"/narmi/admin/v1/users/{key}/history", headers=[world.bearer("narmi")]).json
    assert read["results"][0]["action"] == "deposit.create"


def test_a_list_that_cannot_be_added_to_is_refused_and_says_which_can(world: World) -> None:
    before = changes(world)
    about = (
        f"{CONTROL}/users/narmi/{next(one for one in world.control('GET', '/users?provider=narmi')['items'])['userId']}"
    )
    assert "history" in told(world.send("POST", f"{about}/histoire", {}), 404)
    assert "action" in told(world.send("POST", f"{about}/history", {"action": "user.fly"}), 400)
    assert told(world.send("POST", f"{CONTROL}/users/narmi/{NOBODY}/history", {}), 404)
    assert "known" in told(world.send("POST", f"{CONTROL}/users/banno/{KATHY}/history", {}), 404)
    locked = next(one for one in world.control("GET", "/users?provider=narmi")["items"] if one["locked"])
    told(world.send("POST", f"{CONTROL}/users/narmi/{locked['userId']}/logins", {}), 409)
    assert changes(world) == before
