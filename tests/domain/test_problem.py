"""A violation says where, what was expected and what came; a refusal carries its problem."""

import pytest

from simulator.domain.problem import HTTP_STATUS, Fault, Kind, Problem, Refused, Violation, refused


@pytest.mark.parametrize(
    ("violation", "said"),
    [
        (
            Violation(Fault.CONSTRAINT, "body", "/name", "at most 20 characters", "'x'"),
            "body /name: constraint broken; expected at most 20 characters, got 'x'",
        ),
        (Violation(Fault.MISSING, "body", "", "a JSON body"), "body: missing; expected a JSON body"),
        (
            Violation(Fault.UNPARSABLE, "query", "", "percent-encoded UTF-8", "b'%ff'"),
            "query: unparsable; expected percent-encoded UTF-8, got b'%ff'",
        ),
    ],
)
def test_a_violation_reads_as_one_line(violation: Violation, said: str) -> None:
    assert str(violation) == said


def test_a_refusal_carries_its_problem_and_says_its_hint() -> None:
    refusal = refused(Kind.CONFLICT, "nothing to unlock")
    assert isinstance(refusal, Refused)
    assert refusal.problem == Problem(Kind.CONFLICT, "nothing to unlock")
    assert str(refusal) == "nothing to unlock"


def test_problems_never_change() -> None:
    with pytest.raises(AttributeError):
        Problem(Kind.INVALID, "x").hint = "y"  # type: ignore[misc]


def test_http_has_a_status_for_every_kind_of_refusal() -> None:
    assert set(HTTP_STATUS) == set(Kind)
    assert all(400 <= status < 600 for status in HTTP_STATUS.values())
