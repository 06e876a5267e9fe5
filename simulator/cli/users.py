"""`simulator users`."""

import json
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import click

from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, at, printed, table

__all__ = ["command"]

UUID_LENGTH = 36
Json = Mapping[str, Any]
LIST_MAX = 1000
"""Users that a list asks for at once."""
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
    """List users whose names or e-mail address contain TEXT; Narmi's, whose names or login do."""
    found = Remote(url, sandbox).ask("GET", "/users", provider=provider, query=text, limit=LIST_MAX)
    if whole:
        printed(found)
        return
    users, columns = found["items"], {"id": _id, **_columns(provider, found["items"]), "name": _name}
    table(([told(one) for told in columns.values()] for one in users), columns)
    if len(users) < found["total"]:
        click.echo(f"the first {len(users)} of {found['total']}; find the others by TEXT")
    else:
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


def _id(user: Json) -> str:
    return str(user["userId"])


def _name(user: Json) -> str:
    return f"{user['firstName']} {user['lastName']}" if "firstName" in user else user.get("name") or ""


def _managed(user: Json) -> str:
    """How one of Narmi's users stands: locked, archived, both or active."""
    return ", ".join(state for state in ("locked", "archived") if user[state]) or "active"


COLUMNS: Mapping[str, Mapping[str, Callable[[Json], object]]] = {
    "banno": {"status": itemgetter("status"), "username": itemgetter("username")},
    "customers_bank": {
        "status": lambda user: "frozen" if user["isFrozen"] else "active",
        "email": itemgetter("email"),
    },
    "narmi": {
        "status": _managed,
        "type": itemgetter("type"),
        "login": lambda user: f"{user['login']} (temporary)" if user["temporaryLogin"] else user["login"],
        "last login": itemgetter("lastLoginAt"),
    },
}
"""What a list tells of each provider's users, between id and name."""


def _columns(provider: str, users: Sequence[Json]) -> Mapping[str, Callable[[Json], object]]:
    """Of a provider that nobody here knows, what its users have of the usual members."""
    usual = (member for member in ("status", "username", "email") if users and member in users[0])
    return COLUMNS.get(provider) or {member: itemgetter(member) for member in usual}


def _member(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Failure(f"expected NAME=JSON, got {text!r}; for example status=Locked")
    try:
        return name, json.loads(value, parse_constant=str)
    except ValueError:
        return name, value
