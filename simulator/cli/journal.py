"""`simulator journal`."""

from typing import Any

import click

from simulator.cli.remote import Remote, at, printed, table

__all__ = ["command"]


@click.command()
@click.argument("identity", required=False, metavar="[ID]")
@click.option("--limit", type=int, default=20, show_default=True, help="How many to show, newest first.")
@click.option("--clear", is_flag=True, help="Forget them all.")
@click.option("--json", "whole", is_flag=True, help="Print everything about them.")
@at
def command(identity: str | None, limit: int, clear: bool, whole: bool, url: str | None, sandbox: str | None) -> None:
    """Show what was asked and answered; with ID (from X-Simulator-Request-Id), one exchange in full."""
    remote = Remote(url, sandbox)
    if clear:
        remote.ask("DELETE", "/journal")
        return
    if identity:
        printed(remote.ask("GET", "/journal/{}", identity))
        return
    found = remote.ask("GET", "/journal", limit=limit)
    if whole:
        printed(found)
        return
    rows = [
        (one["id"], one["response"]["status"], _verdict(one), one["request"]["method"], one["request"]["target"])
        for one in found["items"]
    ]
    table(rows, ("id", "status", "verdict", "method", "target"))


def _verdict(exchange: dict[str, Any]) -> str:
    fault = exchange["fault"]
    return f"{exchange['verdict']}: {fault['kind']}" if fault else str(exchange["verdict"])
