"""Calls of a bank's API, made with patience: a limit of time, few repetitions, and no write sent twice in the dark."""

import json
import os
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, NamedTuple
from urllib.parse import urlsplit

TIMEOUT_SECONDS = float(os.environ.get("BANK_TIMEOUT", "2"))
"""How long one call may take, from the connection to the last byte."""
DEADLINE_SECONDS = 4 * TIMEOUT_SECONDS
"""How long all calls together may take."""
PAUSES_SECONDS = (0.2, 0.5)
"""Before the first and the second repetition, unless the bank asks for more."""
LONGEST_WAIT_SECONDS = 3.0
JSON = "application/json"
LARGEST_BODY = 8 * 1024 * 1024
TEMPORARY_FAILURE = 75
"""EX_TEMPFAIL of sysexits.h: nothing was decided, somebody may try again later."""


class GaveUp(Exception):
    """The bank does not answer as it should, or will not have us: somebody may try again later."""


class Settled(Exception):
    """There is nothing to do, for a reason that the program understands and says."""


class Lost(GaveUp):
    """No usable answer. `untouched`: the call was surely not carried out. `after`: seconds to wait before the next."""

    def __init__(self, reason: str, untouched: bool = False, after: float = 0.0) -> None:
        super().__init__(reason)
        self.untouched = untouched
        self.after = after


class Answer(NamedTuple):
    """What the bank said: the status, and the JSON body, None where there is none."""

    status: int
    body: Any


class Bank:
    """A bank's API at an address, opened by a token."""

    def __init__(self, url: str, token: str) -> None:
        self._url = urlsplit(url)
        self._token = token
        self._until = time.monotonic() + DEADLINE_SECONDS

    def read(self, path: str) -> Answer:
        """GET, twice more if need be. Raises Lost when no usable answer comes."""
        return self._patiently("GET", path, None, {}, repeatable=True)

    def write(self, method: str, path: str, body: Any, *, key: str = "", media_type: str = JSON) -> Answer:
        """Send a change, again only when it was surely not carried out, or has an idempotency key. Raises Lost else."""
        headers = {"Content-Type": media_type, **({"x-idempotency-key": key} if key else {})}
        return self._patiently(method, path, json.dumps(body).encode(), headers, repeatable=bool(key))

    def wait(self, seconds: float, reason: str) -> None:
        """Pause, or give up when that would take too long."""
        if seconds > LONGEST_WAIT_SECONDS or time.monotonic() + seconds > self._until:
            raise GaveUp(reason)
        time.sleep(seconds)

    def _patiently(
        self, method: str, path: str, content: bytes | None, headers: dict[str, str], repeatable: bool
    ) -> Answer:
        for pause in (*PAUSES_SECONDS, None):
            try:
                return self._answer(method, path, content, headers)
            except Lost as lost:
                if pause is None or not (repeatable or lost.untouched):
                    raise
                self.wait(max(pause, lost.after), f"{method} {path}: {lost}")
        raise AssertionError("the last pause is None")

    def _answer(self, method: str, path: str, content: bytes | None, headers: dict[str, str]) -> Answer:
        """One exchange on a connection of its own."""
        until = min(time.monotonic() + TIMEOUT_SECONDS, self._until)
        connection = self._connected(until)
        try:
            connection.request(method, self._url.path.rstrip("/") + path, content, self._headers(headers))
            socket = connection.sock
            response = connection.getresponse()
            received = _whole(response, lambda: socket.settimeout(_left(until)))
        except (OSError, HTTPException, ValueError) as problem:
            raise Lost(f"no answer: {type(problem).__name__} {problem}") from problem
        finally:
            connection.close()
        return _judged(response, received)

    def _connected(self, until: float) -> HTTPConnection:
        kind = HTTPSConnection if self._url.scheme == "https" else HTTPConnection
        try:
            connection = kind(self._url.hostname or "", self._url.port, timeout=_left(until))
            connection.connect()
        except OSError as problem:
            raise Lost(f"nobody answers at {self._url.netloc}: {problem}", untouched=True) from problem
        return connection

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}", "Accept": JSON, "Connection": "close", **more}


def bank_of(api: str) -> Bank:
    """The bank that the environment names, opened by the token for this API, such as `BANNO_ADMIN`."""
    token = os.environ.get(f"SIMULATOR_TOKEN_{api}") or os.environ.get("SIMULATOR_TOKEN")
    if not token:
        sys.exit(f"set SIMULATOR_TOKEN_{api} to an access token")
    return Bank(os.environ.get("SIMULATOR_URL", "http://127.0.0.1:8765"), token)


def refused(answer: Answer, doing: str) -> GaveUp:
    """What to raise for a status that leaves nothing else to do."""
    if answer.status == 401:
        return GaveUp(f"{doing}: the token is not accepted (401)")
    if answer.status == 403:
        return GaveUp(f"{doing}: the token does not allow it (403)")
    return GaveUp(f"{doing}: unexpected status {answer.status}")


def ended(program: Callable[[], None]) -> int:
    """Run a program to its end: the exit code, with a word on standard error where it is not 0."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    try:
        program()
    except Settled as reason:
        print(reason)
    except GaveUp as reason:
        print(f"gave up: {reason}", file=sys.stderr)
        return TEMPORARY_FAILURE
    return 0


def _left(until: float) -> float:
    """The seconds that are left, never none: a socket takes 0 for something else."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the time is up")
    return left


def _whole(response: HTTPResponse, before_each: Callable[[], None]) -> bytes:
    """The body, all of it, however slowly it drips."""
    pieces, size = [], 0
    while piece := _next(response, before_each):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_BODY:
            raise HTTPException("the body is too large")
    if response.length:
        raise HTTPException(f"the body lacks {response.length} bytes")
    return b"".join(pieces)


def _next(response: HTTPResponse, before_each: Callable[[], None]) -> bytes:
    if response.isclosed():
        return b""
    before_each()
    return response.read1(65536)


def _judged(response: HTTPResponse, received: bytes) -> Answer:
    """The answer, if it is one. Raises Lost for one that says try again, or that cannot be read."""
    status, after = response.status, retry_after(response.headers.get("Retry-After"))
    if status == 429 or status >= 500:
        raise Lost(f"status {status}", untouched=status == 429, after=after)
    media_type = response.headers.get_content_type()
    is_json = media_type == JSON or media_type.endswith("+json")
    if not received or not (is_json or status < 300):
        return Answer(status, None)
    if not is_json:
        raise Lost(f"status {status} with {media_type} instead of JSON")
    try:
        return Answer(status, json.loads(received))
    except (ValueError, RecursionError) as problem:
        raise Lost(f"status {status} with a body that is no JSON") from problem


def retry_after(value: str | None) -> float:
    """The seconds that a Retry-After header asks for: a number, or a date; 0 where it says neither."""
    if not value:
        return 0.0
    if value.strip().isdecimal():
        return float(value)
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time() + 0.05)
    except (ValueError, OverflowError):
        return 0.0
