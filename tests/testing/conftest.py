"""One server for all tests of what a test holds, and a sandbox of it for each."""

from collections.abc import Iterator

import pytest

from simulator.testing import Running, Sandbox
from tests.serving import Server, served


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A simulator whose clock is frozen."""
    with served("--clock", "frozen") as running:
        yield running


@pytest.fixture
def bank(server: Server) -> Iterator[Sandbox]:
    """A sandbox, which ends with its block."""
    with Running(server.url).sandbox() as made:
        yield made
