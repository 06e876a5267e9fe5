"""`simulator fuzz-client` with clients that are a few lines each."""

import sys
from pathlib import Path

from tests.suite.clients import PREAMBLE
from tests.suite.ran import Ran, simulator

__all__ = ["READ", "fuzz"]

READ = """
def status():
    code, body = call("GET", STATUS)
    if code in (401, 403):
        sys.exit(75)
    return json.loads(body)["status"] if code != 404 else "Active"
"""


def fuzz(folder: Path, program: str, *options: str) -> Ran:
    """The verb with a client of these lines."""
    (folder / "client.py").write_text(PREAMBLE + program, "utf-8")
    return simulator(folder, "fuzz-client", *options, "--", sys.executable, "client.py", str(folder))
