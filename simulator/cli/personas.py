"""`simulator personas`."""

from pathlib import Path

import click

from simulator import resources
from simulator.cli.failure import Failure
from simulator.cli.remote import printed, table
from simulator.fixtures import FixtureError, read
from simulator.providers import PROVIDERS
from simulator.providers.provider import sections

__all__ = ["command"]


@click.command()
@click.option("--fixtures", multiple=True, metavar="DIR", help="More fixtures; may be given again.")
@click.option("--json", "whole", is_flag=True, help="Print their ids too.")
def command(fixtures: tuple[str, ...], whole: bool) -> None:
    """List the people of the bundled fixtures (and of your own), each with the story that makes the case."""
    try:
        cast = read([resources.folder("fixtures"), *map(Path, fixtures)], sections(PROVIDERS))
    except FixtureError as error:
        raise Failure(str(error)) from None
    if not whole:
        table(((one.name, one.story) for one in cast.personas), ("name", "story"))
        return
    printed([{"name": one.name, "story": one.story, **_ids(one)} for one in cast.personas])


def _ids(persona: object) -> dict[str, object]:
    known = getattr(persona, "sections", {})
    return {name: one.casting.identities(persona) for name, one in PROVIDERS.items() if name in known}
