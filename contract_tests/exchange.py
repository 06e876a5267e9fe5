"""One request and the reply to it, as values that know nothing of frameworks, transports or the simulator."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from contract_tests.operation import Operation

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """An HTTP request as it goes out: `target` is the raw path with its query, already percent-encoded."""

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The raw query string, without the question mark."""
        return self.target.partition("?")[2]

    @property
    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """The headers as bytes; a value that came as bytes of no known text goes out as it came."""
        return [(name.encode("latin-1"), value.encode("utf-8", "surrogateescape")) for name, value in self.headers]

    @property
    def json(self) -> Any:
        """The body read as JSON; None when it is absent or no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


@dataclass(frozen=True)
class Response:
    """An HTTP reply as it came in."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, whatever the case of its name; None when it is absent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def media_type(self) -> str | None:
        """The media type without parameters, in lower case."""
        value = self.header("content-type")
        return value.partition(";")[0].strip().lower() if value else None

    @property
    def json(self) -> Any:
        """The body read as JSON; raises ValueError when it is none."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Exchange:
    """A request, its reply, and the operation of a bundled spec that it addressed (None when it is no vendor route).

    `fault` is the kind of fault that befell it, as far as that is known.
    """

    request: Request
    response: Response
    operation: Operation | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""

    @property
    def status(self) -> int:
        """The status of the reply."""
        return self.response.status

    @property
    def json(self) -> Any:
        """The reply's body read as JSON."""
        return self.response.json

    @property
    def body(self) -> bytes:
        """The reply's body."""
        return self.response.body

    @property
    def accepted(self) -> bool:
        """Whether the reply says yes."""
        return 200 <= self.response.status < 300

    @property
    def hint(self) -> str | None:
        """What the simulator adds to explain the reply."""
        return self.response.header("X-Simulator-Hint")

    def header(self, name: str) -> str | None:
        """A header of the reply."""
        return self.response.header(name)

    def __str__(self) -> str:
        """One line that names the call and its answer, for messages of failed tests."""
        sent, got = self.request, self.response
        asked = f"{sent.method} {sent.target[:200]} {sent.body[:200]!r}"
        return f"{asked} -> {got.status} {got.body[:300]!r} hint={self.hint!r}"
