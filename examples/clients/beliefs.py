"""What a program believes of the bank when it ends, for somebody who wants to check: lines in $SIMULATOR_BELIEFS."""

import json
import os
from typing import Any


class Beliefs:
    """One value for each place, a JSON pointer into the answer of a GET; the last one counts."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], dict[str, Any]] = {}

    def hold(self, get: str, at: str, value: Any) -> None:
        """Believe that this GET answers this value there."""
        self._held[get, at] = {"is": value}

    def count(self, get: str, at: str, number: int) -> None:
        """Believe that the list there has so many items."""
        self._held[get, at] = {"count": number}

    def drop(self, get: str, at: str) -> None:
        """Believe nothing of this place any longer: somebody is about to change it."""
        self._held.pop((get, at), None)

    def state(self) -> None:
        """Append them to the file, if there is one."""
        place = os.environ.get("SIMULATOR_BELIEFS")
        if not place:
            return
        lines = [json.dumps({"get": get, "at": at, **what}) + "\n" for (get, at), what in self._held.items()]
        with open(place, "a", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would slow the start
            file.writelines(lines)
