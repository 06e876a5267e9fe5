"""One client's connection: what a socket sees that an application never does."""

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from simulator import testing
from simulator.connection import Connection
from simulator.http import LINE

HEALTH = b"GET /_simulator/v1/health HTTP/1.1\r\nHost: localhost\r\n"


class Hasty(Connection):
    """A connection that loses its patience within a test."""

    patience_seconds = 0.2


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The port of a simulator."""
    yield from answering(testing.asgi_app())


def answering(app: Any, level: str = "critical") -> Iterator[int]:
    """The port of a server that answers in a thread."""
    config = uvicorn.Config(app, port=0, http=Hasty, ws="none", lifespan="off", log_level=level, log_config=None)
    listening = config.bind_socket()
    listening.listen()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=asyncio.run, args=(server.serve([listening]),))
    thread.start()
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()


def told(port: int, *parts: bytes) -> bytes:
    """All that the server says until it hangs up or has said an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as caller:
        try:
            for part in parts:
                caller.sendall(part)
        except OSError:
            pass
        return caller.recv(1 << 16)


async def hanging_up(scope: Any, receive: Any, send: Any) -> None:
    """Ends the connection in the way that the path names, in the middle of an answer or before it, and answers on."""
    line, (when, how) = scope["extensions"][LINE], scope["path"][1:].split("-")
    last, reset = (b"bye", False) if how == "bytes" else (b"", how == "reset")
    if when == "before":
        line.hang_up(last, reset=reset)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"6")]})
    await send({"type": "http.response.body", "body": b"abc", "more_body": True})
    if when == "amid":
        line.hang_up(last, reset=reset)
    await send({"type": "http.response.body", "body": b"def"})


@pytest.fixture(scope="module")
def hasty() -> Iterator[int]:
    """The port of a server that hangs up."""
    yield from answering(hanging_up, "warning")


def heard(port: int, path: str, times: int = 1) -> bytes:
    """Everything until the server hangs up. Raises ConnectionResetError where it does so by a reset."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as caller:
        caller.sendall(b"GET /%b HTTP/1.1\r\nHost: localhost\r\n\r\n" % path.encode() * times)
        parts = []
        while part := caller.recv(1 << 16):
            parts.append(part)
        return b"".join(parts)


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize(
    ("path", "end"),
    [("before-plain", b""), ("before-bytes", b"bye"), ("amid-plain", b"\r\n\r\nabc"), ("amid-bytes", b"abcbye")],
)
def test_after_the_application_hung_up_nothing_more_is_said(
    hasty: int, path: str, end: bytes, times: int, caplog: pytest.LogCaptureFixture
) -> None:
    said = heard(hasty, path, times)
    assert said.endswith(end)
    assert said.count(b"HTTP/1.1") == ("amid" in path)
    assert b"def" not in said
    assert caplog.text == ""


@pytest.mark.parametrize("path", ["before-reset", "amid-reset"])
def test_an_application_can_have_the_connection_reset(hasty: int, path: str) -> None:
    with pytest.raises(ConnectionResetError):
        heard(hasty, path)


def test_an_answer_arrives_whole(port: int) -> None:
    answer = told(port, HEALTH + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answer.endswith(b"}")


def test_an_answer_without_a_body_is_not_held_back(port: int) -> None:
    assert told(port, b"HEAD /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n").startswith(b"HTTP/1.1 404 ")


def test_two_requests_in_one_write_are_both_answered(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as caller:
        caller.sendall((HEALTH + b"\r\n") * 2)
        heard = b""
        while heard.count(b"HTTP/1.1 200 OK") < 2:
            heard += caller.recv(1 << 16)
    assert heard.count(b'"status":"ok"') == 2


def test_too_many_headers_are_refused(port: int) -> None:
    many = b"".join(b"X-%d: 1\r\n" % number for number in range(101))
    assert told(port, HEALTH + many + b"\r\n").startswith(b"HTTP/1.1 431 ")


def test_a_head_that_never_ends_is_refused(port: int) -> None:
    assert told(port, HEALTH + b"X-Long: ", *[b"x" * 20_000] * 5).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize("hosts", [b"", b"Host: a\r\nHost: b\r\n"])
def test_a_request_names_one_host(port: int, hosts: bytes) -> None:
    assert told(port, b"GET /x HTTP/1.1\r\n" + hosts + b"\r\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "part",
    [b"", b"GET /x", HEALTH, b"POST /_simulator/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\n\r\n{"],
    ids=["nothing", "half a line", "half a head", "half a body"],
)
def test_a_sender_who_stops_halfway_is_told_so(port: int, part: bytes) -> None:
    assert told(port, part).startswith(b"HTTP/1.1 408 ")


def test_a_caller_who_asks_before_sending_is_told_to_go_on(port: int) -> None:
    head = b"POST /_simulator/v1/tokens HTTP/1.1\r\nHost: localhost\r\n"
    head += b"Content-Type: application/json\r\nContent-Length: 21\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as caller:
        caller.sendall(head + b"Expect: 100-continue\r\n\r\n")
        assert caller.recv(1 << 16) == b"HTTP/1.1 100 Continue\r\n\r\n"
        caller.sendall(b'{"api":"banno-admin"}')
        assert caller.recv(1 << 16).startswith(b"HTTP/1.1 201 Created\r\n")


def test_what_nobody_can_read_is_counted(port: int) -> None:
    """And what is HTTP is not, nor silence."""

    def unreadable() -> int:
        _head, _, body = told(port, HEALTH + b"Connection: close\r\n\r\n").partition(b"\r\n\r\n")
        return int(json.loads(body)["unreadable"])

    before = unreadable()
    assert told(port, b"HELO bank\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert told(port, HEALTH + b"X: y\r\n" * 101 + b"\r\n").startswith(b"HTTP/1.1 431 ")
    assert told(port).startswith(b"HTTP/1.1 408 ")
    assert unreadable() == before + 2
