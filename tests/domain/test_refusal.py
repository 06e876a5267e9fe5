"""The steps of refusing that all vendors share: who may, in which media type, and with what parameters."""

from datetime import UTC, datetime

import pytest

from simulator.domain.call import Call
from simulator.domain.credential import ANYBODY, Principal
from simulator.domain.demand import Demand, Grant
from simulator.domain.ids import Ids
from simulator.domain.problem import Fault, Kind, Problem, Violation
from simulator.domain.refusal import first_problem, media_type_taken, permitted, without_violations

READ = Grant("shop", frozenset({"read"}))
WRITE = Grant("shop", frozenset({"read", "write"}))
STAFF = Grant("staff", frozenset({"all"}))
JSON = frozenset({"application/json"})


def call(
    *grants: Grant,
    principal: Principal = ANYBODY,
    media_types: frozenset[str] = frozenset(),
    media_type: str = "",
    has_body: bool = False,
    violations: tuple[Violation, ...] = (),
) -> Call:
    return Call(
        demand=Demand("openDoor", grants, media_types),
        at=datetime(2026, 1, 15, tzinfo=UTC),
        ids=Ids(0, "default", "shop", 0),
        principal=principal,
        media_type=media_type,
        has_body=has_body,
        violations=violations,
    )


def caller(api: str, *grants: str) -> Principal:
    return Principal(api, "ada", "app", frozenset(grants))


@pytest.mark.parametrize(
    "principal", [caller("shop", "read", "write"), caller("shop", "write", "read", "more"), caller("staff", "all")]
)
def test_one_way_in_is_enough(principal: Principal) -> None:
    assert permitted(None, call(WRITE, STAFF, principal=principal)) is None


@pytest.mark.parametrize(
    "principal", [caller("shop", "read"), caller("shop"), caller("staff", "read", "write"), caller("", "all"), ANYBODY]
)
def test_half_a_way_in_is_none(principal: Principal) -> None:
    problem = permitted(None, call(WRITE, STAFF, principal=principal))
    assert problem is not None
    assert problem.kind is Kind.FORBIDDEN


def test_who_may_not_is_told_what_is_needed_and_what_came() -> None:
    problem = permitted(None, call(WRITE, STAFF, principal=caller("shop", "read")))
    assert problem is not None
    assert problem.hint == (
        "openDoor needs a shop token with read, write or staff token with all; this is a shop token with read"
    )
    assert problem.headers == (
        ("WWW-Authenticate", 'Bearer realm="simulator", error="insufficient_scope", scope="read write"'),
    )


def test_an_operation_that_asks_for_no_scope_still_asks_for_a_token_of_its_api() -> None:
    demand = Grant("shop", frozenset())
    assert permitted(None, call(demand, principal=caller("shop"))) is None
    assert permitted(None, call(demand, principal=caller("staff"))) is not None


@pytest.mark.parametrize(
    ("media_type", "has_body"), [("application/json", True), ("application/json", False), ("", False)]
)
def test_a_body_in_a_declared_media_type_and_no_body_at_all_are_taken(media_type: str, has_body: bool) -> None:
    assert media_type_taken(None, call(media_types=JSON, media_type=media_type, has_body=has_body)) is None


@pytest.mark.parametrize(
    ("media_type", "has_body", "said"),
    [("text/plain", True, "got text/plain"), ("text/plain", False, "got text/plain"), ("", True, "named none")],
)
def test_any_other_media_type_is_refused(media_type: str, has_body: bool, said: str) -> None:
    problem = media_type_taken(None, call(media_types=JSON, media_type=media_type, has_body=has_body))
    assert problem is not None
    assert problem.kind is Kind.UNSUPPORTED_MEDIA_TYPE
    assert problem.hint.startswith("send Content-Type: application/json; ")
    assert said in problem.hint


def test_an_operation_without_a_body_does_not_care_what_comes() -> None:
    assert media_type_taken(None, call(media_type="text/plain", has_body=True)) is None


def test_all_violations_are_told_at_once() -> None:
    wrong = (
        Violation(Fault.MISSING, "query", "query", "a value"),
        Violation(Fault.WRONG_TYPE, "query", "limit", "type integer", "'x'"),
    )
    problem = without_violations(None, call(violations=wrong))
    assert problem is not None
    assert (problem.kind, problem.violations) == (Kind.INVALID, wrong)
    assert problem.hint == (
        "query parameter query: missing; expected a value; "
        "query parameter limit: wrong type; expected type integer, got 'x'"
    )


def test_the_first_problem_hides_the_later_ones_and_ends_the_search() -> None:
    asked = []

    def step(name: str, problem: Problem | None) -> Problem | None:
        asked.append(name)
        return problem

    second, third = Problem(Kind.CONFLICT, "two"), Problem(Kind.NOT_FOUND, "three")
    steps = (
        lambda _, __: step("one", None),
        lambda _, __: step("two", second),
        lambda _, __: step("three", third),
    )
    assert first_problem(steps, None, call()) is second
    assert asked == ["one", "two"]
    assert first_problem((), None, call()) is None
