"""A client that is a function of this process: each run is a thread, and an exception is how it fails."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

from contract_tests.client.fuzz.said import Said
from contract_tests.client.fuzz.stage import BELIEFS
from contract_tests.client.given import variable
from contract_tests.client.running import CannotRun, Ending

STEP_SECONDS = 0.05
GRACE_SECONDS = 3.0
"""How long a thread that took too long may go on before nothing more can be tried: nobody can end it."""
UNSAID: Any = object()


@dataclass(frozen=True)
class Bank:
    """What a function under test is given: the base URL, tokens, and somewhere to say what it believes."""

    url: str
    _environment: Mapping[str, str] = field(repr=False)

    def token(self, api: str = "banno-admin") -> str:
        """An access token that opens the sandbox, by API. Raises LookupError listing the APIs."""
        return self._environment[variable(api)]

    def believe(self, get: str, at: str, *, equals: Any = UNSAID, count: int | None = None) -> None:
        """Say that a GET of this path has, at this JSON pointer, this value or so many items."""
        said = {"count": count} if equals is UNSAID else {"is": equals}
        with Path(self._environment[BELIEFS]).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"get": get, "at": at, **said}) + "\n")


class Function:
    """A function that is called with a Bank."""

    def __init__(self, function: Callable[[Bank], object]) -> None:
        self._function = function

    def __call__(
        self, environment: Mapping[str, str], seconds: float, asks_too_much: Callable[[], str]
    ) -> tuple[Ending, Said]:
        """Call it. Raises CannotRun where it cannot be waited for any longer."""
        raised: list[BaseException] = []
        bank = Bank(environment["SIMULATOR_URL"], environment)
        thread = Thread(target=_called, args=(self._function, bank, raised), name="client", daemon=True)
        begun = time.monotonic()
        thread.start()
        stopped = _watched(thread, begun + seconds, asks_too_much)
        took = time.monotonic() - begun
        if stopped:
            thread.join(seconds + GRACE_SECONDS)
        if thread.is_alive():
            raise CannotRun(
                f"the function {stopped or 'did not end'}, and goes on: a thread cannot be ended from outside"
            )
        error = raised[0] if raised else None
        return Ending(_code(error), stopped, took), Said.by(error) if error else Said()


def _called(function: Callable[[Bank], object], bank: Bank, raised: list[BaseException]) -> None:
    try:
        function(bank)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is how the client failed
        raised.append(error)


def _watched(thread: Thread, deadline: float, asks_too_much: Callable[[], str]) -> str:
    """Why it has to end; empty where it ended."""
    while time.monotonic() < deadline:
        thread.join(STEP_SECONDS)
        if not thread.is_alive():
            return ""
        if told := asks_too_much():
            return told
    return "it did not end in time"


def _code(error: BaseException | None) -> int:
    if error is None:
        return 0
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    return 1
