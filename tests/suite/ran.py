"""`simulator test` and `simulator replay`, run as a user does."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PATIENCE_SECONDS = 240


class Ran(NamedTuple):
    """The exit code, and all that was printed."""

    code: int
    out: str


def simulator(folder: Path, *words: str) -> Ran:
    """Run the command in a folder of its own."""
    command = [sys.executable, "-m", "simulator", *words]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(folder)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    return Ran(done.returncode, done.stdout + done.stderr)
