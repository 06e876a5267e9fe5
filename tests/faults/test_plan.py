"""Which call draws which fault: by provider, operation and user, by count, chance and order, and in every sandbox its
own.
"""

from typing import Any

import pytest

from simulator.domain.call import Change
from simulator.faults.kinds import KINDS
from simulator.faults.plan import PLANNED, planned
from tests.stores.shop import Losing
from tests.world import CONTROL, KATHY, World, compiled

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
USER = f"/a/consumer/api/v0/users/{KATHY}"
PARTNERS = "/partners/v1/Users"


def add(world: World, sandbox: str = "default", **wish: Any) -> str:
    """A fault, a 503 unless it says otherwise; its id."""
    made: str = world.control("POST", "/faults", {"kind": "status", **wish}, sandbox=sandbox)["id"]
    return made


def got(world: World, target: str = STATUS, *, times: int = 1, sandbox: str = "default", **wish: Any) -> list[int]:
    """The statuses of so many calls."""
    bearer = world.bearer(**{"api": "banno-admin", **wish}, sandbox=sandbox)
    path = target if sandbox == "default" else f"/s/{sandbox}{target}"
    return [world.send("GET", path, headers=[bearer]).status for _ in range(times)]


def unlock(world: World) -> int:
    return world.send("PUT", f"{STATUS}/locked", {"state": False}, headers=[world.bearer()]).status


def counts(world: World, sandbox: str = "default") -> list[tuple[int, int]]:
    """How many calls each fault was for, and how many it befell."""
    listed = world.control("GET", "/faults", sandbox=sandbox)["items"]
    return [(one["matched"], one["struck"]) for one in listed]


def test_no_sandbox_begins_with_a_fault() -> None:
    assert planned(compiled().beginning) == []
    assert PLANNED not in compiled().beginning.changes


def test_a_fault_that_chooses_nothing_befalls_every_call() -> None:
    world = World()
    add(world)
    assert got(world, times=3) == [503, 503, 503]
    assert unlock(world) == 503


def test_a_fault_never_befalls_the_control_api_and_our_pages() -> None:
    world = World()
    add(world)
    add(world, kind="reset")
    assert world.send("GET", f"{CONTROL}/health").status == 200
    assert world.send("GET", "/_simulator/docs/").status == 200
    assert world.send("GET", "/nowhere").status == 404


def test_a_fault_is_for_one_operation() -> None:
    world = World()
    add(world, operation="unlockUser")
    assert (got(world), unlock(world), counts(world)) == ([200], 503, [(1, 1)])


def test_a_fault_is_for_one_provider() -> None:
    world = World()
    add(world, provider="customers_bank")
    assert got(world) == [200]
    assert got(world, PARTNERS, api="customers-bank") == [503]


@pytest.mark.parametrize("name", ["kathy-smith", KATHY, KATHY.upper()])
def test_a_fault_is_for_one_user_by_name_or_id(name: str) -> None:
    world = World()
    add(world, user=name)
    other = world.persona("marcus-bell")["userId"]
    assert (got(world), got(world, STATUS.replace(KATHY, other))) == ([503], [200])
    assert got(world, USER.replace(KATHY, KATHY.upper()), api="banno-consumer") == [503]


def test_the_user_may_be_the_one_of_the_token() -> None:
    world = World()
    add(world, user="dana-reyes")
    assert got(world, PARTNERS, api="customers-bank", persona="dana-reyes") == [503]
    assert got(world, PARTNERS, api="customers-bank", persona="test-admin") == [200]


def test_the_user_may_be_a_service_account() -> None:
    world = World()
    add(world, user="support-desk")
    assert (got(world), got(world, USER, api="banno-consumer")) == ([503], [200])


def test_so_many_calls_pass_and_so_many_are_befallen() -> None:
    world = World()
    add(world, skip=2, count=3)
    assert got(world, times=8) == [200, 200, 503, 503, 503, 200, 200, 200]
    assert counts(world) == [(5, 3)]


def test_a_call_draws_the_first_fault_that_strikes() -> None:
    world = World()
    add(world, status=429, count=2)
    add(world, status=500, skip=1, count=1)
    add(world, status=503, count=1)
    assert got(world, times=6) == [429, 429, 503, 500, 200, 200]


def test_a_fault_that_is_used_up_changes_nothing_any_more() -> None:
    world = World()
    add(world, count=1)
    assert got(world) == [503]
    version = world.control("GET", "/sandboxes/default")["version"]
    assert got(world, times=3) == [200] * 3
    assert world.control("GET", "/sandboxes/default")["version"] == version


def test_a_deleted_fault_befalls_nobody_and_its_id_is_not_given_out_again() -> None:
    world = World()
    first = add(world)
    world.control("DELETE", f"/faults/{first}")
    assert (got(world), add(world)) == ([200], "fault-2")


def test_chance_follows_from_the_seed_the_sandbox_and_the_number_of_the_call() -> None:
    def drawn(sandbox: str = "default", **wish: Any) -> list[int]:
        world = World()
        if sandbox != "default":
            world.control("POST", "/sandboxes", {"id": sandbox})
        add(world, sandbox, probability=0.3, **wish)
        return got(world, times=60, sandbox=sandbox)

    once = drawn()
    assert once == drawn()
    assert len({tuple(once), tuple(drawn(seed=1)), tuple(drawn("mine"))}) == 3
    assert 8 < once.count(503) < 30
    assert drawn(operation="getUserStatus") == once


def test_what_else_happens_in_the_sandbox_does_not_move_a_chance() -> None:
    quiet, busy = World(), World()
    for world in (quiet, busy):
        add(world, operation="getUserStatus", probability=0.5)
    busy.control("PATCH", f"/users/banno/{KATHY}", {"firstName": "Kat"})
    add(busy, operation="unlockUser", probability=0.5)
    assert got(quiet, times=20) == [one for _ in range(20) for one in (got(busy), unlock(busy))[0]]


def test_a_fork_takes_the_faults_along_and_then_they_are_its_own() -> None:
    world = World()
    add(world, count=2)
    assert got(world) == [503]
    world.control("POST", "/sandboxes/default/fork", {"id": "child"})
    assert got(world, times=2, sandbox="child") == [503, 200]
    assert (counts(world), counts(world, "child")) == ([(1, 1)], [(2, 2)])
    assert got(world, times=2) == [503, 200]


def test_a_reset_ends_all_faults() -> None:
    world = World()
    add(world)
    world.control("POST", "/sandboxes/default/reset")
    assert (got(world), counts(world)) == ([200], [])


def test_faults_are_exported_and_imported_with_their_counts() -> None:
    world, other = World(), World()
    for wish in ({"count": 2}, {"kind": "stale-read"}, {"kind": "slow-body", "pieces": 3, "skip": 9}):
        add(world, **wish)
    assert got(world) == [503]
    other.control("PUT", "/sandboxes/default/state", world.control("GET", "/sandboxes/default/state"))
    assert other.control("GET", "/faults") == world.control("GET", "/faults")
    assert got(other, times=2) == got(world, times=2) == [503, 200]


@pytest.mark.parametrize("gone", [False, True])
def test_a_new_fault_never_takes_the_id_of_one_that_was_imported(gone: bool) -> None:
    world = World()
    for _ in range(3):
        add(world)
    state = world.control("GET", "/sandboxes/default/state")
    *_, last = (one for one in state["changes"] if (one["slice"], one["table"]) == PLANNED)
    ours = {**last, "key": "mine-7", "record": {**last["record"], "id": "mine-7"}}
    state["changes"] = [{**last, "record": None} if gone else last, ours]
    world.control("PUT", "/sandboxes/default/state", state)
    assert (last["key"], add(world)) == ("fault-3", "fault-4")
    assert len(counts(world)) == 3 - gone


def test_a_draw_that_is_beaten_is_drawn_again_and_counted_once() -> None:
    world = World(store=Losing({"default": compiled().beginning}, 0, (Change("outbox", "messages", "rival", None),)))
    add(world, count=1)
    store: Any = world.simulator.store
    store.left = 3
    assert (got(world, times=2), counts(world)) == ([503, 200], [(1, 1)])


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_does_not_let_in_who_is_not_let_in(kind: str) -> None:
    world = World()
    add(world, kind=kind)
    assert world.send("GET", STATUS).status == 401
    assert world.send("PUT", f"{STATUS}/locked", {"state": False}).status == 401
    assert counts(world) == [(0, 0)]


def test_a_lost_response_is_of_a_call_that_was_carried_out_once() -> None:
    world = World()
    add(world, kind="lost-response", operation="unlockUser", count=1)
    with pytest.raises(ConnectionAbortedError):
        unlock(world)
    assert world.control("GET", f"/users/banno/{KATHY}")["status"] == "Active"
    assert unlock(world) == 409


def test_a_reset_is_of_a_call_that_was_not_carried_out() -> None:
    world = World()
    add(world, kind="reset", operation="unlockUser", count=1)
    with pytest.raises(ConnectionResetError):
        unlock(world)
    assert unlock(world) == 204


def read(world: World, target: str = STATUS) -> Any:
    return world.send("GET", target, headers=[world.bearer()]).json


def test_a_stale_read_sees_what_was_when_the_fault_was_planned() -> None:
    world = World()
    add(world, kind="stale-read", operation="getUserStatus", count=2)
    assert unlock(world) == 204
    assert [read(world)["status"] for _ in range(3)] == ["Locked", "Locked", "Active"]


def test_a_stale_read_sees_the_changes_that_came_before_it_was_planned() -> None:
    world = World()
    assert unlock(world) == 204
    gone = world.persona("nils-wilde")["userId"]
    world.control("DELETE", f"/users/banno/{gone}")
    add(world, kind="stale-read")
    world.control("PATCH", f"/users/banno/{KATHY}", {"status": "Dormant"})
    assert read(world)["status"] == "Active"
    answer = world.send("GET", STATUS.replace(KATHY, gone), headers=[world.bearer()])
    assert (answer.status, "fault-1: stale-read" in answer.hint) == (404, True)


@pytest.mark.parametrize("change", [{"accountEnabled": False}, {"isFrozen": True}, {"isAdmin": False}, None])
def test_a_stale_read_does_not_let_in_who_is_not_let_in_any_more(change: dict[str, Any] | None) -> None:
    world = World()
    bearer = world.bearer("customers-bank", persona="dana-reyes")
    target = "/partners/v1/credentials"
    assert world.send("GET", target, headers=[bearer]).status == 200
    add(world, kind="stale-read")
    (dana,) = (one for one in world.control("GET", "/personas")["items"] if one["name"] == "dana-reyes")
    path = "/users/customers_bank/" + dana["customers_bank"]["userId"]
    world.control("PATCH", path, change) if change else world.control("DELETE", path)
    assert world.send("GET", target, headers=[bearer]).status == (403 if change else 401)


def test_a_stale_read_is_of_one_provider_and_of_reads_only() -> None:
    world = World()
    add(world, kind="stale-read", provider="customers_bank")
    assert unlock(world) == 204
    assert read(world)["status"] == "Active"
    world = World()
    add(world, kind="stale-read")
    assert (unlock(world), unlock(world), counts(world)) == (204, 409, [(0, 0)])
