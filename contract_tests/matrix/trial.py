"""One seeded bug, or none, before the suite: what it found, layer by layer."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import pytest

from contract_tests import served
from contract_tests.finding import Finding

PACKAGE = Path(__file__).parents[1]
LEFT_OUT = ("conformance/test_command_line.py", "documents", "matrix", "soak", "strangers", "upstream")
"""What is about the suite, the specs or other programs, and not about the target."""

PLAIN = "test_a_spec_is_kept["
PATIENCE_SECONDS = 600
OUTPUT_MAX = 800


@dataclass(frozen=True)
class Trial:
    """What came of it. `defect` is empty where there was none; `failed` says why the suite itself could not go on."""

    defect: str
    seed: int
    findings: tuple[Finding, ...] = ()
    failed: str = ""
    replays: dict[str, bool] = field(default_factory=dict)

    @property
    def layers(self) -> tuple[str, ...]:
        """Which layers found something."""
        return tuple(dict.fromkeys(one.layer for one in self.findings))

    @property
    def plain(self) -> bool:
        """Whether Schemathesis found something by itself: by no ids but those in the spec, and without our checks."""
        return any(one.layer == "conformance" and PLAIN in one.test for one in self.findings)


def tried(defect: dict[str, Any] | None, seed: int, folder: Path, *, socket: bool, more: Sequence[str] = ()) -> Trial:
    """Run the suite and replay what it finds; in this process' own kind of simulator, or through a socket.

    Raises UsageError where the suite does not know one of the words, since it will not know it the next time either.
    """
    name = defect["name"] if defect else ""
    place = folder / ("socket" if socket else "") / (name or f"seed-{seed}")
    with _target(name, seed, socket=socket) as target:
        words = [*_words(defect, seed, place), *target, *more]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False,
        )  # fmt: skip
    told = done.stdout + done.stderr
    if done.returncode == pytest.ExitCode.USAGE_ERROR:
        raise click.UsageError(told.strip())
    report = place / "findings.json"
    if done.returncode not in (0, 1) or not report.exists():
        return Trial(name, seed, failed=f"the suite left with {done.returncode}: {told[-OUTPUT_MAX:]}")
    findings = tuple(Finding.of(one) for one in json.loads(report.read_text("utf-8"))["findings"])
    return Trial(name, seed, findings, replays={} if socket else _replays(findings))


@contextlib.contextmanager
def _target(defect: str, seed: int, *, socket: bool) -> Iterator[list[str]]:
    if not socket:
        yield [f"--defect={defect}"] if defect else []
        return
    with served.simulator(seed, "--clock", "frozen", *(["--defect", defect] if defect else [])) as url:
        yield [f"--target={url}"]


def _words(defect: dict[str, Any] | None, seed: int, place: Path) -> list[str]:
    quiet = ["-q", "--tb=no", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist"]
    words = [str(PACKAGE), *quiet, f"--seed={seed}", f"--report-json={place}"]
    words += [f"--ignore={PACKAGE / each}" for each in LEFT_OUT]
    if defect is None:
        return words
    words += ["--first-of-each-layer", "--no-shrink", f"--provider={defect['provider']}"]
    words += [f"--operation={defect['operation']}"] if defect["operation"] else []
    return [*words, *(f"--claim={claim}" for claim in defect["claims"])]


def _replays(findings: Sequence[Finding]) -> dict[str, bool]:
    """Whether each finding shows again from its bundle in a process of its own, and no more where the bug is gone."""
    bundles = [one.bundle for one in findings if one.bundle]
    there, gone = (_played(bundles, *words) if bundles else "" for words in ((), ("--without-defects",)))
    return {
        one.bundle or one.title: f"stands: {one.bundle}:" in there and f"gone: {one.bundle}:" in gone
        for one in findings
    }


def _played(bundles: Sequence[str], *words: str) -> str:
    command = [sys.executable, "-m", "contract_tests.bundle", *words, *bundles]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False).stdout
