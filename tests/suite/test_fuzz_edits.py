"""Edits as faults: which go together, and that each befalls the call that it is meant for."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.client.fuzz.edit import Edit, compatible, faults
from tests.laws import LAW
from tests.world import KATHY, World

STATUS, DETAILS = "getUserStatus", "getUserDetails"
PATHS = {
    STATUS: f"/a/consumer-status/api/v0/users/{KATHY}/status",
    DETAILS: f"/a/mobile/api/v0/institutions/{KATHY}/users/{KATHY}/details",
}
CALLS = 5


def put(nth: int, at: str, value: Any, operation: str = DETAILS, *, lasting: bool = False) -> Edit:
    """An answer with another value in a place."""
    return Edit(operation, nth, "T1", "is other", {"kind": "edit", "put": {at: value}}, at, lasting)


def drop(nth: int, at: str, operation: str = DETAILS) -> Edit:
    """An answer without a place."""
    return Edit(operation, nth, "T1", "is absent", {"kind": "edit", "drop": [at]}, at)


def status(nth: int, number: int, operation: str = DETAILS, *, lasting: bool = False) -> Edit:
    """Another answer altogether."""
    return Edit(operation, nth, "T4", "fails", {"kind": "status", "status": number}, lasting=lasting)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (put(1, "/a", 1), put(1, "/b", 1), True),
        (put(1, "/a", 1), put(1, "/ab", 1), True),
        (put(1, "/a", 1), put(2, "/a", 2), True),
        (put(1, "/a", 1), put(1, "/a", 2), False),
        (put(1, "/a", 1), drop(1, "/a"), False),
        (put(1, "/a", 1), drop(1, "/a/b"), False),
        (put(1, "/a/b/c", 1), drop(1, "/a"), False),
        (put(1, "/a", 1), status(1, 503), False),
        (put(1, "/a", 1), status(1, 503, STATUS), True),
        (status(1, 503), status(1, 500), False),
        (status(1, 503), status(2, 500), True),
        (status(1, 503), status(2, 500, lasting=True), True),
        (put(2, "/a", 1), status(2, 500, lasting=True), False),
        (put(3, "/a", 1), status(2, 500, lasting=True), False),
        (put(3, "/a", 1), status(2, 500, STATUS, lasting=True), True),
        (put(1, "/a", 1, lasting=True), status(3, 500, lasting=True), False),
    ],
)
def test_edits_that_leave_each_other_no_room_are_not_made_together(first: Edit, second: Edit, together: bool) -> None:
    """Whichever comes first stays."""
    assert compatible([first, second]) == ([first, second] if together else [first])
    assert compatible([second, first]) == ([second, first] if together else [second])


def test_edits_of_one_answer_are_one_fault() -> None:
    edits = [put(1, "/firstName", "Zoë"), drop(1, "/email"), put(1, "/lastName", ""), put(2, "/firstName", "é")]
    assert faults(edits) == [
        {"kind": "edit", "put": {"/firstName": "é"}, "drop": [], "operation": DETAILS, "skip": 1, "count": 1},
        {
            "kind": "edit",
            "put": {"/firstName": "Zoë", "/lastName": ""},
            "drop": ["/email"],
            "operation": DETAILS,
            "skip": 0,
            "count": 1,
        },
    ]


def test_making_faults_changes_no_edit() -> None:
    """Which are used again in the next run."""
    edits = [put(1, "/a", 1), drop(1, "/b"), put(1, "/c", 3)]
    before = [one.plain for one in edits]
    assert faults(edits) == faults(edits)
    assert [one.plain for one in edits] == before


def test_an_edit_is_the_same_after_it_was_written_as_json() -> None:
    for edit in (put(2, "/a", {"b": None}), drop(1, "/a"), status(3, 503, lasting=True)):
        assert Edit.of(edit.plain) == edit


@pytest.mark.parametrize(
    "change",
    [{"tier": "T5"}, {"fault": {}}, {"fault": {"kind": 1}}, {"fault": []}, {"more": 1}],
)
def test_what_is_no_edit_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((TypeError, KeyError)):
        Edit.of({**status(1, 503).plain, **change})


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (put(1, "/firstName", None), "call 1 of getUserDetails: /firstName is other"),
        (status(2, 503), "call 2 of getUserDetails: fails"),
        (status(2, 503, lasting=True), "getUserDetails from call 2 on: fails"),
    ],
)
def test_an_edit_says_which_call_and_what(edit: Edit, said: str) -> None:
    assert str(edit) == said


def edits() -> st.SearchStrategy[list[Edit]]:
    """Any edits of the first calls of two operations."""
    operation, nth = st.sampled_from(sorted(PATHS)), st.integers(1, CALLS - 1)
    numbers = st.sampled_from([429, 500, 503])
    # a member that both operations' answers may be given, so that it shows which edits befell an answer
    places = st.sampled_from(["/status", "/email"])
    told = st.builds(put, nth, places, st.integers(0, 9), operation, lasting=st.booleans())
    failing = st.builds(status, nth, numbers, operation, lasting=st.booleans())
    return st.lists(st.one_of(told, failing), max_size=8)


def expected(edits: Sequence[Edit], operation: str, nth: int) -> object:
    """What the call is answered under these edits, which go together: another status, or what was put."""
    here = [one for one in edits if one.operation == operation and (one.nth == nth or (one.lasting and one.nth <= nth))]
    for one in here:
        if one.whole:
            return one.fault["status"]
    return {place: value for one in here for place, value in one.fault["put"].items()}


def answered(world: World, operation: str, bearer: tuple[str, str]) -> object:
    """The status of a failure, or the numbers that were put."""
    answer = world.send("GET", PATHS[operation], headers=[bearer])
    if answer.status != 200:
        return answer.status
    body = answer.json
    return {f"/{name}": body[name] for name in ("status", "email") if isinstance(body.get(name), int)}


@LAW
@given(edits(), st.lists(st.sampled_from(sorted(PATHS)), min_size=CALLS, max_size=2 * CALLS))
def test_each_call_draws_the_edits_that_are_meant_for_it(drawn: list[Edit], calls: list[str]) -> None:
    """In a simulator, whatever the order of edits and calls."""
    kept = compatible(drawn)
    world = World()
    for fault in faults(kept):
        world.control("POST", "/faults", fault)
    bearer, counted = world.bearer(), Counter[str]()
    for operation in calls:
        counted[operation] += 1
        assert answered(world, operation, bearer) == expected(kept, operation, counted[operation])
