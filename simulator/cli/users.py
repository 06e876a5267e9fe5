"""`simulator users`."""

import json

import click

from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, at, printed, table

__all__ = ["command"]

UUID_LENGTH = 36
TELLING = ("status", "username", "email")
"""Members of a stored user that a list shows, as far as the provider's users have them: the first two."""
provider = click.option("--provider", default="banno", show_default=True, metavar="NAME", help="Whose users.")


@click.group()
def command() -> None:
    """List, show, edit, lock, unlock and delete users, outside the vendor's rules."""


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
    users = found["items"]
    known = [member for member in TELLING if users and member in users[0]][:2]
    rows = [(one["userId"], *(one[member] or "" for member in known), _name(one)) for one in users]
    table(rows, ("id", *known, "name"))
    click.echo(f"{found['total']} in all")


@command.command()
@click.argument("user", metavar="ID|PERSONA")
@provider
@at
def show(user: str, provider: str, url: str | None, sandbox: str | None) -> None:
    """Print everything that is stored of one user."""
    printed(_ask(Remote(url, sandbox), "GET", provider, user))


@command.command()
@click.argument("user", metavar="ID|PERSONA")
@click.argument("member", nargs=-1, required=True, metavar="NAME=JSON...")
@provider
@at
def edit(user: str, member: tuple[str, ...], provider: str, url: str | None, sandbox: str | None) -> None:
    """Change stored members of one user, for example status=Locked memoMode=true email=null."""
    patch = dict(_member(text) for text in member)
    printed(_ask(Remote(url, sandbox), "PATCH", provider, user, body=patch))


@command.command()
@click.argument("user", metavar="ID|PERSONA")
@provider
@at
def lock(user: str, provider: str, url: str | None, sandbox: str | None) -> None:
    """Lock one user; Customers Bank calls it frozen, and Narmi archives the user, too."""
    _ask(Remote(url, sandbox), "PATCH", provider, user, body=_locking(provider, locked=True))


@command.command()
@click.argument("user", metavar="ID|PERSONA")
@provider
@at
def unlock(user: str, provider: str, url: str | None, sandbox: str | None) -> None:
    """Unlock one user, whatever the vendor's rules say."""
    _ask(Remote(url, sandbox), "PATCH", provider, user, body=_locking(provider, locked=False))


@command.command()
@click.argument("user", metavar="ID|PERSONA")
@provider
@at
def delete(user: str, provider: str, url: str | None, sandbox: str | None) -> None:
    """Delete one user."""
    _ask(Remote(url, sandbox), "DELETE", provider, user)


def _locking(provider: str, *, locked: bool) -> dict[str, object]:
    """The stored member that shuts a user out. Raises Failure for a provider that has none we know of."""
    known: dict[str, dict[str, object]] = {
        "banno": {"status": "Locked" if locked else "Active"},
        "customers_bank": {"isFrozen": locked},
        "narmi": {"locked": locked, "archived": locked},
    }
    if provider not in known:
        raise Failure(f"no lock is known for users of {provider!r} (known: {', '.join(known)}); see `users edit`")
    return known[provider]


def _ask(remote: Remote, method: str, provider: str, user: str, body: object = None) -> object:
    """Ask about a user by id, or by the name of the persona."""
    if len(user) != UUID_LENGTH:
        personas = {one["name"]: one.get(provider, {}) for one in remote.ask("GET", "/personas")["items"]}
        user = personas.get(user, {}).get("userId", user)
    return remote.ask(method, "/users/{}/{}", provider, user, body=body)


def _name(user: dict[str, str]) -> str:
    return f"{user['firstName']} {user['lastName']}" if "firstName" in user else user.get("name") or ""


def _member(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Failure(f"expected NAME=JSON, got {text!r}; for example status=Locked")
    try:
        return name, json.loads(value, parse_constant=str)
    except ValueError:
        return name, value
