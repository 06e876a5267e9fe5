"""Access tokens of a run: given as they are, or printed by a command that is asked again when one has run out."""

import subprocess
from dataclasses import dataclass, field

PATIENCE_SECONDS = 60.0


class NoToken(Exception):
    """A command printed no token; the message says why, and shows nothing that it printed."""


@dataclass(eq=False)
class Token:
    """The token of one API. Exactly one of `given` and `command` is not empty; neither is ever shown."""

    api: str
    given: str = field(default="", repr=False)
    command: str = field(default="", repr=False)
    _held: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """The token; its command is run when it is asked for the first time. Raises NoToken."""
        self._held = self._held or self.given or self._printed()
        return self._held

    def renewed(self) -> bool:
        """Let the command print another token; False where there is no command, or it prints the same again."""
        before = self._held
        if self.command:
            self._held = self._printed()
        return self._held != before

    def _printed(self) -> str:
        """What the command prints. Its complaints go where the complaints of this process go."""
        wanted: dict[str, object] = {"stdout": subprocess.PIPE, "text": True, "timeout": PATIENCE_SECONDS}
        try:
            done = subprocess.run(self.command, shell=True, check=False, **wanted)  # type: ignore[call-overload]  # noqa: S602
        except subprocess.TimeoutExpired:
            raise NoToken(f"the token command of {self.api} did not end within {PATIENCE_SECONDS:g} s") from None
        words = done.stdout.split()
        if done.returncode or len(words) != 1 or not words[0].isascii():
            raise NoToken(
                f"the token command of {self.api} left with {done.returncode} and printed {len(words)} words; "
                "expected 0 and one token"
            )
        return str(words[0])
