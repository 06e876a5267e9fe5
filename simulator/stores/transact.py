"""The whole concurrency story: decide on what is read, append if nobody was faster, else decide again."""

from collections.abc import Callable

from simulator.domain.call import Outcome, Reply
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import Store

__all__ = ["ATTEMPTS_MAX", "Busy", "transact"]

ATTEMPTS_MAX = 64


class Busy(Exception):
    """The sandbox is written faster than this step can be decided."""


async def transact(
    store: Store, sandbox: str, step: Callable[[Snapshot], Outcome], snapshot: Snapshot | None = None
) -> Reply:
    """Steps are pure, so losing a race costs only a second look. Reads append nothing. Raises UnknownSandbox, Busy.

    `snapshot` is one that the caller has just read, to be decided on first.
    """
    for _ in range(ATTEMPTS_MAX):
        snapshot = snapshot or await store.read(sandbox)
        outcome = step(snapshot)
        if not outcome.changes or await store.append(sandbox, snapshot.version, outcome.changes):
            return outcome.reply
        snapshot = None
    raise Busy(f"sandbox {sandbox!r} was written {ATTEMPTS_MAX} times while one request was decided")
