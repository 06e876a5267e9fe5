"""`simulator specs`."""

import click

from simulator import resources
from simulator.cli.failure import Failure
from simulator.cli.remote import table
from simulator.openapi.load import documents

__all__ = ["command"]


@click.command()
@click.argument("name", required=False)
@click.option("--path", "path_only", is_flag=True, help="Print where the file lies instead of what it says.")
def command(name: str | None, path_only: bool) -> None:
    """List the bundled OpenAPI documents, or print the one called NAME (such as banno/user-search)."""
    folder = resources.folder("specs")
    if name is None:
        table(((one.name, one.title) for one in documents(folder)), ("name", "title"))
        return
    files = {f"{path.parent.name}/{path.stem}": path for path in sorted(folder.glob("*/*.yaml"))}
    if name not in files:
        raise Failure(f"unknown spec {name!r}; known: {', '.join(files)}")
    click.echo(files[name] if path_only else files[name].read_text("utf-8"))
