"""The suite's options and fixtures. `target` is what is under test, `bank` a fresh sandbox of it for one test."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten

import pytest

from contract_tests import ledger, options, selection, served
from contract_tests.bank import CONTROL, Bank, forked
from contract_tests.banno import Banno
from contract_tests.broken import broken
from contract_tests.checks import breaches
from contract_tests.customers_bank import CustomersBank
from contract_tests.exchange import Request
from contract_tests.narmi import Narmi
from contract_tests.reporting.reporter import TAPE, Reporter
from contract_tests.tape import Taped
from contract_tests.targets import Target, chosen
from contract_tests.upstream.options import FULL, left_out

UNREACHABLE = 64
"""What pytest leaves with then; its own 4 says that it does not know a word."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the suite's options."""
    options.declare(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker that names claims, and the ledger when it is wanted; leave nothing behind in the folder."""
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(Path(tempfile.gettempdir(), "contract-hypothesis")))
    config.addinivalue_line("markers", "proves(*claims): the claims that the test proves")
    if config.getoption("--proofs", None):
        config.pluginmanager.register(ledger.Ledger(config.getoption("--proofs")), "contract-ledger")
    selection.check(config)
    if config.getoption("--profile", FULL) != FULL and config.getoption("numprocesses", None):
        raise pytest.UsageError("an upstream is spoken to by one process: leave -n out")
    config.pluginmanager.register(Reporter(config), "contract-findings")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """End the run before anything is collected where nothing answers at the target's address."""
    config = session.config
    choice = str(config.getoption("--target", "inproc"))
    if choice == "inproc" or config.getoption("--profile", FULL) != FULL or hasattr(config, "workerinput"):
        return
    made = chosen(choice, 0)
    _reached(made)
    made.close()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out what is not for this profile."""
    return left_out(collection_path, config.getoption("--profile", FULL))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let every report carry the claims of its test; leave out what is about other vendors than the chosen ones."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.user_properties.append(("contract", True))
        for mark in item.iter_markers("proves"):
            item.user_properties.append(("proves", list(mark.args)))
    selection.select(config, items)


@pytest.fixture(scope="session")
def seed(pytestconfig: pytest.Config) -> int:
    """The seed of the run."""
    return int(pytestconfig.getoption("--seed", 1))


@pytest.fixture(scope="session")
def effort(pytestconfig: pytest.Config) -> int:
    """By how much the number of generated examples is multiplied."""
    return int(pytestconfig.getoption("--effort", 1))


@pytest.fixture(scope="session")
def shrink(pytestconfig: pytest.Config) -> bool:
    """Whether the shortest sequence that fails is looked for."""
    return not pytestconfig.getoption("--no-shrink", False)


@pytest.fixture(scope="session")
def target(pytestconfig: pytest.Config, seed: int) -> Iterator[Taped]:
    """What is under test; the run ends when it does not answer as a simulator."""
    made = Taped(chosen(pytestconfig.getoption("--target", "inproc"), seed, pytestconfig.getoption("--defect", [])))
    pytestconfig.stash[TAPE] = made
    _reached(made)
    yield made
    made.close()


@pytest.fixture
def bank(target: Taped) -> Iterator[Bank]:
    """A fresh sandbox; when the test is over, every check looks at all that was said in it."""
    made = Bank(target, forked(target))
    yield made
    found = breaches(made.history)
    made.delete()
    if found:
        raise broken(made, found)


@pytest.fixture
def banno(bank: Bank) -> Banno:
    """The vendor's calls on the test's sandbox."""
    return Banno(bank)


@pytest.fixture
def customers(bank: Bank) -> CustomersBank:
    """The partner API's calls on the test's sandbox."""
    return CustomersBank(bank)


@pytest.fixture
def narmi(bank: Bank) -> Narmi:
    """Manage Users' calls on the test's sandbox."""
    return Narmi(bank)


@pytest.fixture(scope="session")
def url(target: Taped, seed: int) -> Iterator[str]:
    """The address of the target; an in-process target is stood in for by a server that is started for this purpose."""
    if target.served:
        yield target.url
        return
    with served.simulator(seed) as address:
        yield address


@pytest.fixture
def wired(url: str) -> Iterator[Bank]:
    """A sandbox behind a socket, whatever the target is."""
    with served.bank(url) as made:
        yield made


def _reached(made: Target) -> None:
    """End the run where the target does not answer as a simulator."""
    try:
        health = made.answer(Request("GET", f"{CONTROL}/health"))
    except OSError as error:
        pytest.exit(f"The target {made.name} cannot be reached: {error}.", returncode=UNREACHABLE)
    if health.status != 200 or b'"sandboxes"' not in health.body:
        told = shorten(f"{health.status} {health.body[:500].decode('utf-8', 'replace')}", 100)
        pytest.exit(f"The target {made.name} is no simulator: {CONTROL}/health answered {told}", UNREACHABLE)
