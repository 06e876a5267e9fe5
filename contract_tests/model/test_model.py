"""Random sequences of calls, checked against the reference model step by step."""

from contract_tests.claims import proves
from contract_tests.model.machine import Institution
from contract_tests.model.reference import Reference, name_problem
from contract_tests.model.run import agreed
from contract_tests.tape import Taped

EXAMPLES = 120
STEPS = 25


@proves(
    "BAN-S-04", "BAN-S-05", "BAN-T-04", "BAN-T-09", "BAN-P-06", "BAN-U-11", "BAN-U-40", "BAN-U-41", "BAN-U-51",
    "BAN-U-52", "BAN-U-54", "B-02", "B-08", "B-09", "B-10", "B-14", "B-16", "B-22", "B-24", "B-25", "B-26", "B-27",
    "F-02", "F-03", "F-09", "F-14",
)  # fmt: skip
def test_the_target_agrees_with_the_reference_model(target: Taped, seed: int, effort: int, shrink: bool) -> None:
    """Each example in a fresh fork; a disagreement is shrunk to the shortest sequence that shows it."""
    agreed(Institution, target, seed=seed, examples=EXAMPLES * effort, steps=STEPS, shrink=shrink)


def test_the_reference_knows_the_priorities_of_the_error_codes() -> None:
    """The model itself, on the documented examples."""
    assert name_problem({"preferredName": "Husband"}) is None
    assert name_problem({"preferredName": None}) is None
    assert name_problem({}) is None
    assert name_problem({"preferredName": "\u00e9" * 21}) == "MaximumSizeExceeded"
    assert name_problem({"preferredName": "\u00e9" * 20}) == "DisallowedCharacters"
    assert name_problem({"preferredName": 7}) == "MalformedJson"


def test_the_reference_applies_queued_unlocks_when_memo_mode_ends() -> None:
    """The model itself, on a queued unlock."""
    reference = Reference({"u": {"institutionId": "i", "status": "Locked"}})
    reference.set_memo("i", True)
    assert reference.unlock("u", {"state": False}) == 202
    assert reference.users["u"]["status"] == "Locked"
    reference.set_memo("i", False)
    assert reference.users["u"]["status"] == "Active"
