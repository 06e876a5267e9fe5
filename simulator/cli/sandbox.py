"""`simulator sandbox`."""

import json
from pathlib import Path

import click

from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, at, printed, table

__all__ = ["command"]


@click.group()
def command() -> None:
    """Make, fork, reset and delete sandboxes; save and load what they hold."""


@command.command("list")
@at
def listed(url: str | None, sandbox: str | None) -> None:
    """List all sandboxes."""
    found = Remote(url, sandbox).ask("GET", "/sandboxes")
    table(([one["id"], one["url"], one["version"]] for one in found["items"]), ("id", "url", "version"))


@command.command()
@click.argument("name", required=False)
@at
def create(name: str | None, url: str | None, sandbox: str | None) -> None:
    """Make a sandbox that begins as all do, called NAME; print its URL."""
    click.echo(Remote(url, sandbox).ask("POST", "/sandboxes", body={"id": name} if name else None)["url"])


@command.command()
@click.argument("parent")
@click.argument("name", required=False)
@at
def fork(parent: str, name: str | None, url: str | None, sandbox: str | None) -> None:
    """Make a sandbox that goes on from where PARENT is, called NAME; print its URL."""
    click.echo(
        Remote(url, sandbox).ask("POST", "/sandboxes/{}/fork", parent, body={"id": name} if name else None)["url"]
    )


@command.command()
@click.argument("name")
@at
def reset(name: str, url: str | None, sandbox: str | None) -> None:
    """Put a sandbox back to its beginning."""
    Remote(url, sandbox).ask("POST", "/sandboxes/{}/reset", name)


@command.command()
@click.argument("name")
@at
def delete(name: str, url: str | None, sandbox: str | None) -> None:
    """Delete a sandbox."""
    Remote(url, sandbox).ask("DELETE", "/sandboxes/{}", name)


@command.command()
@click.argument("name")
@at
def changes(name: str, url: str | None, sandbox: str | None) -> None:
    """Print the records that a sandbox put or deleted."""
    printed(Remote(url, sandbox).ask("GET", "/sandboxes/{}/changes", name))


@command.command()
@click.argument("scenario")
@at
def play(scenario: str, url: str | None, sandbox: str | None) -> None:
    """Set a sandbox's scene as SCENARIO says: its people, and the clock."""
    printed(Remote(url, sandbox).ask("POST", "/scenarios/{}", scenario))


@command.command()
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@at
def save(name: str, file: Path, url: str | None, sandbox: str | None) -> None:
    """Write what a sandbox holds to FILE."""
    state = Remote(url, sandbox).ask("GET", "/sandboxes/{}/state", name)
    try:
        file.write_text(json.dumps(state, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise Failure(f"{file}: cannot be written ({error.strerror})") from None


@command.command()
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@at
def load(name: str, file: Path, url: str | None, sandbox: str | None) -> None:
    """Make a sandbox hold what was saved to FILE."""
    try:
        state = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise Failure(f"{file}: cannot be read ({error.strerror})") from None
    except ValueError as error:
        raise Failure(f"{file}: is no JSON: {error}") from None
    Remote(url, sandbox).ask("PUT", "/sandboxes/{}/state", name, body=state)
