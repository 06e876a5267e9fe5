"""A simulator in a process of its own, for as long as a test session lasts.

A process and not a thread: tests patch clocks and sockets, turn warnings into errors and fork, and none of that may
reach the simulator.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from simulator.testing.control import SimulatorError

__all__ = ["started", "starting"]

PATIENCE_SECONDS = 60.0
STOP_SECONDS = 10.0
LOOK_AGAIN_SECONDS = 0.01
JOURNAL = "10000"
"""Exchanges that are kept of each sandbox: what is dropped, nobody judges."""
PACKAGES = str(Path(__file__).parent.parent.parent)
CHILD = "simulator.testing.child"
PROGRAM = "import importlib, sys; sys.path.append(sys.argv.pop(1)); importlib.import_module(sys.argv.pop(1)).main()"
"""`-P` keeps modules of the tested project, whatever they are called, from being taken for ours."""


@contextlib.contextmanager
def started(flags: Sequence[str], folder: Path) -> Iterator[str]:
    """The address of a simulator with these flags of `simulator serve`, started in `folder`, where its file of settings
    may lie. Raises SimulatorError with what it said where it does not come up.
    """
    with starting(flags, folder) as address:
        yield address()


@contextlib.contextmanager
def starting(flags: Sequence[str], folder: Path) -> Iterator[Callable[[], str]]:
    """The same for who has something to do meanwhile: what is given waits for the address, and raises."""
    with TemporaryDirectory(prefix="simulator-") as place, Path(place, "errors").open("w+b") as errors:
        ready = Path(place, "ready.json")
        command = [sys.executable, "-P", "-c", PROGRAM, PACKAGES, CHILD, "serve", *flags]
        where = ["--host", "127.0.0.1", "--port", "0", "--ready-file", str(ready)]
        process = subprocess.Popen(  # noqa: S603
            [*command, *where],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            cwd=folder,
            env={"SIMULATOR_JOURNAL": JOURNAL, **os.environ},
            start_new_session=True,
        )
        try:
            yield lambda: _address(process, ready, errors)
        finally:
            _stop(process)


def _address(process: subprocess.Popen[bytes], ready: Path, errors: IO[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not ready.exists():
        ended = process.poll()
        if ended is not None or time.monotonic() > deadline:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip()[-2000:]
            how = f"did not answer within {PATIENCE_SECONDS:.0f} s" if ended is None else f"ended with code {ended}"
            raise SimulatorError(f"the simulator {how}: {said or 'it said nothing'}")
        time.sleep(LOOK_AGAIN_SECONDS)
    return str(json.loads(ready.read_text("utf-8"))["url"])


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Its standard input ends, as when this process dies; and it is told, for a child of a test may hold that open."""
    assert process.stdin is not None
    process.stdin.close()
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
