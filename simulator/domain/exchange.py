"""An exchange is one request with its response and what we make of the two: the value that journal, recorder and
checks share.
"""

from typing import Literal

from msgspec import Struct

__all__ = ["Drawn", "Exchange", "Request", "Response", "Verdict"]

Verdict = Literal["valid", "request-invalid", "reply-invalid", "refused", "faulted", "unknown-operation"]
Headers = tuple[tuple[str, str], ...]


class Request(Struct, frozen=True):
    """What came in. `target` is path and query as sent."""

    method: str
    target: str
    headers: Headers
    body: bytes


class Response(Struct, frozen=True):
    """What went out, or would have if no fault had kept it back or cut it; status 0 where there never was an answer."""

    status: int
    headers: Headers
    body: bytes


class Drawn(Struct, frozen=True, gc=False):
    """The planned fault that a call drew, and its kind."""

    id: str
    kind: str


class Exchange(Struct, frozen=True):
    """One request and its response. `at` is the sandbox's instant, `duration_us` real microseconds spent.

    `operation` is empty where the address named none; `hint` is what the caller was told beside the vendor's answer;
    `fault` is the planned fault that the call drew.
    """

    id: str
    sandbox: str
    at: str
    duration_us: int
    operation: str
    verdict: Verdict
    request: Request
    response: Response
    hint: str = ""
    violations: tuple[str, ...] = ()
    fault: Drawn | None = None
