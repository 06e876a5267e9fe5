"""Each way in which a run of a client fails, what is none, and which failures have one cause."""

from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime

import pytest

from contract_tests.client.fuzz.belief import Belief
from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.failure import Failure, failures, stemmed, where
from contract_tests.client.fuzz.run import Run
from tests.suite.runs import BEGUN, asked, edit, run

STOPPED = "it did not end within 10 s"


def kinds(of: Run, *edits: Edit) -> list[str]:
    return [one.kind for one in failures(of, edits)]


def test_a_run_that_ends_well_is_no_failure() -> None:
    assert failures(run(asked(), asked("searchUsers"))) == []
    assert failures(run()) == []


@pytest.mark.parametrize(("code", "how"), [(1, "exit code 1"), (2, "exit code 2"), (-9, "signal 9"), (76, "exit code")])
def test_a_crash(code: int, how: str) -> None:
    (found,) = failures(run(asked(), code=code, said="KeyError: 'x'", place="desk.py:7"))
    assert (found.kind, found.where) == ("crash", "desk.py:7")
    assert str(found).startswith(f"crash: {how}")
    assert str(found).endswith(": KeyError: 'x'")
    assert "it said nothing" in str(*failures(run(code=code)))


@pytest.mark.parametrize(
    ("edits", "statuses", "fails"),
    [
        ([], [200], True),
        (["T1"], [200], True),
        (["T1", "T1"], [200], True),
        (["T1"], [200, 404], False),
        ([], [403], False),
        (["T2"], [200], False),
        (["T3"], [200], False),
        (["T4"], [200], False),
        (["T1", "T4"], [200], False),
    ],
)
def test_giving_up_is_a_failure_where_every_answer_was_good(edits: list[str], statuses: list[int], fails: bool) -> None:
    gave_up = run(*(asked(status=status) for status in statuses), code=75, said="gave up: no status")
    assert kinds(gave_up, *map(edit, edits)) == (["gave up"] if fails else [])


def test_a_hang() -> None:
    (found,) = failures(run(asked("searchUsers"), asked(), stopped=STOPPED, code=-15))
    assert found.kind == "hang"
    assert found.what == f"was ended after 1.5 s: {STOPPED}; its last request was getUserStatus"
    assert failures(run(stopped=STOPPED))[0].what.endswith("its last request was none")


def test_a_client_that_is_ended_over_the_same_request_again_and_again_storms() -> None:
    storm = [asked() for _ in range(11)]
    assert kinds(run(*storm, stopped=STOPPED)) == ["retry storm"]
    assert kinds(run(*storm[1:], stopped=STOPPED)) == ["hang"]
    assert kinds(run(*storm)) == []


def test_a_client_that_is_ended_over_more_and_more_pages_pages_endlessly() -> None:
    pages = [asked("searchUsers", target=f"/users?offset={10 * number}") for number in range(31)]
    (found,) = failures(run(*pages, stopped="it made more than 30 requests"))
    assert (found.kind, found.where) == ("endless paging", "searchUsers")
    assert "31 different requests of searchUsers" in found.what
    assert kinds(run(*pages[1:], stopped=STOPPED)) == ["hang"]
    assert kinds(run(*pages)) == []


@pytest.mark.parametrize(
    ("failing", "storms"),
    [
        ([asked(status=503) for _ in range(11)], True),
        ([asked(status=429) for _ in range(11)], True),
        ([asked(status=0, fault="reset") for _ in range(11)], True),
        ([asked(fault="truncate") for _ in range(11)], True),
        ([asked(status=503) for _ in range(10)], False),
        ([asked(status=503) for _ in range(6)] + [asked()] + [asked(status=503) for _ in range(6)], False),
        ([asked(status=404) for _ in range(20)], False),
        ([asked(status=503, target=f"/users?offset={number}") for number in range(20)], False),
        ([asked(status=503, method="PUT", body=str(number)) for number in range(20)], False),
    ],
)
def test_more_than_ten_failures_of_one_request_in_a_row_are_a_storm(failing: list[object], storms: bool) -> None:
    """Whether it ends in good order or not."""
    found = kinds(run(*failing, code=75), edit("T4", "status"))  # type: ignore[arg-type]
    assert found == (["retry storm"] if storms else [])


IN_A_SECOND = format_datetime(BEGUN + timedelta(seconds=1), usegmt=True)


@pytest.mark.parametrize(
    ("told", "after", "early"),
    [
        ("1", 0.5, True),
        ("1", 0.9, True),
        ("1", 0.96, False),
        ("1", 1.0, False),
        ("0", 0.0, False),
        ("", 0.0, False),
        (IN_A_SECOND, 0.5, True),
        (IN_A_SECOND, 1.0, False),
    ],
)
def test_a_retry_before_its_time(told: str, after: float, early: bool) -> None:
    again = run(asked(status=429, retry_after=told), asked(after=after))
    assert kinds(again, edit("T4", "status")) == (["early retry"] if early else [])


def test_an_early_retry_says_by_how_much() -> None:
    found = failures(run(asked(status=429, retry_after="3"), asked(after=0.25)))
    assert [one.what for one in found] == ["getUserStatus again 2.8 s before Retry-After allows it"]


def test_another_request_is_no_retry() -> None:
    other = asked("searchUsers", after=0.1)
    assert failures(run(asked(status=429, retry_after="5"), other)) == []


def test_where_the_clock_stands_nobody_is_early() -> None:
    again = (asked(status=429, retry_after="5"), asked())
    assert failures(run(*again, clock_moves=False)) == []
    assert kinds(run(*again)) == ["early retry"]


def sent(fault: str = "", **more: object) -> Run:
    """A message that was sent twice, and what had befallen the first."""
    first = asked("resetPassword", method="POST", fault=fault, **more)  # type: ignore[arg-type]
    return run(first, asked("resetPassword", method="POST", after=5, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", ["lost-response", "truncate", "garbage", "latency"])
def test_a_write_that_was_carried_out_is_not_to_be_repeated(fault: str) -> None:
    done = edit("T4", fault, "resetPassword")
    assert kinds(sent(fault), done) == ["repeated write"]
    assert "though the first had been carried out" in str(*failures(sent(fault), [done]))


@pytest.mark.parametrize("fault", ["reset", "status"])
def test_a_write_that_was_not_carried_out_may_be_repeated(fault: str) -> None:
    assert kinds(sent(fault), edit("T4", fault, "resetPassword")) == []
    assert kinds(sent(fault), edit("T4", fault, "resetPassword", carriedOut=True)) == ["repeated write"]
    assert kinds(sent(fault), edit("T4", fault, "unlockUser", carriedOut=True)) == []


def test_which_call_was_carried_out_is_told_by_its_number() -> None:
    """The first was, the second was not, and a refusal by an edit is a call like any other."""
    done = edit("T4", "status", "resetPassword", carriedOut=True)
    refused = edit("T4", "status", "resetPassword")
    first, second = (
        asked("resetPassword", method="POST", body=body, fault="status", status=503, after=number)
        for number, body in enumerate("12")
    )
    again = asked("resetPassword", method="POST", body="2", after=9)
    assert kinds(run(first, second, again), done, replace(refused, nth=2)) == []
    assert kinds(run(first, second, again), refused, replace(done, nth=2)) == ["repeated write"]
    assert kinds(run(first, second, again), replace(done, lasting=True)) == ["repeated write"]
    shut = asked("resetPassword", method="POST", body="0", fault="answer", status=401)
    assert kinds(run(shut, second, again), replace(done, nth=2)) == ["repeated write"]
    early = asked("resetPassword", method="POST", body="0", status=401)
    assert kinds(run(early, second, again), done) == ["repeated write"]


@pytest.mark.parametrize("name", ["x-idempotency-key", "Idempotency-Key"])
def test_a_write_with_a_key_may_be_repeated(name: str) -> None:
    keyed = sent("lost-response", headers=[(name, "7")])
    assert kinds(keyed, edit("T4", "lost-response", "resetPassword")) == []


def test_other_writes_are_no_repetition() -> None:
    lost = edit("T4", "lost-response", "resetPassword")
    first = asked("resetPassword", method="POST", fault="lost-response", body="1")
    assert kinds(run(first, asked("resetPassword", method="POST", after=1, body="2")), lost) == []
    put = [asked("resetPassword", method="PUT", fault=fault) for fault in ("lost-response", "")]
    assert kinds(run(*put), lost) == []
    assert kinds(sent(), lost) == []


def test_an_invalid_request() -> None:
    wrong = asked("resetPassword", status=400, violations=["body /method: constraint broken; expected email, got 'x'"])
    (found,) = failures(run(wrong, wrong))
    assert (found.kind, found.where) == ("invalid request", "resetPassword")
    assert found.what == "resetPassword: body /method constraint broken; expected email, got 'x'"


def test_a_request_that_nobody_documented() -> None:
    stray = asked("", target="/s/client/a/nowhere/3fa85f64-5717-4562-b3fc-2c963f66afa6?x=1", status=404)
    (found,) = failures(run(stray))
    assert found.kind == "invalid request"
    assert "/a/nowhere/{id}" in found.where


def test_what_is_no_http() -> None:
    assert [str(one) for one in failures(run(unreadable=2))] == ["invalid request: it sent what is no HTTP"]


def test_a_belief() -> None:
    belief = Belief("/a/users/3fa85f64-5717-4562-b3fc-2c963f66afa6/status", "/status", "Active")
    (found,) = failures(run(asked(), wrong=[(belief, "Locked")]))
    assert (found.kind, found.where) == ("belief", "/a/users/{id}/status /status")
    assert found.what.endswith("has 'Active' at /status; the simulator has 'Locked'")
    assert kinds(run(unbelievable="line 1 of its beliefs is no JSON: x")) == ["belief"]


def test_all_that_was_wrong_is_told_the_gravest_first() -> None:
    belief = Belief("/a", "/status", "Active")
    bad = run(
        asked(status=429, retry_after="5"),
        asked(after=1, violations=["query limit: wrong type; expected a number, got 'x'"]),
        code=1,
        wrong=[(belief, None)],
    )
    assert kinds(bad) == ["crash", "early retry", "invalid request", "belief"]


def crash(what: str, place: str = "desk.py:7") -> Failure:
    return Failure("crash", place, f"exit code 1: {what}")


def belief(value: object, found: object, place: str = "/a /status") -> Failure:
    return Failure("belief", place, f"it believes that {Belief('/a', '/status', value)}; the simulator has {found!r}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (crash("KeyError: 'x'"), crash("KeyError: 'y'"), True),
        (crash("ValueError: invalid literal: 'x'"), crash("ValueError: too many: 3"), True),
        (crash("KeyError: 'x'"), crash("TypeError: 'x'"), False),
        (crash("KeyError: 'x'"), crash("KeyError: 'x'", "desk.py:8"), False),
        (crash("jq: error: null has no keys", ""), crash("jq: error: null has no keys", ""), True),
        (crash("line 3: no user 'a'", ""), crash("line 5: no user 'b'", ""), True),
        (crash("no user", ""), crash("no phone", ""), False),
        (belief("Active", "Locked"), belief("Dormant", None), True),
        (belief({"a": 1}, "Locked"), belief({"b: c": [2]}, "Locked"), True),
        (belief("a: b", "Locked"), belief("c: d", "Locked"), True),
        (belief("Active", "Locked"), belief("Active", "Locked", "/a /email"), False),
        (Failure("hang", "searchUsers", "a"), Failure("hang", "unlockUser", "b"), True),
        (Failure("hang", "", "a"), Failure("retry storm", "", "a"), False),
        (
            Failure("invalid request", "x", "x: body /a missing; expected 'b'"),
            Failure("invalid request", "x", "x: body /c missing; expected 'b'"),
            False,
        ),
        (
            Failure("invalid request", "x", 'x: path userId wrong; expected a uuid, got "7"'),
            Failure("invalid request", "x", 'x: path userId wrong; expected a uuid, got "Zoë"'),
            True,
        ),
    ],
)
def test_failures_of_one_cause_have_one_key(one: Failure, other: Failure, same: bool) -> None:
    assert (one.key == other.key) is same


def test_a_message_without_what_differs_from_run_to_run() -> None:
    told = "user 3fa85f64-5717-4562-b3fc-2c963f66afa6 'Kathy' has 12 of `x` at 0x7f00"
    assert stemmed(told) == "user # '…' has # of '…' at #"


def test_a_path_without_names() -> None:
    assert where("/s/client/a/users/3FA85F64-5717-4562-b3fc-2c963f66afa6/status?x=1") == "/a/users/{id}/status"
