"""How well `simulator fuzz-client` finds what people get wrong: every planted bug of examples/clients, and no false
alarm on the clients as they are.

    python -m benchmarks.planted [--every N] [--only TEXT] [--runs N]

prints a line for each and the sum, and leaves with 1 where fewer than 90 % were found within 60 s, fewer than nine in
ten with at most two edits, or a client that is right was blamed.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from examples.clients.planted import BUILT, CLIENTS, bugs, correct, planted

IN_TIME_SECONDS = 60
GOAL = 0.9
EDITS = 2
APIS = {"partners.py": "customers-bank", "nickname.py": "banno-consumer"}
OURS = (0, 1)


class Outcome(NamedTuple):
    """What was said of a client: its causes, with tier, kind, edits and the seconds until each was seen."""

    name: str
    planted: bool
    causes: Sequence[dict[str, Any]]
    runs: int
    seconds: float

    @property
    def first(self) -> dict[str, Any] | None:
        """The cause that was seen first."""
        return min(self.causes, key=lambda cause: float(cause["seconds"]), default=None)

    @property
    def found(self) -> bool:
        """Whether it was seen in time."""
        return self.first is not None and self.first["seconds"] <= IN_TIME_SECONDS

    @property
    def small(self) -> bool:
        """Whether as few edits as wished show it."""
        return self.first is not None and len(self.first["edits"]) <= EDITS

    def __str__(self) -> str:
        if self.first is None:
            return (
                f"{self.name:34} {'MISSED' if self.planted else 'bears all':10} {self.runs} runs, {self.seconds:.0f} s"
            )
        edits = "; ".join(f"{one['operation']} {one['at']} {one['what']}" for one in self.first["edits"])
        told = f"{self.first['tier']} {self.first['kind']}, {len(self.causes)} in all: {edits}"
        return f"{self.name:34} {self.first['seconds']:6.1f} s   {told}"


def outcomes(only: str, every: int, runs: int) -> Iterator[Outcome]:
    """Of each client as it is, then of each bug in turn. Those in TypeScript need to be built."""
    known = [bug for bug in bugs().values() if BUILT.is_dir() or bug.client != "desk.ts"]
    with TemporaryDirectory() as folder:
        for client in CLIENTS:
            if only in client and (BUILT.is_dir() or client != "desk.ts"):
                yield _fuzzed(client, client, correct(client), Path(folder, client), runs)
        for bug in [one for one in known if only in one.name][::every]:
            place = Path(folder, bug.name)
            yield _fuzzed(bug.name, bug.client, planted(bug, place), place, runs)


def _fuzzed(name: str, client: str, words: Sequence[str], place: Path, runs: int) -> Outcome:
    place.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "simulator", "fuzz-client", "--fail-fast", "--report", "json", str(place)]
    where = ["--runs", str(runs), "--plans", str(place / "plans"), "--api", APIS.get(client, "banno-admin")]
    done = subprocess.run([*command, *where, "--", *words], capture_output=True, text=True, check=False)
    report = place / "fuzz-client.json"
    if done.returncode not in OURS or not report.exists():
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")
    told = json.loads(report.read_text("utf-8"))
    return Outcome(name, name != client, told["causes"], told["runs"], told["seconds"])


def main() -> int:
    """Try them all."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--runs", type=int, default=200)
    asked = parser.parse_args()
    tried = []
    for one in outcomes(asked.only, asked.every, asked.runs):
        print(one, flush=True)
        tried.append(one)
    bad, good = [one for one in tried if one.planted], [one for one in tried if not one.planted]
    found, small = sum(one.found for one in bad), sum(one.found and one.small for one in bad)
    blamed = [one.name for one in good if one.causes]
    print(f"{found} of {len(bad)} bugs found within {IN_TIME_SECONDS} s, {small} of them with at most {EDITS} edits")
    print(f"{len(blamed)} of {len(good)} clients that are right were blamed {' '.join(blamed)}")
    return int(found < GOAL * len(bad) or small < GOAL * found or bool(blamed))


if __name__ == "__main__":
    sys.exit(main())
