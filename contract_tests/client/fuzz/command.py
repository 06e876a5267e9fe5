"""A client that is a command: each run is a process of its own, and what it says goes to a file."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile

from contract_tests.client.fuzz.said import Said
from contract_tests.client.running import Ending, run

KEPT_BYTES = 64_000


@dataclass(frozen=True)
class Command:
    """The words of a command."""

    words: Sequence[str]

    def __call__(
        self, environment: Mapping[str, str], seconds: float, asks_too_much: Callable[[], str]
    ) -> tuple[Ending, Said]:
        """Run it. Raises CannotRun."""
        with TemporaryFile() as errors:
            ending = run(self.words, environment, seconds, asks_too_much, (subprocess.DEVNULL, errors))
            errors.seek(max(0, errors.seek(0, 2) - KEPT_BYTES))
            return ending, Said.of(errors.read().decode("utf-8", "replace"))
