"""Starts a simulator as a user does, in a process of its own, for the tests that need a real address."""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PATIENCE_SECONDS = 20.0


@contextlib.contextmanager
def simulator(seed: int) -> Iterator[str]:
    """The address of a simulator that lives as long as the block."""
    with tempfile.TemporaryDirectory() as folder, Path(folder, "errors.txt").open("w+b") as errors:
        ready = Path(folder, "ready.json")
        process = subprocess.Popen(_command(ready, seed), stdout=subprocess.DEVNULL, stderr=errors)
        try:
            yield _address(process, ready, errors)
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)


def _command(ready: Path, seed: int) -> list[str]:
    return [sys.executable, "-m", "simulator", "serve", "--port", "0", "--ready-file", str(ready), "--seed", str(seed)]


def _address(process: subprocess.Popen[bytes], ready: Path, errors: IO[bytes]) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            errors.seek(0)
            raise RuntimeError(f"the simulator ended with {process.returncode}: {errors.read()[-2000:]!r}")
        with contextlib.suppress(OSError, ValueError):
            return str(json.loads(ready.read_text())["url"])
        time.sleep(0.05)
    raise RuntimeError(f"the simulator did not answer within {PATIENCE_SECONDS} s")
