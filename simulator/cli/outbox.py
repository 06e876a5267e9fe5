"""`simulator outbox`."""

import click

from simulator.cli.remote import Remote, at, printed, table

__all__ = ["command"]


@click.command()
@click.option("--latest", is_flag=True, help="Only the newest message, in full.")
@click.option("--link", is_flag=True, help="Only the link of the newest message.")
@click.option("--clear", is_flag=True, help="Throw all messages away.")
@click.option("--json", "whole", is_flag=True, help="Print everything about them.")
@at
def command(latest: bool, link: bool, clear: bool, whole: bool, url: str | None, sandbox: str | None) -> None:
    """Show the messages that users were sent, newest first."""
    remote = Remote(url, sandbox)
    if clear:
        remote.ask("DELETE", "/outbox")
    elif link:
        click.echo(remote.ask("GET", "/outbox/latest")["link"])
    elif latest:
        printed(remote.ask("GET", "/outbox/latest"))
    else:
        _all(remote.ask("GET", "/outbox"), whole)


def _all(found: dict[str, list[dict[str, str]]], whole: bool) -> None:
    if whole:
        printed(found)
        return
    rows = [(one["at"], one["channel"], one["to"], one["subject"] or one["text"]) for one in found["items"]]
    table(rows, ("at", "channel", "to", "subject"))
