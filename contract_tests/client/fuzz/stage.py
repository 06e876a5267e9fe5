"""A sandbox in which a client is run again and again, each time from the same beginning and with other edits."""

import json
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.parse import urlsplit

from contract_tests.client.fuzz.belief import Belief, Unbelievable, read, wrong
from contract_tests.client.fuzz.edit import Edit, faults
from contract_tests.client.fuzz.past import count, exchanges
from contract_tests.client.fuzz.run import Run
from contract_tests.client.fuzz.said import Said
from contract_tests.client.running import Ending
from contract_tests.operation import addressed
from contract_tests.tape import SANDBOX
from simulator.testing import Sandbox

BELIEFS = "SIMULATOR_BELIEFS"
PATIENCE_SECONDS = 10
"""For an answer that nothing delays."""


class Client(Protocol):
    """A client that can be run."""

    def __call__(
        self, environment: Mapping[str, str], seconds: float, asks_too_much: Callable[[], str]
    ) -> tuple[Ending, Said]:
        """Run it with this environment, for at most so many seconds and as long as `asks_too_much` says nothing."""


class Stage:
    """A sandbox, a client, its environment with tokens by API, and how many seconds a run may take."""

    def __init__(
        self,
        sandbox: Sandbox,
        client: Client,
        environment: Mapping[str, str],
        tokens: Mapping[str, str],
        seconds: float,
    ) -> None:
        self.sandbox = sandbox
        self._seconds = seconds
        self._clock_moves = sandbox.ask("GET", "/clock")["mode"] != "frozen"
        self._client = client
        self._environment = environment
        self._tokens = tokens
        self._beginning = sandbox.ask("GET", "/sandboxes/{}/state", sandbox.name)

    def run(self, edits: Sequence[Edit], requests: int) -> Run:
        """One run from the beginning, with these edits and at most so many requests. Raises SimulatorError and
        CannotRun.
        """
        self._begin(edits)
        unreadable = self._unreadable()
        with TemporaryDirectory(prefix="simulator-") as folder:
            told = Path(folder, "beliefs")
            environment = {**self._environment, BELIEFS: str(told)}
            ending, said = self._client(environment, self._seconds, lambda: _too_much(self.sandbox, requests))
            lines = told.read_text("utf-8", "replace").split("\n") if told.exists() else []
        exchanged = exchanges(self.sandbox)
        wrongs, unbelievable = self._believed(lines, edits)
        unreadable = self._unreadable() - unreadable
        return Run(ending, said, exchanged, wrongs, unbelievable, unreadable, self._clock_moves)

    def _begin(self, edits: Sequence[Edit]) -> None:
        self.sandbox.ask("POST", "/sandboxes/{}/reset", self.sandbox.name)
        self.sandbox.ask("PUT", "/sandboxes/{}/state", self.sandbox.name, body=self._beginning)
        for fault in faults(edits):
            self.sandbox.ask("POST", "/faults", body=fault)

    def _believed(self, lines: Sequence[str], edits: Sequence[Edit]) -> tuple[list[tuple[Belief, Any]], str]:
        if not lines:
            return [], ""
        for fault in self.sandbox.ask("GET", "/faults")["items"]:
            self.sandbox.ask("DELETE", "/faults/{}", fault["id"])
        try:
            return list(wrong(list(read(lines)), edits, self._truth)), ""
        except Unbelievable as error:
            return [], str(error)

    def _truth(self, path: str) -> Any:
        """What a GET of this path is answered now; None where it is refused, or there is none."""
        base = urlsplit(self.sandbox.url)
        assert base.hostname is not None
        connection = HTTPConnection(base.hostname, base.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", base.path + path, headers={"Authorization": f"Bearer {self._token(path)}"})
            answer = connection.getresponse()
            body = answer.read()
            return json.loads(body) if answer.status == 200 else None
        except (ValueError, OSError, HTTPException):
            return None
        finally:
            connection.close()

    def _token(self, path: str) -> str:
        """The token of the first API whose operation the path is for."""
        operation, _ = addressed("GET", SANDBOX.sub("", path, count=1).partition("?")[0])
        apis = operation.schemes if operation else ()
        return next((self._tokens[api] for api in apis if api in self._tokens), "")

    def _unreadable(self) -> int:
        return int(self.sandbox.ask("GET", "/health").get("unreadable", 0))


def _too_much(sandbox: Sandbox, requests: int) -> str:
    return f"it made more than {requests} requests" if count(sandbox) > requests else ""
