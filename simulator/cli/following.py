"""Server-sent events of the control API, read for as long as somebody wants to: a lost connection is taken up again
behind the last event that was seen.
"""

import time
from collections.abc import Iterable, Iterator
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlencode

import click
from msgspec import Struct
from msgspec.json import decode

from simulator.cli.failure import UNREACHABLE, Failure
from simulator.cli.remote import Remote

__all__ = ["Event", "events", "followed"]

AGAIN_SECONDS = 1.0
SILENT_SECONDS = 60.0
"""The server gives a sign of life every 15 seconds."""


class Event(Struct, frozen=True):
    """One event: what kind it is, the id to come back with, and its content."""

    kind: str
    id: str
    text: str

    @property
    def json(self) -> Any:
        """The content, parsed."""
        return decode(self.text)


def followed(remote: Remote, path: str, after: str, **query: str | None) -> Iterator[Event]:
    """All events from behind that id on. Raises Failure where nobody ever answered, or the simulator says no."""
    told = {name: value for name, value in query.items() if value is not None}
    reached = False
    while True:
        wish = {**told, "after": after} if after else told
        try:
            with remote.opened(f"{path}?{urlencode(wish)}", SILENT_SECONDS) as response:
                reached = True
                for event in events(_lines(response)):
                    after = event.id or after
                    yield event
        except (OSError, HTTPException) as error:
            if not reached:
                mend = "start one with `simulator serve`, or say where it is with --url or SIMULATOR_URL"
                raise Failure(f"no simulator answers: {remote.url} ({error}); {mend}", UNREACHABLE) from None
        click.echo("simulator: the connection is lost; trying again", err=True)
        time.sleep(AGAIN_SECONDS)


def events(lines: Iterable[str]) -> Iterator[Event]:
    """The events in these lines; comments and an unfinished last one are none."""
    kind, identity, parts = "message", "", list[str]()
    for line in lines:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if parts:
                yield Event(kind, identity, "\n".join(parts))
            kind, identity, parts = "message", "", []
        elif name == "event":
            kind = value
        elif name == "id":
            identity = value
        elif name == "data":
            parts.append(value)


def _lines(response: HTTPResponse) -> Iterator[str]:
    while line := response.readline():
        yield line.decode("utf-8", "replace").rstrip("\r\n")
