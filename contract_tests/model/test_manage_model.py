"""Random sequences of staff's calls at Narmi, checked against the reference model step by step."""

from contract_tests.claims import proves
from contract_tests.model.manage import House, Person
from contract_tests.model.manage_machine import Desk
from contract_tests.model.run import agreed
from contract_tests.tape import Taped

EXAMPLES = 100
STEPS = 30


@proves(
    "NARMI-012", "NARMI-033", "NARMI-034", "NARMI-039", "NARMI-040", "NARMI-041", "NARMI-061", "NARMI-062",
    "NARMI-063", "NARMI-064", "NARMI-080", "NARMI-081", "NARMI-082", "NARMI-083", "NARMI-084", "NARMI-085",
    "NARMI-086", "NARMI-087", "NARMI-088", "NARMI-089", "NARMI-090", "NARMI-091", "NARMI-092", "NARMI-093",
    "NARMI-094", "NARMI-095", "NARMI-096", "NARMI-101", "NARMI-M-03", "NARMI-M-04", "NARMI-M-05", "NARMI-M-07",
    "NARMI-M-09", "NARMI-M-11", "NARMI-M-12", "NARMI-M-13", "NARMI-P-01", "NARMI-P-03", "NARMI-P-05", "NARMI-P-06",
    "NARMI-P-08", "NARMI-P-09", "NARMI-P-10", "NARMI-P-11", "NARMI-P-12", "NARMI-P-15", "NARMI-P-16", "NARMI-P-17",
    "B-73", "B-74", "B-75", "B-76", "B-80", "F-04", "F-11",
)  # fmt: skip
def test_the_target_agrees_with_the_model_of_manage_users(target: Taped, seed: int, effort: int, shrink: bool) -> None:
    """Each example in a fresh fork; a disagreement is shrunk to the shortest sequence that shows it."""
    agreed(Desk, target, seed=seed, examples=EXAMPLES * effort, steps=STEPS, shrink=shrink)


def test_the_reference_knows_rights_in_any_letter_case() -> None:
    """The model itself: an Admin has all, others what the role says, and a token takes away and never adds."""
    house = House(
        {"a": Person({"type": "admin", "role": None}), "b": Person({"type": "staff", "role": "R"})}, {"R": {"X y"}}
    )
    assert "can lock user" in house.rights("a", None)
    assert house.rights("a", ["CAN LOCK USER"]) == {"can lock user"}
    assert house.rights("b", None) == {"x y"}
    assert house.rights("b", ["Can lock user"]) == set()
