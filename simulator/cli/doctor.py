"""`simulator doctor`: what may be wrong with this installation, and how to mend it."""

import socket
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import click

from simulator import __version__
from simulator.app import composed
from simulator.fixtures import FixtureError
from simulator.settings import SettingsError, gathered

__all__ = ["command"]

PARTS = (
    "starlette",
    "uvicorn",
    "httptools",
    "msgspec",
    "joserfc",
    "cryptography",
    "jsonschema-rs",
    "pyyaml",
    "faker",
    "click",
)
SUITE = ("pytest", "schemathesis", "hypothesis", "httpx2")


@click.command()
def command() -> int:
    """Say what may be wrong with this installation. Leaves with 1 when something is."""
    click.echo(f"simulator {__version__}, Python {sys.version.split()[0]}")
    for absent in _missing(SUITE):
        click.echo(f"- note: {absent} is not installed; only `simulator test` needs it (extra [test])")
    found = [f"{absent} is not installed; the simulator needs it" for absent in _missing(PARTS)] + list(_setup())
    for finding in found:
        click.echo(f"- {finding}")
    click.echo(f"findings: {len(found)}" if found else "nothing wrong")
    return 1 if found else 0


def _missing(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        try:
            version(name)
        except PackageNotFoundError:
            yield name


def _setup() -> Iterator[str]:
    try:
        settings = gathered({})
        composed(settings)
    except (SettingsError, FixtureError, ValueError) as error:
        yield str(error)
        return
    with socket.socket() as probe:
        if probe.connect_ex((settings.host, settings.port)) == 0:
            yield f"port {settings.port} is taken, perhaps by a simulator that runs; `serve --port 0` takes a free one"
