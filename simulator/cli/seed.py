"""`simulator seed`: fixtures into a running sandbox, or generated ones into a file."""

from pathlib import Path
from typing import Any

import click

from simulator import resources
from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, at
from simulator.fixtures import Cast, FixtureError, read
from simulator.fixtures.writing import entries, written
from simulator.providers import PROVIDERS
from simulator.providers.provider import sections

__all__ = ["command"]

SECTIONS = sections(PROVIDERS)


@click.command()
@click.argument("source", required=False, metavar="[FILE|DIR]")
@click.option("--generate", type=click.IntRange(1, 1_000_000), metavar="N", help="Make up N users instead.")
@click.option("--seed", "number", type=click.IntRange(0), default=0, metavar="K", help="What they are made up from.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to write the made-up users.")
@at
def command(
    source: str | None, generate: int | None, number: int, out: Path | None, url: str | None, sandbox: str | None
) -> None:
    """Load the fixtures in FILE or DIR into a running sandbox: all of them, or none if one is wrong.

    With --generate, write made-up users as a fixture file instead: the same ones every time for the same seed.
    """
    if generate is not None and source is not None:
        raise Failure("expected a file to load or --generate, not both")
    if generate is not None:
        _generated(generate, number, out)
    elif source is not None:
        _loaded(Path(source), Remote(url, sandbox))
    else:
        raise Failure("expected a file or directory to load, or --generate N --out FILE")


def _loaded(source: Path, remote: Remote) -> None:
    cast = _read([source], beside=_read([resources.folder("fixtures")]))
    answer = remote.ask("POST", "/fixtures", body=entries(cast))
    click.echo(f"loaded institutions: {answer['institutions']}, personas: {answer['personas']}")
    if cast.clients or cast.scenarios:
        click.echo("clients and scenarios were left out: only `simulator serve --fixtures` takes them", err=True)


def _generated(count: int, seed: int, out: Path | None) -> None:
    from simulator.fixtures.generate import generated

    institutions = _read([resources.folder("fixtures")]).institutions
    text = written(generated(seed, count, institutions, SECTIONS))
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise Failure(f"{out}: cannot be written ({error.strerror})") from None
    click.echo(f"wrote {count} users to {out}; `simulator serve --fixtures {out}` adds them")


def _read(paths: list[Path], **more: Any) -> Cast:
    try:
        return read(paths, SECTIONS, **more)
    except FixtureError as error:
        raise Failure(str(error)) from None
