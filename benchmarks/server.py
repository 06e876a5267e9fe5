"""Servers under measurement: started on one core, found on loopback, stopped again."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

__all__ = ["Server", "bare", "simulator"]

SERVER_CORE = "0"
START_SECONDS = 30


class Server:
    """A running process that answers on `port`."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
        """One exchange over a kept connection; a body is sent as JSON and parsed as JSON."""
        status, _, content = self.raw(method, path, None if body is None else json.dumps(body), headers)
        return status, json.loads(content) if content else None

    def raw(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body as they came."""
        sent = {"Content-Type": "application/json"} if body is not None else {}
        self.connection.request(method, path, body, {**sent, **(headers or {})})
        answer = self.connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """A call of the control API that must succeed."""
        status, answer = self.call(method, path, body)
        if status >= 300:
            raise SystemExit(f"{method} {path} answered {status}: {answer}")
        return answer

    def resident_mb(self) -> float:
        """Resident memory of the process in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def cpu_seconds(self) -> float:
        """Processor time that the process has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait(15)


def pinned(*command: str) -> subprocess.Popen[bytes]:
    """Start a Python command on the servers' core."""
    line = ["taskset", "-c", SERVER_CORE, sys.executable, *command]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def simulator(*options: str) -> Iterator[Server]:
    """`simulator serve` as a user starts it, plus the options given."""
    port = free_port()
    with Server(pinned("-m", "simulator", "serve", "--port", str(port), *options), port) as server:
        await_answer(server, "/_simulator/v1/health")
        yield server


@contextmanager
def bare(reply: Path) -> Iterator[Server]:
    """Bare uvicorn that answers the reply in the file."""
    port = free_port()
    with Server(pinned("-m", "benchmarks.bare", str(reply), str(port)), port) as server:
        await_answer(server, "/")
        yield server


def await_answer(server: Server, path: str) -> None:
    """Return as soon as the server answers anything."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            server.raw("GET", path)
        except OSError:
            server.connection.close()
        else:
            return
        if server.process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit("a server under measurement did not start")
        time.sleep(0.001)
