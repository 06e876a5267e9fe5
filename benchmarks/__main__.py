"""Measure everything and print Markdown: `python -m benchmarks --rounds 5 --seconds 3`."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import partner
from benchmarks.moment import figures
from benchmarks.operation import Operation, on_generated_users, on_personas
from benchmarks.pair import Comparison, compared
from benchmarks.report import markdown
from benchmarks.server import Server, simulator
from benchmarks.table import ends

SUITE_SECONDS = 1800
GENERATED = ("--users", "5000", "--seed", "7")


def main() -> None:
    """Servers and load are bounded in time and stopped at the end, whatever happens."""
    options = arguments()
    for tool in ("wrk", "taskset"):
        if shutil.which(tool) is None:
            raise SystemExit(f"{tool} is needed and was not found (Debian, Ubuntu: apt-get install wrk util-linux)")
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        with simulator(*GENERATED) as server:
            crowded = measured([*on_generated_users, *partner.on_generated_users], server, options, scratch)
        with simulator() as server:
            created = measured(partner.on_sandboxes, server, options, scratch)
        with simulator() as server:
            comparisons = measured([*on_personas, *partner.on_personas], server, options, scratch)
            singles = figures(server)
    comparisons += created + crowded
    sys.stdout.write(markdown(comparisons, singles, ends(), options.rounds, options.seconds))
    sys.stdout.flush()
    if not options.only:
        subprocess.run([sys.executable, "-m", "benchmarks.suite"], check=True, timeout=SUITE_SECONDS)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of load, in each run")
    parser.add_argument("--only", default="", help="measure only operations whose name contains this")
    return parser.parse_args()


def measured(
    operations: list[Operation], server: Server, options: argparse.Namespace, scratch: Path
) -> list[Comparison]:
    """All operations that were asked for, against one running simulator."""
    chosen = [operation for operation in operations if options.only in operation.name]
    return [compared(operation, server, options.rounds, options.seconds, scratch) for operation in chosen]


if __name__ == "__main__":
    main()
