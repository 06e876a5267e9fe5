"""A fault wraps the deciding of a call: before it commits, after, or instead."""

from typing import Any

import pytest

from simulator.domain.call import Reply
from simulator.faults.plan import Fault, Proceed, nothing_planned
from simulator.openapi.operation import Operation
from simulator.stores.snapshot import Snapshot
from tests.world import KATHY, Answer, World, compiled

UNLOCK = f"/a/consumer-status/api/v0/users/{KATHY}/status/locked"


def planned(fault: Fault, on: str = "unlockUser") -> World:
    """A world in which one operation draws this fault."""

    def plan(operation: Operation, _: Snapshot) -> Fault | None:
        return fault if operation.id == on else None

    return World(plan=plan)


async def lost(proceed: Proceed) -> Reply:
    """The call is carried out, and its answer gets lost."""
    await proceed()
    return Reply(401, headers=(("WWW-Authenticate", "Bearer"),), hint="lost")


async def instead(_: Proceed) -> Reply:
    return Reply(409, hint="instead")


async def twice(proceed: Proceed) -> Reply:
    await proceed()
    return await proceed()


async def broken(_: Proceed) -> Reply:
    raise RuntimeError("the fault itself")


def unlock(world: World) -> Answer:
    return world.send("PUT", UNLOCK, {"state": False}, headers=[world.bearer()])


def status(world: World) -> Any:
    return world.control("GET", f"/users/banno/{KATHY}")["status"]


def test_nothing_is_planned_by_itself() -> None:
    simulator = compiled()
    assert all(nothing_planned(one, simulator.beginning) is None for one in simulator.matcher.operations)
    assert simulator.plan is nothing_planned


def test_an_answer_may_get_lost_after_the_call_was_carried_out() -> None:
    world = planned(lost)
    assert unlock(world).status == 401
    assert status(world) == "Active"


def test_an_answer_may_come_instead_of_the_call() -> None:
    world = planned(instead)
    answer = unlock(world)
    assert (answer.status, answer.hint) == (409, "instead")
    assert status(world) == "Locked"


def test_a_call_may_be_carried_out_twice() -> None:
    world = planned(twice)
    assert unlock(world).status == 409
    assert status(world) == "Active"


@pytest.mark.parametrize("fault", [lost, instead, twice, broken])
def test_a_fault_of_one_operation_is_none_of_another(fault: Fault) -> None:
    assert unlock(planned(fault, on="getUser")).status == 204


def test_a_fault_does_not_let_in_who_is_not_let_in() -> None:
    world = planned(instead)
    assert world.send("PUT", UNLOCK, {"state": False}).status == 401


def test_a_fault_that_fails_is_a_clean_500() -> None:
    answer = unlock(planned(broken))
    assert (answer.status, answer.body) == (500, b"")
    assert "the fault itself" not in answer.hint
