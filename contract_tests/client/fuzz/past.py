"""What took place in a sandbox since it was reset, each exchange by itself and in order: retries are about when."""

from contract_tests.client.gathering import AT_ONCE
from simulator.testing import Exchange, Sandbox
from simulator.testing.record import exchange


def exchanges(sandbox: Sandbox) -> list[Exchange]:
    """All that the journal keeps, oldest first. Raises SimulatorError."""
    found: list[Exchange] = []
    while True:
        items = sandbox.ask("GET", "/journal", limit=AT_ONCE, offset=len(found) or None)["items"]
        found += map(exchange, items)
        if len(items) < AT_ONCE:
            return found[::-1]


def count(sandbox: Sandbox) -> int:
    """How many there were, kept or not. Raises SimulatorError."""
    told = sandbox.ask("GET", "/journal", limit=1)
    return int(told["total"] + told["dropped"])
