"""`python -m contract_tests.matrix`: what `simulator test --defects` runs.

Leaves with 0 (the score is reached, all findings replay, the clean simulator is silent), 1, or 2 for unknown words.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import click

from contract_tests.matrix import table
from contract_tests.matrix.trial import Trial, tried
from contract_tests.unknown import unknown
from simulator import testing

LEAST = 95.0
Asked = tuple[dict[str, Any] | None, int, bool]
"""A seeded bug or none, the seed of the run, and whether it goes through a socket."""


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--target", default="inproc")
@click.option("--provider", multiple=True)
@click.option("--defect", multiple=True)
@click.option("--seed", type=int, default=1)
@click.option("--seeds", type=click.IntRange(0), default=0, help="Run the clean simulator with so many seeds, too.")
@click.option("--jobs", type=click.IntRange(1), default=os.cpu_count() or 1)
@click.option(
    "--socket", type=click.IntRange(0), default=0, help="Try each so-manieth bug again, by a socket (1: each)."
)
@click.option("--fail-under", type=float, default=LEAST)
@click.option("--report-json", type=click.Path(path_type=Path))
@click.argument("more", nargs=-1, type=click.UNPROCESSED)
def main(
    target: str, provider: tuple[str, ...], defect: tuple[str, ...], seed: int, seeds: int, jobs: int,
    fail_under: float, report_json: Path | None, more: tuple[str, ...], socket: int,
) -> None:  # fmt: skip
    """Run the matrix and print it as it grows."""
    if target != "inproc":
        raise click.UsageError("bugs can be seeded into our own simulator alone; leave the target out")
    defects = _chosen(provider, defect)
    if not defects:
        raise click.UsageError("none of these bugs is one of these providers")
    width = max(len(each["name"]) for each in defects)
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(jobs) as pool:
        folder = report_json or Path(temporary)
        trials = _all(pool, [(each, seed, False) for each in defects], folder, more, width)
        again = _all(pool, [(each, seed, True) for each in (defects[::socket] if socket else ())], folder, more, width)
        clean = _all(pool, [(None, each, False) for each in range(1, seeds + 1)], folder, more, width)
        if report_json:
            table.written(report_json, trials, again, clean)
    matrix = table.Matrix(trials, again, clean, {each["name"]: each["story"] for each in defects})
    click.echo("\n".join(table.summary(matrix)))
    sys.exit(0 if matrix.good(fail_under) else 1)


def _chosen(providers: Sequence[str], names: Sequence[str]) -> list[dict[str, Any]]:
    known = testing.defects()
    _known("defect", names, [each["name"] for each in known])
    _known("provider", providers, [each["provider"] for each in known])
    near = [each for each in known if not providers or each["provider"] in providers]
    return [each for each in near if not names or each["name"] in names]


def _known(what: str, asked: Sequence[str], known: Sequence[str]) -> None:
    if strange := unknown(asked, known):
        raise click.UsageError(f"unknown {what} {strange}")


def _all(pool: Executor, asked: Sequence[Asked], folder: Path, more: Sequence[str], width: int) -> list[Trial]:
    """Every trial, told as soon as all before it are done."""
    runs = pool.map(lambda one: tried(one[0], one[1], folder, socket=one[2], more=more), asked)
    return [_told(trial, width) for trial in runs]


def _told(trial: Trial, width: int) -> Trial:
    click.echo(table.row(trial, width))
    return trial


if __name__ == "__main__":
    main()
