"""`simulator users`."""

import json

import click

from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, at, printed, table

__all__ = ["command"]

provider = click.option("--provider", default="banno", show_default=True, metavar="NAME", help="Whose users.")


@click.group()
def command() -> None:
    """List, show, edit, lock and delete users, outside the vendor's rules."""


@command.command("list")
@click.argument("text", default="")
@click.option("--json", "whole", is_flag=True, help="Print everything that is stored of them.")
@provider
@at
def listed(text: str, whole: bool, provider: str, url: str | None, sandbox: str | None) -> None:
    """List users whose names or e-mail address contain TEXT."""
    found = Remote(url, sandbox).ask("GET", "/users", provider=provider, query=text, limit=1000)
    if whole:
        printed(found)
        return
    rows = [
        (one["userId"], one["status"], one["username"], f"{one['firstName']} {one['lastName']}")
        for one in found["items"]
    ]
    table(rows, ("id", "status", "username", "name"))
    click.echo(f"{found['total']} in all")


@command.command()
@click.argument("user_id")
@provider
@at
def show(user_id: str, provider: str, url: str | None, sandbox: str | None) -> None:
    """Print everything that is stored of one user."""
    printed(Remote(url, sandbox).ask("GET", "/users/{}/{}", provider, user_id))


@command.command()
@click.argument("user_id")
@click.argument("member", nargs=-1, required=True, metavar="NAME=JSON...")
@provider
@at
def edit(user_id: str, member: tuple[str, ...], provider: str, url: str | None, sandbox: str | None) -> None:
    """Change stored members of one user, for example status=Locked memoMode=true email=null."""
    patch = dict(_member(text) for text in member)
    printed(Remote(url, sandbox).ask("PATCH", "/users/{}/{}", provider, user_id, body=patch))


@command.command()
@click.argument("user_id")
@provider
@at
def lock(user_id: str, provider: str, url: str | None, sandbox: str | None) -> None:
    """Lock one user."""
    Remote(url, sandbox).ask("PATCH", "/users/{}/{}", provider, user_id, body={"status": "Locked"})


@command.command()
@click.argument("user_id")
@provider
@at
def delete(user_id: str, provider: str, url: str | None, sandbox: str | None) -> None:
    """Delete one user."""
    Remote(url, sandbox).ask("DELETE", "/users/{}/{}", provider, user_id)


def _member(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Failure(f"expected NAME=JSON, got {text!r}; for example status=Locked")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
