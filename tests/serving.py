"""A simulator in a process of its own, as a user starts it, on a port that was free."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

__all__ = ["ROOT", "Server", "command", "served"]

ROOT = Path(__file__).parent.parent
PATIENCE_SECONDS = 60


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """That of this process without settings of a simulator, and with this checkout on the path."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("SIMULATOR_", "PYTHON"))}
    return {**plain, "PYTHONPATH": str(ROOT), **(more or {})}


def command(*words: str) -> list[str]:
    """The words that run the command."""
    return [sys.executable, "-m", "simulator", *words]


class Server:
    """A running server. `banner` is what it said when it began to answer."""

    def __init__(self, process: subprocess.Popen[str], errors: IO[str]) -> None:
        self.process = process
        self._errors = errors
        self.banner = self._said()
        found = re.search(r"Control API +(http://(\S+):(\d+))/_simulator/v1", self.banner)
        assert found is not None, f"no server: {self.banner}{self.complaints()}"
        self.url, self.host, self.port = found[1], found[2], int(found[3])

    def _said(self) -> str:
        """Everything up to the last line of the banner, or to the end where it never comes."""
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if line.lstrip().startswith("--header"):
                break
        return "".join(lines)

    def complaints(self) -> str:
        """What it wrote to standard error so far."""
        self._errors.seek(0)
        return self._errors.read()

    def ask(self, method: str, target: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Any:
        """One exchange on a connection of its own: the status, the raw headers in order, and the body."""
        connection = HTTPConnection(self.host, self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, target, body or None, dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.getheaders(), response.read()
        finally:
            connection.close()

    def stopped(self, signal: int) -> int:
        """The exit code after this signal."""
        self.process.send_signal(signal)
        return self.process.wait(PATIENCE_SECONDS)


@contextmanager
def served(*flags: str, folder: Path = ROOT, more: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A server that lives as long as the block. Started in `folder`, with `more` in its environment."""
    with TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command("serve", "--port", "0", *flags),
            cwd=folder,
            env=environment(more),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        watchdog = threading.Timer(PATIENCE_SECONDS, process.kill)
        watchdog.start()
        try:
            server = Server(process, errors)
            watchdog.cancel()
            yield server
        finally:
            watchdog.cancel()
            process.kill()
            process.communicate()
