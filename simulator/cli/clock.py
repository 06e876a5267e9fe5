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
    context.obj = (url, sandbox)
    if context.invoked_subcommand is None:
        printed(Remote(url, sandbox).ask("GET", "/clock"))


@command.command()
@click.argument("instant", required=False)
@at
def freeze(instant: str | None, url: str | None, sandbox: str | None) -> None:
    """Stop the clock at INSTANT (ISO 8601), or where it is."""
    _set(url, sandbox, {"freeze": instant or True})


@command.command()
@click.argument("seconds", type=float)
@at
def advance(seconds: float, url: str | None, sandbox: str | None) -> None:
    """Move the clock on by SECONDS."""
    _set(url, sandbox, {"advance": seconds})


@command.command()
@at
def reset(url: str | None, sandbox: str | None) -> None:
    """Let the clock tell the time it began with."""
    _set(url, sandbox, {"reset": True})


def _set(url: str | None, sandbox: str | None, wish: dict[str, Any]) -> None:
    """Move the clock of the sandbox named behind the verb, or else before it."""
    before: tuple[str | None, str | None] = click.get_current_context().obj
    printed(Remote(url or before[0], sandbox or before[1]).ask("PUT", "/clock", body=wish))
