"""Pages of the documentation, run: the lines in their `sh` blocks, and what the page says comes back."""

import re
import subprocess
import sys
from pathlib import Path

from tests.serving import ROOT, environment

__all__ = ["Block", "answers", "blocks", "shell"]

Block = tuple[str, str]
ADDRESS = "http://127.0.0.1:8765"
TIMEOUT_SECONDS = 120


def blocks(page: str) -> list[Block]:
    """Language and text of each fenced block, in order."""
    return re.findall(r"```(\w+)\n(.*?)```\n", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)


def answers(shown: list[Block], folder: Path, url: str, checkout: Path = ROOT) -> tuple[list[str], list[str]]:
    """What one shell prints that runs all `sh` blocks, and what the other blocks say; both word by word.

    `simulator` is the checkout's there, and the usual address is that of the server.
    """
    script = f'set -eu\nsimulator() {{ "{sys.executable}" -m simulator "$@"; }}\nexport SIMULATOR_URL={url}\n'
    for kind, text in shown:
        script += re.sub(r"\bcurl ", "curl --silent --show-error ", text) if kind == "sh" else "echo\n"
    expected = "".join(text for kind, text in shown if kind != "sh")
    return shell(script.replace(ADDRESS, url), folder, checkout).split(), expected.split()


def shell(script: str, folder: Path, checkout: Path = ROOT) -> str:
    """What the script prints; it has to go well."""
    words = ["sh", "-c", script]
    environ = environment({"PYTHONPATH": str(checkout)})
    done = subprocess.run(
        words, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
