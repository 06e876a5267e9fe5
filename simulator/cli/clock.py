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
    context.obj = Remote(url, sandbox)
    if context.invoked_subcommand is None:
        printed(context.obj.ask("GET", "/clock"))


@command.command()
@click.argument("instant", required=False)
@click.pass_obj
def freeze(remote: Remote, instant: str | None) -> None:
    """Stop the clock at INSTANT (ISO 8601), or where it is."""
    _set(remote, {"freeze": instant or True})


@command.command()
@click.argument("seconds", type=float)
@click.pass_obj
def advance(remote: Remote, seconds: float) -> None:
    """Move the clock on by SECONDS."""
    _set(remote, {"advance": seconds})


@command.command()
@click.pass_obj
def reset(remote: Remote) -> None:
    """Let the clock tell the time it began with."""
    _set(remote, {"reset": True})


def _set(remote: Remote, wish: dict[str, Any]) -> None:
    printed(remote.ask("PUT", "/clock", body=wish))
