"""Which edits are made together before anybody draws: all that can be missing, and two surprises in a row."""

from dataclasses import replace

from contract_tests.client.fuzz.afterwards import afterwards
from contract_tests.client.fuzz.candidates import candidates
from contract_tests.client.fuzz.edit import TIERS, Edit
from contract_tests.client.fuzz.missing import missing
from contract_tests.exchange import Exchange
from tests.suite.test_fuzz_answers import ok

STATUS, SEARCH = "getUserStatus", "searchUsers"


def told(operation: str, at: str, what: str, nth: int = 1) -> Edit:
    return Edit(operation, nth, "T1", what, {"kind": "edit", "drop": [at]}, at)


def test_what_can_be_missing_is_missing_at_once_by_operation_and_in_all() -> None:
    absent = [told(STATUS, "/a", "is absent"), told(STATUS, "/b", "is absent"), told(SEARCH, "/c", "is absent")]
    null = [told(SEARCH, "/c", "is null"), told(SEARCH, "/d", "is null")]
    others = [told(SEARCH, "/c", "is 'x'"), told(SEARCH, "/d", "is 'x'"), told(SEARCH, "/e", "is empty")]
    mixed = [null[0], null[1], others[2]]
    assert missing([*null, *absent, *others]) == [null, absent[:2], absent, mixed, [*null, *absent[:2], others[2]]]


def test_an_empty_list_hides_what_is_missing_in_it() -> None:
    inner = [told(SEARCH, "/users/0/a", "is null"), told(SEARCH, "/users/0/b", "is empty")]
    assert missing([told(SEARCH, "/users", "has no item"), *inner]) == [inner]


def test_a_place_inside_another_is_not_missing_twice() -> None:
    outer, inner = told(STATUS, "/a", "is absent"), told(STATUS, "/a/b", "is absent")
    assert missing([outer, inner]) == []
    assert missing([]) == []


def made(status: int = 200, fault: str = "") -> Exchange:
    return replace(ok(STATUS, "", {"status": "Locked"}, status), fault=fault)


def seconds(edit: Edit, exchanges: list[Exchange]) -> list[str]:
    """What the second surprises are after this first."""
    pairs = afterwards(edit, exchanges, candidates(exchanges, tuple(TIERS)))
    found = dict(pairs)
    assert all(first == edit for first, _ in found.values())
    return [str(second) for _, second in found.values()]


def down(operation: str = STATUS, **fault: object) -> Edit:
    return Edit(operation, 1, "T4", "is down", {"kind": "status", "status": 503, **fault})


def test_after_a_call_that_failed_the_next_one_is_answered_otherwise_too() -> None:
    again = seconds(down(), [made(503, "status"), made()])
    assert f"call 2 of {STATUS}: is answered with 404" in again
    assert f"call 2 of {STATUS}: is answered with 503" in again
    assert not [one for one in again if "/status" in one or "call 1" in one or "429" in one or "reset" in one]


def test_what_another_call_lists_is_told_after_a_failure() -> None:
    unlocked = replace(ok("unlockUser", "", {}, 503), fault="status")
    after = seconds(down("unlockUser"), [unlocked, made()])
    assert f"call 1 of {STATUS}: /status is 'Dormant'" in after
    assert f"call 1 of {STATUS}: is answered with 404" in after


def test_nothing_follows_the_last_call_a_busy_bank_or_an_edit_in_a_place() -> None:
    failed = made(503, "status")
    assert seconds(down(), [failed]) == []
    assert seconds(replace(down(), nth=3), [failed, made()]) == []
    assert seconds(down(status=429), [failed, made()]) == []
    assert seconds(replace(down(), lasting=True), [failed, made()]) == []
    assert seconds(told(STATUS, "/status", "is absent"), [made(), made()]) == []
