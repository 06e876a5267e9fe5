"""Runs one stranger to its end."""

import subprocess
from pathlib import Path

PATIENCE_SECONDS = 900.0


def finished(*words: str | Path, cwd: Path) -> str:
    """What the program printed; a failed assertion with all that it said when it did not end well."""
    command = [str(word) for word in words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    assert done.returncode == 0, f"{words[0]} left with {done.returncode}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}"
    return done.stdout
