"""What a client said as it ended, on its standard error or as an exception: its last line, and the place in its source
that it names.
"""

import re
import traceback
from dataclasses import dataclass
from pathlib import PurePath
from typing import Self

PYTHON = re.compile(r'^\s*File "([^"]+)", line (\d+)', re.MULTILINE)
SCRIPT = re.compile(r"^\s+at (?:.*\()?(?:file://)?([^\s():]+):(\d+):\d+\)?$", re.MULTILINE)
SHELL = re.compile(r"^([\w./-]+): (?:line )?(\d+): ", re.MULTILINE)
FOREIGN = re.compile(r"/site-packages/|/lib/python3|/node_modules/|^node:|^<")
LINE_CHARS = 300


@dataclass(frozen=True)
class Said:
    """`last` is the line that tells what happened, `place` file and line of it in the client's own source; either
    may be empty.
    """

    last: str = ""
    place: str = ""

    @classmethod
    def of(cls, text: str) -> Self:
        """What a text says. Python tells the innermost place last, JavaScript first."""
        own = [found for found in PYTHON.findall(text) if not FOREIGN.search(found[0])][-1:]
        own = own or [found for found in SCRIPT.findall(text) if not FOREIGN.search(found[0])][:1]
        own = own or SHELL.findall(text)[-1:]
        place = f"{PurePath(own[0][0]).name}:{own[0][1]}" if own else ""
        return cls(_telling(text)[:LINE_CHARS], place)

    @classmethod
    def by(cls, error: BaseException) -> Self:
        """What an exception says."""
        return cls.of("".join(traceback.format_exception(error)))


def _telling(text: str) -> str:
    """The line that names an error, else the last that is not empty."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"[\w.]*(Error|Exception|Exit)\b.*", line)]
    return (named or lines or [""])[-1]
