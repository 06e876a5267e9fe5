"""`simulator journal`."""

import json
from typing import Any

import click

from simulator.cli.following import followed
from simulator.cli.remote import Remote, at, cell, printed, table

__all__ = ["command"]

HEADS = ("id", "status", "verdict", "method", "target")
ROW = "{:16}  {:6}  {:17}  {:6}  {}"


@click.command()
@click.argument("identity", required=False, metavar="[ID]")
@click.option("--limit", type=int, default=20, show_default=True, help="How many to show, newest first.")
@click.option("--follow", "-f", is_flag=True, help="Go on showing what comes in, until you interrupt it.")
@click.option("--operation", metavar="NAME", help="Only exchanges of this operation, for example unlockUser.")
@click.option("--verdict", metavar="NAME", help="Only exchanges judged so: valid, refused, request-invalid, ...")
@click.option("--about", metavar="TEXT", help="Only exchanges with this in target or body, for example a user's id.")
@click.option("--clear", is_flag=True, help="Forget them all.")
@click.option("--json", "whole", is_flag=True, help="Print everything about them.")
@at
def command(
    identity: str | None,
    limit: int,
    follow: bool,
    clear: bool,
    whole: bool,
    url: str | None,
    sandbox: str | None,
    **wanted: str | None,
) -> None:
    """Show what was asked and answered; with ID (from X-Simulator-Request-Id), one exchange in full.

    With --follow, --json prints one exchange a line.
    """
    remote = Remote(url, sandbox)
    if clear:
        remote.ask("DELETE", "/journal")
        return
    if identity:
        printed(remote.ask("GET", "/journal/{}", identity))
        return
    found = remote.ask("GET", "/journal", limit=limit, **wanted)
    if follow:
        _follow(remote, found["items"][::-1], whole, wanted)
    elif whole:
        printed(found)
    else:
        table(map(_row, found["items"]), HEADS)


def _follow(remote: Remote, known: list[dict[str, Any]], whole: bool, wanted: dict[str, str | None]) -> None:
    """The newest there are, oldest first, and then whatever comes."""
    show = _line if whole else _aligned
    if not whole:
        click.echo(ROW.format(*HEADS))
    for exchange in known:
        click.echo(show(exchange))
    after = known[-1]["id"] if known else ""
    for event in followed(remote, "/journal/stream", after, **wanted):
        if event.kind == "exchange":
            click.echo(show(event.json))
        elif event.kind == "dropped":
            click.echo(f"simulator: {event.json['dropped']} exchanges came too fast and are missing here", err=True)


def _line(exchange: dict[str, Any]) -> str:
    return json.dumps(exchange, ensure_ascii=False)


def _aligned(exchange: dict[str, Any]) -> str:
    return ROW.format(*map(cell, _row(exchange))).rstrip()


def _row(exchange: dict[str, Any]) -> tuple[Any, ...]:
    asked, answered = exchange["request"], exchange["response"]
    return exchange["id"], answered["status"], _verdict(exchange), asked["method"], asked["target"]


def _verdict(exchange: dict[str, Any]) -> str:
    fault = exchange["fault"]
    return f"{exchange['verdict']}: {fault['kind']}" if fault else str(exchange["verdict"])
