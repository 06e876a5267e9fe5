"""`simulator clock`."""

from typing import Any

import click

from simulator.cli.remote import Remote, at, printed

__all__ = ["command"]


@click.group(invoke_without_command=True)
@at
@click.pass_context
def command(context: click.Context, url: str | None, sandbox: str | None) -> None:
    """Show a sandbox's clock, or freeze, advance or reset it."""
    if context.invoked_subcommand is None:
        printed(Remote(url, sandbox).ask("GET", "/clock"))


@command.command()
@click.argument("instant", required=False)
@at
def freeze(instant: str | None, url: str | None, sandbox: str | None) -> None:
    """Stop the clock at INSTANT (ISO 8601), or where it is."""
    _set(Remote(url, sandbox), {"freeze": instant or True})


@command.command()
@click.argument("seconds", type=float)
@at
def advance(seconds: float, url: str | None, sandbox: str | None) -> None:
    """Move the clock on by SECONDS."""
    _set(Remote(url, sandbox), {"advance": seconds})


@command.command()
@at
def reset(url: str | None, sandbox: str | None) -> None:
    """Let the clock tell the time it began with."""
    _set(Remote(url, sandbox), {"reset": True})


def _set(remote: Remote, wish: dict[str, Any]) -> None:
    printed(remote.ask("PUT", "/clock", body=wish))
