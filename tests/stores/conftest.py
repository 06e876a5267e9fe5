"""Every store that there is; one that joins is tried by the whole suite."""

from collections.abc import Callable

import pytest

from simulator.stores.memory import MemoryStore
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import Store

Begun = Callable[[dict[str, Snapshot]], Store]
STORES: dict[str, Begun] = {"memory": MemoryStore}


@pytest.fixture(scope="session", params=STORES)
def begun(request: pytest.FixtureRequest) -> Begun:
    """Makes a store that holds these sandboxes."""
    return STORES[request.param]
