"""`simulator token`."""

from typing import Any

import click

from simulator.cli.remote import Remote, at, printed

__all__ = ["command"]


@click.command()
@click.argument("api", default="banno-admin")
@click.option("--persona", "-p", metavar="NAME", help="Whose token: a persona's name or a user's id.")
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="Only this scope; may be given again.")
@click.option(
    "--permission", "permissions", multiple=True, metavar="ID", help="Only this permission; may be given again."
)
@click.option("--expires-in", type=int, metavar="SECONDS", help="How long it is good for [default: 3600].")
@click.option(
    "--defect", metavar="KIND", help="expired, bad-signature, wrong-algorithm, none-algorithm, wrong-sandbox, not-yet."
)
@click.option("--json", "whole", is_flag=True, help="Print the whole answer, not only the token.")
@at
def command(url: str | None, sandbox: str | None, whole: bool, **wish: Any) -> None:
    """Print an access token for API: banno-admin, banno-consumer, customers-bank, narmi.

    Scopes and permissions left out mean all of them.
    """
    asked = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in wish.items()
        if value not in (None, ())
    }
    answer = Remote(url, sandbox).ask("POST", "/tokens", body=asked)
    if whole:
        printed(answer)
    else:
        click.echo(answer["access_token"])
