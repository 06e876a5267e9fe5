"""The pytest plugin: a simulator for the session, a sandbox of it for each test, and a test that fails where its client
broke the contract. Everything but pytest is imported when a fixture is asked for.
"""

import contextlib
import os
import re
import warnings
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from simulator.testing.running import Running
    from simulator.testing.sandbox import Sandbox

__all__ = ["sandbox", "simulator"]

MARKER = "allow_invalid(reason=None): the test's client may break the contract of the simulated APIs"
SETTINGS = {
    "seed": ("N", "what ids are derived from (default: 0)"),
    "clock": ("CLOCK", "wall, frozen or frozen:<instant>: where every sandbox's clock begins (default: wall)"),
}


class Watch:
    """The sandbox of one test, and how many breaches of contract the test was told of already."""

    def __init__(self, sandbox: "Sandbox", *, lenient: bool) -> None:
        self.sandbox = sandbox
        self.lenient = lenient
        self._told = 0

    def news(self) -> str:
        """What the client did wrong since the last look; empty where it did not, or may."""
        if self.lenient:
            return ""
        from simulator.testing.contract import told

        broken = self.sandbox.broken[self._told :]
        self._told += len(broken)
        return told(self.sandbox.name, broken) if broken else ""

    def unjudged(self) -> str:
        """That the journal is too short to tell; empty where it is not, or need not tell."""
        if self.lenient or not (dropped := self.sandbox.dropped):
            return ""
        many = "1 exchange" if dropped == 1 else f"{dropped} exchanges"
        return (
            f"{many} of sandbox {self.sandbox.name} fell out of its journal, so nobody knows whether the client kept "
            "the contract; keep more with simulator_flags = --journal N"
        )


WATCH = pytest.StashKey[Watch]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare options and settings."""
    group = parser.getgroup("simulator", "bank API simulator")
    group.addoption(
        "--simulator-url",
        metavar="URL",
        help="use the simulator that runs there, and start none [env SIMULATOR_URL]",
    )
    group.addoption("--simulator-fixtures", metavar="DIR", action="append", help="more fixtures; may be given again")
    for name, (metavar, told) in SETTINGS.items():
        group.addoption(f"--simulator-{name}", metavar=metavar, help=told)
        parser.addini(f"simulator_{name}", f"as --simulator-{name}", default="")
    parser.addini("simulator_fixtures", "more fixtures: directories, relative to this file", type="paths", default=[])
    parser.addini("simulator_flags", "further flags of `simulator serve`", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture(scope="session")
def simulator(pytestconfig: pytest.Config) -> "Iterator[Running]":
    """A simulator of this session's own, in a process beside it; or the running one that --simulator-url names."""
    from simulator.testing.control import SimulatorError
    from simulator.testing.running import Running
    from simulator.testing.server import started

    with contextlib.ExitStack() as until_the_end:
        try:
            url = _elsewhere(pytestconfig) or until_the_end.enter_context(
                started(_flags(pytestconfig), pytestconfig.rootpath)
            )
            made = Running(url)
            made.ask("GET", "/health")
        except SimulatorError as error:
            pytest.fail(str(error), pytrace=False)
        yield made


@pytest.fixture
def sandbox(simulator: "Running", request: pytest.FixtureRequest) -> "Iterator[Sandbox]":
    """A bank of this test's own. The test fails where its client breaks the contract, unless it is marked
    allow_invalid.
    """
    alone = not _elsewhere(request.config)
    made = simulator.sandbox(_named(request.node) if alone else None)
    watch = Watch(made, lenient=request.node.get_closest_marker("allow_invalid") is not None)
    request.node.stash[WATCH] = watch
    try:
        yield made
        if news := watch.news():
            pytest.fail(news, pytrace=False)
        if unjudged := watch.unjudged():
            warnings.warn(unjudged, stacklevel=1)
    finally:
        made.delete()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A test that passed fails where its client broke the contract; one that failed anyway is told of it."""
    try:
        yield
    except BaseException:
        if watch := item.stash.get(WATCH, None):
            with contextlib.suppress(Exception):
                if news := watch.news():
                    item.add_report_section("call", "simulator", news)
        raise
    if (watch := item.stash.get(WATCH, None)) and (news := watch.news()):
        pytest.fail(news, pytrace=False)


def _elsewhere(config: pytest.Config) -> str:
    """The address of the simulator that is to be used; empty where one is to be started."""
    return str(config.getoption("--simulator-url") or os.environ.get("SIMULATOR_URL", ""))


def _flags(config: pytest.Config) -> list[str]:
    """The flags of `simulator serve` that were asked for."""
    flags = []
    for name in SETTINGS:
        if told := config.getoption(f"--simulator-{name}") or config.getini(f"simulator_{name}"):
            flags += [f"--{name}", str(told)]
    beside = (config.invocation_params.dir / told for told in config.getoption("--simulator-fixtures") or ())
    for folder in (*config.getini("simulator_fixtures"), *beside):
        flags += ["--fixtures", str(folder)]
    return [*flags, *config.getini("simulator_flags")]


def _named(node: pytest.Item) -> str:
    """A sandbox's name that is the test's own in every run: ids in a sandbox derive from its name."""
    from hashlib import sha256

    plain = re.sub(r"[^a-z0-9]+", "-", node.name.lower())[:40].strip("-")
    return f"{plain or 'test'}-{sha256(node.nodeid.encode()).hexdigest()[:8]}"
