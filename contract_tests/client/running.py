"""A client's own command, run until it ends, takes too long or asks too much; then nothing of it is left."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from contract_tests.client.family import Family

LOOK_AGAIN_SECONDS = 0.25
STEP_SECONDS = 0.05
Outputs = tuple[IO[bytes] | int | None, IO[bytes] | int | None]


class CannotRun(Exception):
    """The command is none, or is not to be run so; the message says why. `code` is what a command leaves with."""

    code = 2


@dataclass(frozen=True)
class Ending:
    """How a client ended: its exit code, what it was ended for (empty: it ended by itself), after how many seconds, how
    many processes it left behind, and how many of them nobody could end.
    """

    code: int
    stopped: str
    seconds: float
    left: int = 0
    alive: int = 0

    @property
    def good(self) -> bool:
        """Whether it ended by itself and called that a success."""
        return self.code == 0 and not self.stopped

    def __str__(self) -> str:
        if self.stopped:
            return f"was ended after {self.seconds:.1f} s: {self.stopped}"
        how = f"with exit code {self.code}" if self.code >= 0 else f"by signal {-self.code}"
        return f"ended {how} after {self.seconds:.1f} s"


def run(
    command: Sequence[str],
    environment: Mapping[str, str],
    seconds: float,
    asks_too_much: Callable[[], str],
    outputs: Outputs = (None, None),
) -> Ending:
    """Run the command for at most so many seconds, and as long as `asks_too_much` says nothing. Its standard output and
    standard error go to `outputs`, or where ours go.

    However this returns or raises, all that the command began has ended. Raises CannotRun.
    """
    family, begun, (out, errors) = Family(), time.monotonic(), outputs
    try:
        process = subprocess.Popen(command, env=environment, start_new_session=True, stdout=out, stderr=errors)
    except OSError as error:
        raise CannotRun(f"cannot run {command[0]!r}: {error.strerror or error}") from None
    stopped, left, alive = "it was interrupted", 0, 0
    try:
        stopped = _watched(process, family, seconds, asks_too_much)
        took = time.monotonic() - begun
    finally:
        left, alive = family.ended(process)
        process.wait()
    return Ending(process.returncode, stopped, took, left, alive)


def _watched(process: subprocess.Popen[bytes], family: Family, seconds: float, asks_too_much: Callable[[], str]) -> str:
    """Why the process has to be ended; empty where it ended."""
    deadline = time.monotonic() + seconds
    look_at = time.monotonic() + LOOK_AGAIN_SECONDS
    while (left := deadline - time.monotonic()) > 0:
        try:
            process.wait(min(left, STEP_SECONDS))
        except subprocess.TimeoutExpired:
            family.buried(process)
            if time.monotonic() > look_at:
                if told := asks_too_much():
                    return told
                look_at = time.monotonic() + LOOK_AGAIN_SECONDS
        else:
            return ""
    return f"it did not end within {seconds:g} s"
