"""Schemathesis' engine over every bundled spec: no failure, no error, and no operation that was never accepted."""

from collections.abc import Callable, Mapping

import pytest

from contract_tests.bank import Bank
from contract_tests.claims import proves
from contract_tests.conformance.engine import run
from contract_tests.conformance.judged import LEAST_CASES, judge
from contract_tests.conformance.near import near
from contract_tests.conformance.place import pinned, placed
from contract_tests.operation import Document, is_vendor
from contract_tests.tape import Taped, heard
from simulator import testing

SPECS = {name: spec for name, spec in sorted(testing.specs().items()) if is_vendor(spec)}
LASTING = {name: spec for name, spec in SPECS.items() if not any("delete" in item for item in spec["paths"].values())}
"""The specs whose sample user cannot be deleted by a call, so that every call may be about that user."""

EXAMPLES = 25
Tried = Callable[[Document, Mapping[str, str]], None]
every_spec = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())


@proves("B-17", "B-30", "B-31", "F-12")
@every_spec
def test_a_spec_is_kept(tried: Tried, spec: Document) -> None:
    """Examples, boundaries, random and stateful calls, with ids of all kinds."""
    tried(spec, {})


@proves("BAN-U-10", "BAN-U-13", "BAN-U-22", "BAN-T-07", "BAN-P-04", "B-27")
@pytest.mark.parametrize("spec", LASTING.values(), ids=LASTING.keys())
def test_a_spec_is_kept_for_the_sample_user(tried: Tried, spec: Document) -> None:
    """The ids are fixed, so that what is drawn for bodies and queries reaches the rules instead of ending in a 404."""
    tried(spec, pinned(spec))


@pytest.fixture
def tried(target: Taped, bank: Bank, seed: int, effort: int, pytestconfig: pytest.Config) -> Tried:
    """Runs Schemathesis over a spec, with some of the parameters fixed, or over what of it is near `--operation`."""
    wanted = pytestconfig.getoption("--operation", [])

    def run_and_judged(spec: Document, fixed: Mapping[str, str]) -> None:
        done = run(near(spec, wanted), placed(bank, spec), seed=seed, examples=EXAMPLES * effort, pinned=fixed)
        bank.history += heard(target.tape, bank.sandbox)
        judge(spec, done, 0 if wanted else LEAST_CASES)

    return run_and_judged
