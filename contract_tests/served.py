"""A simulator as a user starts it, in a process of its own, for the tests that need a real address."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from contract_tests.bank import Bank, forked
from contract_tests.targets.url import AtUrl
from simulator.testing.server import started


@contextlib.contextmanager
def simulator(seed: int, *more: str) -> Iterator[str]:
    """The address of a simulator that lives as long as the block, started with more words of `serve` if need be."""
    with started(["--seed", str(seed), *more], Path.cwd()) as address:
        yield address


@contextlib.contextmanager
def bank(url: str) -> Iterator[Bank]:
    """A sandbox of the simulator at an address, for as long as the block."""
    target = AtUrl(url)
    made = Bank(target, forked(target))
    yield made
    made.delete()
    target.close()
