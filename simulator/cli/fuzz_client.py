"""`simulator fuzz-client`: a client's own command, run again and again on answers that are edited."""

from importlib import import_module
from typing import Any

import click

from simulator.cli import suite
from simulator.cli.client import FLAGS, RUNNING, set_up
from simulator.cli.failure import Failure

__all__ = ["command"]

REPORTS = ("json",)


@click.command("fuzz-client", context_settings={"allow_interspersed_args": False})
@click.argument("command", metavar="-- CMD...", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--url", "-u", metavar="URL", envvar="SIMULATOR_URL", help=RUNNING)
@click.option("--api", metavar="NAME", default="banno-admin", help="What SIMULATOR_TOKEN opens [default: banno-admin].")
@click.option(
    "--persona", metavar="[API=]NAME", multiple=True, help="Whose the token of an API is; may be given again."
)
@click.option("--scenario", metavar="NAME", help="Set this scene first, for each run.")
@click.option("--users", metavar="N", help="Add this many generated users to the bank [default: 0].")
@click.option("--fixtures", metavar="DIR", multiple=True, help="More fixtures for it; may be given again.")
@click.option("--clock", metavar="CLOCK", help="Its clock: wall, frozen, or frozen:<instant> [default: wall].")
@click.option("--tier", metavar="T1..T4", multiple=True, help="Only edits of this tier; may be given again.")
@click.option("--seed", metavar="N", type=int, default=0, help="Where the search begins [default: 0].")
@click.option("--runs", metavar="N", type=click.IntRange(0), default=200, help="Runs of the search [default: 200].")
@click.option("--jobs", "-j", metavar="N", type=click.IntRange(1, 64), default=4, help="Runs at a time [default: 4].")
@click.option(
    "--max-time", metavar="SECONDS", type=click.FloatRange(0), default=10.0, help="End a run then [default: 10]."
)
@click.option(
    "--max-total", metavar="SECONDS", type=click.FloatRange(0), default=300.0, help="Stop looking then [default: 300]."
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first cause of failure.")
@click.option("--plans", metavar="DIR", default="fuzz-plans", help="Where plans are saved [default: fuzz-plans].")
@click.option("--plan", metavar="FILE", help="Only replay this plan.")
@click.option("--report", metavar="FORMAT DIR", nargs=2, multiple=True, help="Write json into DIR.")
def command(tier: tuple[str, ...], report: tuple[tuple[str, str], ...], **options: Any) -> int:
    """Run a client's own CMD again and again on answers that are edited, and show the fewest edits that break it.

    CMD must pass a plain run. Then each answer is edited in each place: T1 within the spec, T2 legal but odd, T3 as of
    a later version, T4 as of a bad network. CMD fails when it crashes, hangs, floods, asks what the spec does not
    allow, or believes what is not so (it may append beliefs to the file SIMULATOR_BELIEFS). Leaves with 0 (it bears
    all), 1 (it does not), 2 (usage), 4 (unreachable) or 5 (CMD made no request, or no edit fits).
    """
    if unknown := {form for form, _ in report} - set(REPORTS):
        raise Failure(f"--report: expected {', '.join(REPORTS)}, got {unknown.pop()!r}")
    if options["runs"] and not options["plan"]:
        suite.folder()
    wish = set_up(options, [name for name in FLAGS if name != "seed"])
    tiers = {"tiers": tier} if tier else {}
    code: int = import_module("contract_tests.client.fuzz.session").main(reports=report, **tiers, **wish)
    return code
