"""A fault as a person writes it: in our words or in WireMock's, and refused with what would have done."""

from typing import Any

import pytest

from simulator.faults.kinds import KINDS
from simulator.faults.plan import Planned
from simulator.faults.wish import Known, read, shown
from tests.world import KATHY, compiled

KNOWN = Known(
    compiled().providers,
    {one.id: one for one in compiled().matcher.operations},
    {"kathy-smith": (KATHY.upper(), "other"), "support-desk": ("support-desk",)},
)


def said(**members: Any) -> str:
    """Why it is refused."""
    with pytest.raises(ValueError, match=r".") as caught:
        read(members, KNOWN)
    return str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_wished_for_by_its_name_alone(kind: str) -> None:
    wish = read({"kind": kind}, KNOWN)
    assert wish.fault == KINDS[kind]()
    assert (wish.choice.skip, wish.choice.count, wish.choice.probability, wish.users) == (0, None, 1.0, ())


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"fault": "EMPTY_RESPONSE"}, {"kind": "lost-response"}),
        ({"kind": "EMPTY_RESPONSE"}, {"kind": "lost-response"}),
        ({"fault": "CONNECTION_RESET_BY_PEER"}, {"kind": "reset"}),
        ({"fault": "MALFORMED_RESPONSE_CHUNK"}, {"kind": "garbage", "head": True}),
        ({"fault": "RANDOM_DATA_THEN_CLOSE"}, {"kind": "garbage"}),
        ({"fixedDelayMilliseconds": 1500}, {"kind": "latency", "seconds": 1.5}),
        ({"kind": "latency", "fixedDelayMilliseconds": 0.5}, {"kind": "latency", "seconds": 0.0005}),
        (
            {"chunkedDribbleDelay": {"numberOfChunks": 5, "totalDuration": 1000}},
            {"kind": "slow-body", "pieces": 5, "seconds": 1},
        ),
        ({"fault": "latency", "seconds": 3}, {"kind": "latency", "seconds": 3}),
    ],
)
def test_wiremocks_words_mean_ours(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    assert read({**theirs, "count": 2}, KNOWN) == read({**ours, "count": 2}, KNOWN)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({}, "kind: expected one of latency, status, lost-response"),
        ({"kind": "latencyy"}, "unknown kind of fault 'latencyy'; did you mean 'latency'? (known: latency, status, "),
        ({"kind": "EMPTY_RESPONS"}, "did you mean 'EMPTY_RESPONSE'?"),
        ({"kind": "Reset"}, "did you mean 'reset'?"),
        ({"kind": 7}, "unknown kind of fault 7 (known: latency"),
        ({"kind": None}, "unknown kind of fault None"),
        ({"kind": "fixedDelayMilliseconds"}, "kind: fixedDelayMilliseconds comes with its value"),
        ({"kind": "latency", "secs": 1}, "unknown member of latency 'secs'; did you mean 'seconds'?"),
        ({"kind": "reset", "status": 429}, "unknown member of reset 'status' (known: "),
        ({"kind": "edit", "drop": ["a"]}, "drop: Expected `str` matching regex"),
        ({"kind": "edit", "put": {"a": 1}}, "Expected `str` matching regex"),
        ({"kind": "answer", "status": 99}, "status: Expected `int` >= 200"),
        ({"kind": "latency", "seconds": 60.5}, "seconds: Expected `float` <= 60"),
        ({"kind": "latency", "seconds": 0}, "seconds: Expected `float` > 0"),
        ({"kind": "latency", "seconds": float("nan")}, "seconds: "),
        ({"kind": "status", "status": 418}, "status: Invalid enum value 418; expected one of 429, 500, 503"),
        ({"kind": "status", "retryAfter": -1}, "retryAfter: Expected `int` >= 0"),
        ({"kind": "status", "retryAfterForm": "http"}, "expected one of seconds, date"),
        ({"kind": "truncate", "share": 1}, "share: Expected `float` < 1"),
        ({"kind": "slow-body", "pieces": 1}, "pieces: Expected `int` >= 2"),
        ({"kind": "latency", "count": 0}, "count: Expected `int` >= 1"),
        ({"kind": "latency", "skip": -1}, "skip: Expected `int` >= 0"),
        ({"kind": "latency", "probability": 0}, "probability: Expected `float` > 0"),
        ({"kind": "latency", "probability": 2}, "probability: Expected `float` <= 1"),
        ({"kind": "latency", "provider": "bano"}, "unknown provider 'bano'; did you mean 'banno'? (known: banno, "),
        ({"kind": "latency", "operation": "unlockusr"}, "unknown operation 'unlockusr'; did you mean 'unlockUser'?"),
        (
            {"kind": "latency", "operation": "getUser", "provider": "customers_bank"},
            "operation: getUser is one of banno, not of customers_bank",
        ),
        (
            {"kind": "stale-read", "operation": "unlockUser"},
            "operation: stale-read befalls reads only, and unlockUser is a PUT",
        ),
        (
            {"kind": "latency", "user": "kathy-smyth"},
            "unknown user 'kathy-smyth'; did you mean 'kathy-smith'? (known: kathy-smith, support-desk); expected a "
            "user's id, a persona or a client",
        ),
        ({"fixedDelayMilliseconds": "1"}, "fixedDelayMilliseconds: expected more than 0 and at most 60000 millisec"),
        ({"fixedDelayMilliseconds": True}, "fixedDelayMilliseconds: expected"),
        ({"fixedDelayMilliseconds": 60_001}, "fixedDelayMilliseconds: expected"),
        ({"chunkedDribbleDelay": 5}, "chunkedDribbleDelay: expected {"),
        ({"chunkedDribbleDelay": {"numberOfChunks": 5}}, "chunkedDribbleDelay: expected {"),
        ({"kind": "reset", "fault": "EMPTY_RESPONSE"}, "say one of the two"),
        ({"kind": "reset", "fixedDelayMilliseconds": 5}, "fixedDelayMilliseconds means kind 'latency'"),
        ({"kind": "latency", "seconds": 1, "fixedDelayMilliseconds": 5}, "say one of the two"),
    ],
)
def test_what_cannot_be_planned_is_refused_with_what_can(members: dict[str, Any], expected: str) -> None:
    assert expected in said(**members)


def test_a_user_is_known_by_the_ids_of_every_provider() -> None:
    assert read({"kind": "reset", "user": "kathy-smith"}, KNOWN).users == (KATHY, "other")
    assert read({"kind": "reset", "user": KATHY.upper()}, KNOWN).users == (KATHY,)
    assert read({"kind": "reset", "user": "support-desk"}, KNOWN).users == ("support-desk",)


def test_where_operations_are_not_known_any_name_will_do() -> None:
    unknowing = Known(KNOWN.providers, None, {})
    assert read({"kind": "reset", "operation": "whatever"}, unknowing).choice.operation == "whatever"


def test_a_planned_fault_is_shown_in_the_form_in_which_it_can_be_wished_for() -> None:
    wish = read({"kind": "status", "status": 429, "retryAfter": 3, "user": "kathy-smith", "count": 2}, KNOWN)
    told = shown(Planned("fault-9", wish.fault, wish.choice, wish.users, 5, 1))
    assert (told.pop("id"), told.pop("matched"), told.pop("struck")) == ("fault-9", 5, 1)
    assert read(told, KNOWN) == wish
