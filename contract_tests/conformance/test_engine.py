"""Schemathesis' engine over every bundled spec: no failure, no error, and no operation that was never accepted."""

import pytest

from contract_tests.bank import Bank
from contract_tests.claims import proves
from contract_tests.conformance.engine import run
from contract_tests.conformance.judged import judge
from contract_tests.conformance.place import pinned, placed
from contract_tests.operation import Document, is_vendor
from contract_tests.tape import Taped, heard
from simulator import testing

SPECS = {name: spec for name, spec in sorted(testing.specs().items()) if is_vendor(spec)}
LASTING = {name: spec for name, spec in SPECS.items() if not any("delete" in item for item in spec["paths"].values())}
"""The specs whose sample user cannot be deleted by a call, so that every call may be about that user."""

EXAMPLES = 25
every_spec = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())


@proves("B-17", "B-30", "B-31", "F-12")
@every_spec
def test_a_spec_is_kept(target: Taped, bank: Bank, spec: Document, seed: int, effort: int) -> None:
    """Examples, boundaries, random and stateful calls, with ids of all kinds."""
    done = run(spec, placed(bank, spec), seed=seed, examples=EXAMPLES * effort)
    bank.history += heard(target.tape, bank.sandbox)
    judge(spec, done)


@proves("BAN-U-10", "BAN-U-13", "BAN-U-22", "BAN-T-07", "BAN-P-04", "B-27")
@pytest.mark.parametrize("spec", LASTING.values(), ids=LASTING.keys())
def test_a_spec_is_kept_for_the_sample_user(target: Taped, bank: Bank, spec: Document, seed: int, effort: int) -> None:
    """The ids are fixed, so that what is drawn for bodies and queries reaches the rules instead of ending in a 404."""
    done = run(spec, placed(bank, spec), seed=seed, examples=EXAMPLES * effort, pinned=pinned(spec))
    bank.history += heard(target.tape, bank.sandbox)
    judge(spec, done)
