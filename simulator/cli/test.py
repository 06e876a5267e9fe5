"""`simulator test`: the contract suite, run by pytest in a process of its own."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from simulator.cli.failure import Failure

__all__ = ["command"]

NOTHING_RAN = 5
CODES = {0: 0, 1: 1, 2: 1, 4: 4, NOTHING_RAN: NOTHING_RAN}


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("target", default="inproc")
@click.option("--seed", type=int, metavar="N", help="What generated cases are drawn from.")
@click.argument("more", nargs=-1, type=click.UNPROCESSED)
def command(target: str, seed: int | None, more: tuple[str, ...]) -> int:
    """Run the contract suite against TARGET: `inproc` (a fresh simulator) or the URL of a running one.

    Whatever follows is handed to pytest, for example `-k search -x`. Leaves with 0 (all well), 1 (findings),
    4 (unreachable) or 5 (nothing ran).
    """
    for needed in ("pytest", "schemathesis", "hypothesis", "httpx2"):
        if find_spec(needed) is None:
            raise Failure(f"the contract suite needs {needed}; install this package with its extra [test]")
    suite = find_spec("contract_tests")
    if suite is None or suite.origin is None:
        raise Failure("the contract suite is not installed")
    if target != "inproc" and not target.startswith(("http://", "https://")):
        raise Failure(f"expected inproc or a URL that begins with http, got {target!r}")
    if "/s/" in target:
        raise Failure(
            f"expected the simulator's own address, without /s/…: the suite makes its sandboxes; got {target!r}"
        )
    words = ["-p", "no:cacheprovider", str(Path(suite.origin).parent), f"--target={target}", *more]
    if seed is not None:
        words.append(f"--seed={seed}")
    code = subprocess.run([sys.executable, "-m", "pytest", *words], check=False).returncode  # noqa: S603
    return CODES.get(code, 3)
