"""The contract suite in a process of its own, and what its leaving means."""

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from simulator.cli.failure import UNREACHABLE, USAGE, Failure

__all__ = ["folder", "python"]

NEEDED = ("pytest", "schemathesis", "hypothesis", "httpx2")
INTERNAL = 3
NOTHING_RAN = 5
NO_TARGET = 64
CODES = {0: 0, 1: 1, 4: USAGE, NOTHING_RAN: NOTHING_RAN, NO_TARGET: UNREACHABLE}
"""What pytest leaves with (4: a word that it does not know), and what we do; all else is an internal error."""


def folder() -> Path:
    """Where the suite is. Raises Failure, saying what to install, where it cannot run."""
    for needed in NEEDED:
        if find_spec(needed) is None:
            raise Failure(f"the contract suite needs {needed}; install this package with its extra [test]")
    suite = find_spec("contract_tests")
    if suite is None or suite.origin is None:
        raise Failure("the contract suite is not installed")
    return Path(suite.origin).parent


def python(module: str, words: Sequence[str], codes: dict[int, int] | None = None, token: str = "") -> int:
    """Run a module with these words, its output going where ours goes; the exit code, by `codes` where given.

    A token goes by the environment, since a list of processes shows words.
    """
    folder()
    environment = {**os.environ, "SIMULATOR_TOKEN": token} if token else None
    code = subprocess.run([sys.executable, "-m", module, *words], env=environment, check=False).returncode  # noqa: S603
    return code if codes is None else codes.get(code, INTERNAL)
