"""Random sequences of Customers Bank's calls, checked against the reference model step by step."""

from typing import Any

from contract_tests.claims import proves
from contract_tests.model.partner import creation_problem, place, update_problem
from contract_tests.model.partner_machine import NOBODY, Colleagues
from contract_tests.model.run import agreed
from contract_tests.tape import Taped

EXAMPLES = 120
STEPS = 30


@proves(
    "CUBI-10", "CUBI-11", "CUBI-20", "CUBI-21", "CUBI-22", "CUBI-23", "CUBI-24", "CUBI-25", "CUBI-26", "CUBI-29",
    "CUBI-40", "CUBI-50", "CUBI-51", "CUBI-60", "B-45", "B-47", "B-48", "B-49", "B-53", "B-54", "B-55", "B-56", "B-57",
    "B-58", "F-04", "F-07", "F-08",
)  # fmt: skip
def test_the_target_agrees_with_the_model_of_a_partner(target: Taped, seed: int, effort: int, shrink: bool) -> None:
    """Each example in a fresh fork; a disagreement is shrunk to the shortest sequence that shows it."""
    agreed(Colleagues, target, seed=seed, examples=EXAMPLES * effort, steps=STEPS, shrink=shrink)


def test_the_reference_tells_types_from_rules() -> None:
    """The model itself, on the examples of the decisions."""
    creations: list[Any] = [[], {"email": 7}, {}, {"email": " "}, {"email": "a"}]
    assert [creation_problem(body) for body in creations] == [400, 400, 422, 422, None]
    updates: list[Any] = [[], {"id": 7}, {}, {"id": "x"}, {"id": NOBODY, "Roles": [7]}]
    assert [update_problem(body) for body in updates] == [400, 400, 422, 422, 400]
    assert update_problem({"id": NOBODY.upper()}) is None


def test_the_reference_puts_null_first() -> None:
    """The model itself, on values of every kind."""
    assert sorted(["b", None, "A"], key=place) == [None, "A", "b"]
    assert sorted([True, False], key=place) == [False, True]
    assert sorted([["b"], [], ["A", "c"]], key=place) == [[], ["A", "c"], ["b"]]
