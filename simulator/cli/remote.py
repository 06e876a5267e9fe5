"""Talking to a running simulator's control API, and printing what it says."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, TypeVar
from urllib.parse import SplitResult, quote, urlencode, urlsplit

import click

from simulator.cli.failure import UNREACHABLE, Failure

__all__ = ["Remote", "at", "cell", "printed", "split", "table"]

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_URL = "http://127.0.0.1:8765"
TIMEOUT_SECONDS = 30


class Remote:
    """A sandbox of a running simulator, by URL and name."""

    def __init__(self, url: str | None, sandbox: str | None) -> None:
        self.url = (url or os.environ.get("SIMULATOR_URL") or DEFAULT_URL).rstrip("/")
        self.sandbox = sandbox or os.environ.get("SIMULATOR_SANDBOX")
        self._token = os.environ.get("SIMULATOR_CONTROL_TOKEN")

    def ask(self, method: str, path: str, *names: str, body: Any = None, **query: Any) -> Any:
        """The JSON answer (None: no content). Raises Failure with the API's own sentence, or saying what was tried."""
        parts = split(self.url)
        place = path.format(*(quote(name, safe="") for name in names))
        target = f"{parts.path}/_simulator/v1{place}"
        if told := {name: value for name, value in query.items() if value is not None}:
            target += "?" + urlencode(told)
        content = None if body is None else json.dumps(body).encode()
        try:
            status, raw = self._exchange(parts.scheme, parts.netloc, method, target, content)
        except (OSError, HTTPException) as error:
            tried = f"{method} {self.url}{target.removeprefix(parts.path)}"
            mend = "start one with `simulator serve`, or say where it is with --url or SIMULATOR_URL"
            raise Failure(f"no simulator answers: {tried} ({error}); {mend}", UNREACHABLE) from None
        return _read(status, raw, self.url)

    @contextmanager
    def opened(self, place: str, patience_seconds: float) -> Iterator[HTTPResponse]:
        """An answer that is read while it comes. Raises Failure where it is a refusal, and OSError or HTTPException."""
        parts = split(self.url)
        connection = self._connection(parts.scheme, parts.netloc, patience_seconds)
        try:
            connection.request("GET", f"{parts.path}/_simulator/v1{place}", None, self._headers())
            response = connection.getresponse()
            if response.status >= 400:
                _read(response.status, response.read(), self.url)
            yield response
        finally:
            connection.close()

    def _connection(self, scheme: str, host: str, patience_seconds: float) -> HTTPConnection:
        return (HTTPSConnection if scheme == "https" else HTTPConnection)(host, timeout=patience_seconds)

    def _headers(self) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return {**headers, "X-Simulator-Sandbox": quote(self.sandbox, safe="")} if self.sandbox else headers

    def _exchange(self, scheme: str, host: str, method: str, target: str, content: bytes | None) -> tuple[int, bytes]:
        labels = {"Content-Type": "application/json"} if content is not None else {}
        connection = self._connection(scheme, host, TIMEOUT_SECONDS)
        try:
            connection.request(method, target, content, {**labels, **self._headers()})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


def at(function: F) -> F:
    """The options that say which simulator and which sandbox."""
    told = "Name of the sandbox [env SIMULATOR_SANDBOX; default: default]."
    function = click.option("--sandbox", "-s", metavar="NAME", help=told)(function)
    where = f"Address of the simulator [env SIMULATOR_URL; default: {DEFAULT_URL}]."
    return click.option("--url", "-u", metavar="URL", help=where)(function)


def printed(value: Any) -> None:
    """The value as indented JSON."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def table(rows: Iterable[Iterable[Any]], heads: Iterable[str]) -> None:
    """Columns as wide as their widest cell."""
    cells = [[cell(value) for value in row] for row in (heads, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def split(url: str) -> SplitResult:
    """The address in its parts. Raises Failure where it is none."""
    try:
        parts = urlsplit(url)
        if (
            parts.scheme in ("http", "https")
            and parts.hostname
            and parts.port != 0
            and url.isascii()
            and url.isprintable()
            and " " not in url
        ):
            return parts
    except ValueError:
        pass
    raise Failure(f"expected an address such as {DEFAULT_URL}, got {url!r}")


def cell(value: Any) -> str:
    """The value as text on one line; nothing for None."""
    return "" if value is None else "".join(letter if letter.isprintable() else " " for letter in str(value))


def _read(status: int, raw: bytes, url: str) -> Any:
    try:
        answer = json.loads(raw) if raw else None
    except ValueError:
        raise Failure(f"{url} answers, but not as a simulator does (status {status})", UNREACHABLE) from None
    if status >= 400:
        detail = answer.get("detail", answer) if isinstance(answer, dict) else answer
        raise Failure(f"{detail} (status {status})")
    return answer
