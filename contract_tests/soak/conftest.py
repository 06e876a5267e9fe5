"""The one simulator of the soak, which all workers share: the controller starts it. Without SOAK, the number of
sandboxes, the soak is not collected.
"""

import contextlib
import os
from collections.abc import Iterator
from typing import Any

import pytest

from contract_tests import served
from contract_tests.targets.url import AtUrl

collect_ignore_glob = [] if os.environ.get("SOAK") else ["test_soak.py"]
RUNNING = pytest.StashKey[tuple[contextlib.ExitStack, str]]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist where the simulator is; the first one has it started."""
    if os.environ.get("SOAK"):
        node.workerinput["soak"] = _address(node.config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    if RUNNING in config.stash:
        config.stash[RUNNING][0].close()


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Iterator[AtUrl]:
    """The simulator that all workers share."""
    given = getattr(pytestconfig, "workerinput", None)
    if given is not None and "soak" not in given:
        pytest.fail("let the soak have a run of its own: pytest -n 8 contract_tests/soak", pytrace=False)
    target = AtUrl(given["soak"] if given else _address(pytestconfig))
    yield target
    target.close()


def _address(config: pytest.Config) -> str:
    """That of --target, or of a simulator that is started for the run."""
    told = str(config.getoption("--target"))
    if told != "inproc":
        return told
    if RUNNING not in config.stash:
        until_the_end = contextlib.ExitStack()
        seed = int(config.getoption("--seed"))
        address = until_the_end.enter_context(served.simulator(seed, "--strict", "--clock", "frozen"))
        config.stash[RUNNING] = until_the_end, address
    return config.stash[RUNNING][1]
