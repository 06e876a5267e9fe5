"""`simulator client`: a client's own command against a sandbox, judged and measured."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, split

__all__ = ["FLAGS", "RUNNING", "command", "set_up"]

REPORTS = ("json", "html")
RUNNING = "Use the simulator that runs there, and start none [env SIMULATOR_URL]."
FLAGS = ("seed", "users", "fixtures", "clock")


@click.command(context_settings={"allow_interspersed_args": False})
@click.argument("command", metavar="-- CMD...", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--url", "-u", metavar="URL", envvar="SIMULATOR_URL", help=RUNNING)
@click.option("--api", metavar="NAME", default="banno-admin", help="What SIMULATOR_TOKEN opens [default: banno-admin].")
@click.option(
    "--persona", metavar="[API=]NAME", multiple=True, help="Whose the token of an API is; may be given again."
)
@click.option("--scenario", metavar="NAME", help="Set this scene first.")
@click.option("--seed", metavar="N", help="What ids are derived from, in a simulator of its own [default: 0].")
@click.option("--users", metavar="N", help="Add this many generated users to it [default: 0].")
@click.option("--fixtures", metavar="DIR", multiple=True, help="More fixtures for it; may be given again.")
@click.option("--clock", metavar="CLOCK", help="Its clock: wall, frozen, or frozen:<instant> [default: wall].")
@click.option(
    "--provider", metavar="NAME", multiple=True, help="Count this vendor's operations [default: those called]."
)
@click.option("--operation", metavar="ID", multiple=True, help="Count this operation; may be given again.")
@click.option(
    "--max-time", metavar="SECONDS", type=click.FloatRange(0), default=60.0, help="End it then [default: 60]."
)
@click.option(
    "--max-requests", metavar="N", type=click.IntRange(1), default=10_000, help="End it after more [default: 10000]."
)
@click.option("--fail-under", metavar="PERCENT", type=float, help="Fail when the client has met less.")
@click.option("--report", metavar="FORMAT DIR", nargs=2, multiple=True, help="Write json or html into DIR.")
def command(report: tuple[tuple[str, str], ...], **options: Any) -> int:
    """Run a client's own CMD against a sandbox, judge every request by the specs, and say what it has never met.

    CMD finds its base URL in SIMULATOR_URL, its token in SIMULATOR_TOKEN, and one for each API in
    SIMULATOR_TOKEN_BANNO_ADMIN and so on. Leaves with 0 (all well), 1 (CMD failed, broke the contract, or has met too
    little), 2 (usage), 4 (unreachable) or 5 (CMD made no request).
    """
    if unknown := {form for form, _ in report} - set(REPORTS):
        raise Failure(f"--report: expected {', '.join(REPORTS)}, got {unknown.pop()!r}")
    code: int = import_module("contract_tests.client.session").main(
        reports=report,
        providers=options.pop("provider"),
        operations=options.pop("operation"),
        **set_up(options, FLAGS),
    )
    return code


def set_up(options: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The options as a wish of the suite: those of `names` as flags of a simulator of its own, or the address of one
    that answers. Raises Failure.
    """
    flags = [word for name in names for word in _flag(name, options.pop(name))]
    url = options.pop("url")
    if url and flags:
        raise Failure(f"{flags[0]} is for a simulator of its own; the one at {url} is set up already")
    if url:
        Remote(split(url).geturl().partition("/s/")[0], None).ask("GET", "/health")
    personas = dict(_persona(told, options["api"]) for told in options.pop("persona"))
    told = {name: value for name, value in options.items() if value is not None or name == "plan"}
    return {"url": url or "", "flags": flags, "personas": personas, **told}


def _flag(name: str, value: Any) -> list[str]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return [word for one in values for word in (f"--{name}", one)]


def _persona(told: str, api: str) -> tuple[str, str]:
    named, _, name = told.rpartition("=")
    return named or api, name
