"""`simulator test`: the contract suite, run by pytest in a process of its own."""

import contextlib
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from simulator.cli.failure import Failure
from simulator.cli.remote import split
from simulator.cli.suite import CODES, folder, python

__all__ = ["command"]

REPORTS = {"junit": "--junitxml={}/junit.xml", "html": "--report-html={}", "json": "--report-json={}"}
ONE = ("seed", "profile", "max_time", "fail_under", "effort", "rate")
MANY = ("provider", "defect", "check", "token_command", "given", "without")
UPSTREAM = ("token", "token_command", "given", "without", "rate")
"""Options that say how to treat a bank's own server."""
INPROC = "inproc"
URL = ("http://", "https://")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("target", default=INPROC)
@click.option("--provider", metavar="NAME", multiple=True, help="Only this vendor; may be given again [default: all].")
@click.option("--profile", metavar="NAME", help="What may be sent: full (to a simulator), read-only or sandbox.")
@click.option("--token", metavar="[API=]TEXT", multiple=True, help="A token for a real upstream [env SIMULATOR_TOKEN].")
@click.option("--token-command", metavar="[API=]COMMAND", multiple=True, help="A command that prints such a token.")
@click.option("--given", metavar="NAME=VALUE", multiple=True, help="An id that a real upstream may be asked about.")
@click.option("--without", metavar="OPERATION", multiple=True, help="Never send this operation to a real upstream.")
@click.option("--rate", metavar="N", type=click.FloatRange(0), help="Calls a second to a real upstream, at most.")
@click.option("--check", metavar="NAME", multiple=True, help="Only this check over exchanges; may be given again.")
@click.option("--seed", metavar="N", type=int, help="What generated cases are drawn from.")
@click.option("--effort", metavar="N", type=click.IntRange(1), help="Multiply the number of generated cases.")
@click.option("--max-time", metavar="SECONDS", type=click.FloatRange(0), help="Begin no test after so many seconds.")
@click.option(
    "--report",
    metavar="FORMAT DIR",
    nargs=2,
    multiple=True,
    help="Write junit, html or json into DIR; may be given again.",
)
@click.option(
    "--fail-under",
    metavar="PERCENT",
    type=click.FloatRange(0),
    help="Fail when less is proven, or with --defects, less is detected.",
)
@click.option("--defect", metavar="NAME", multiple=True, help="Seed a known bug into the in-process simulator.")
@click.option("--defects", is_flag=True, help="Run the suite against each known bug, and print the detection score.")
@click.argument("more", nargs=-1, type=click.UNPROCESSED)
def command(
    target: str, report: tuple[tuple[str, str], ...], more: tuple[str, ...], *, defects: bool, **options: Any
) -> int:
    """Run the contract suite against TARGET: `inproc` (a fresh simulator) or a URL.

    Whatever follows is handed to pytest, for example `-k search -x -n 2`. Leaves with 0 (all well), 1 (findings),
    2 (a word that is not known), 4 (unreachable) or 5 (nothing ran).
    """
    if target.startswith("-"):
        if any(word.startswith(URL) for word in more):
            raise Failure(f"TARGET comes first: simulator test URL {target} …")
        target, more = INPROC, (target, *more)
    _addressed(target, options)
    words = [f"--target={target}", *_words(options), *_reports(report)]
    if defects:
        if any(form != "json" for form, _ in report):
            raise Failure("--report: with --defects, json is what there is")
        return python("contract_tests.matrix", [*words, *more])
    quiet = ["-q", "--no-header", "-p", "no:cacheprovider", "--tb=no"]
    random = ["-p", "no:randomly"] if find_spec("pytest_randomly") else []
    place = str(folder())
    bundles = Path(tempfile.mkdtemp(prefix="simulator-findings-"))
    try:
        suite = [*quiet, *random, place, f"--bundles={bundles}", *words, *more]
        return python("pytest", suite, CODES, token=" ".join(options["token"]))
    finally:
        with contextlib.suppress(OSError):
            bundles.rmdir()  # it stays where something was found


def _addressed(target: str, options: dict[str, Any]) -> None:
    if target != INPROC and not target.startswith(URL):
        raise Failure(f"expected inproc or a URL that begins with http, got {target!r}")
    if target != INPROC:
        split(target)
    told = [name.replace("_", "-") for name in UPSTREAM if options[name]]
    if told and options["profile"] in (None, "full"):
        raise Failure(f"--{told[0]} is for a real upstream; say which with --profile read-only or --profile sandbox")
    if "/s/" in target and options["profile"] in (None, "full"):
        raise Failure(
            f"expected the simulator's own address, without /s/…: the suite makes its sandboxes; got {target!r}"
        )
    if options["defect"] and target != INPROC:
        raise Failure(f"a bug is seeded into the in-process simulator alone; start {target} with `serve --defect`")


def _words(options: dict[str, Any]) -> Iterator[str]:
    for name in ONE:
        if options[name] is not None:
            yield f"--{name.replace('_', '-')}={options[name]}"
    for name in MANY:
        yield from (f"--{name.replace('_', '-')}={value}" for value in options[name])


def _reports(wanted: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for form, place in wanted:
        if form not in REPORTS:
            raise Failure(f"--report: expected {', '.join(REPORTS)}, got {form!r}")
        try:
            Path(place).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(f"--report: {place}: {error.strerror}") from None
        yield REPORTS[form].format(place)
