"""The suite's options and fixtures. `target` is what is under test, `bank` a fresh sandbox of it for one test."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from contract_tests import ledger, served
from contract_tests.bank import CONTROL, Bank, forked
from contract_tests.banno import Banno
from contract_tests.checks import violations
from contract_tests.customers_bank import CustomersBank
from contract_tests.exchange import Request
from contract_tests.targets import Target, chosen

UNREACHABLE = 4


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the suite's options."""
    group = parser.getgroup("contract", "contract suite")
    group.addoption(
        "--target", default="inproc", metavar="inproc|URL", help="what is tested (default: a simulator in this process)"
    )
    group.addoption(
        "--seed", type=int, default=1, help="seed of the simulator and of all generated requests (default: 1)"
    )
    group.addoption(
        "--effort", type=int, default=1, metavar="N", help="multiply the number of generated examples (default: 1)"
    )
    group.addoption(
        "--proofs", metavar="FILE", help="write which claim was proven by which test, with its outcome, as JSON"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that names claims, and the ledger when it is wanted; leave nothing behind in the folder."""
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(Path(tempfile.gettempdir(), "contract-hypothesis")))
    config.addinivalue_line("markers", "proves(*claims): the claims that the test proves")
    if config.getoption("--proofs", None):
        config.pluginmanager.register(ledger.Ledger(config.getoption("--proofs")), "contract-ledger")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every report carry the claims of its test."""
    for item in items:
        for mark in item.iter_markers("proves"):
            item.user_properties.append(("proves", list(mark.args)))


@pytest.fixture(scope="session")
def seed(pytestconfig: pytest.Config) -> int:
    """The seed of the run."""
    return int(pytestconfig.getoption("--seed", 1))


@pytest.fixture(scope="session")
def effort(pytestconfig: pytest.Config) -> int:
    """By how much the number of generated examples is multiplied."""
    return int(pytestconfig.getoption("--effort", 1))


@pytest.fixture(scope="session")
def target(pytestconfig: pytest.Config, seed: int) -> Iterator[Target]:
    """What is under test; the run ends with exit code 4 when it does not answer as a simulator."""
    made = chosen(pytestconfig.getoption("--target", "inproc"), seed)
    try:
        health = made.answer(Request("GET", f"{CONTROL}/health"))
    except OSError as error:
        pytest.exit(f"The target {made.name} cannot be reached: {error}.", returncode=UNREACHABLE)
    if health.status != 200:
        pytest.exit(
            f"The target {made.name} is no simulator: {CONTROL}/health answered {health.status}.",
            returncode=UNREACHABLE,
        )
    yield made
    made.close()


@pytest.fixture
def bank(target: Target) -> Iterator[Bank]:
    """A fresh sandbox; when the test is over, every check looks at all that was said in it."""
    made = Bank(target, forked(target))
    yield made
    found = violations(made.history)
    made.delete()
    assert not found, "\n".join(["the exchanges of this test break promises:", *found])


@pytest.fixture
def banno(bank: Bank) -> Banno:
    """The vendor's calls on the test's sandbox."""
    return Banno(bank)


@pytest.fixture
def customers(bank: Bank) -> CustomersBank:
    """The partner API's calls on the test's sandbox."""
    return CustomersBank(bank)


@pytest.fixture(scope="session")
def url(target: Target, seed: int) -> Iterator[str]:
    """The address of the target; an in-process target is stood in for by a server that is started for this purpose."""
    if target.app is None:
        yield target.url
        return
    with served.simulator(seed) as address:
        yield address
