"""What a client says that it believes, held against what the simulator knows.

A client appends lines to the file that SIMULATOR_BELIEFS names: JSON objects with `get`, the path of a GET, `at`, a
JSON pointer into its answer, and what is there: `is`, a value, or `count`, a number of items.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from contract_tests.client.fuzz.edit import Edit
from contract_tests.pointer import ABSENT, found_at
from contract_tests.tape import SANDBOX

MEMBERS = {"get", "at", "is", "count"}
ASKED = re.compile("[!-~]+")
"""What may stand in a request as it is."""


@dataclass(frozen=True)
class Belief:
    """That a GET of this path would answer so. `count` where the number of items is meant, and not the value."""

    path: str
    at: str
    value: Any
    count: bool = False

    def __str__(self) -> str:
        said = f"{self.value!r} items" if self.count else repr(self.value)
        return f"GET {self.path} has {said} at {self.at or 'the top'}"

    def holds(self, body: Any) -> bool:
        """Whether the answer says the same. What is absent is null."""
        found = found_at(body, self.at)
        if self.count:
            return isinstance(found, list) and len(found) == self.value
        return _same(None if found is ABSENT else found, self.value)

    def told_by(self, edits: Iterable[Edit]) -> bool:
        """Whether an edit told the client so, or told it nothing of this member."""
        name = self.at.rpartition("/")[2]
        for edit in edits:
            for pointer, value in edit.fault.get("put", {}).items():
                if any(self._is(one) for one in _named(name, pointer, value)):
                    return True
            if self.value is None and any(one.rpartition("/")[2] == name for one in edit.fault.get("drop", ())):
                return True
            if any(self._is(one) for one in _named(name, "", edit.fault.get("body"))):
                return True
        return False

    def _is(self, value: Any) -> bool:
        return (isinstance(value, list) and len(value) == self.value) if self.count else _same(value, self.value)


class Unbelievable(ValueError):
    """A line that is no belief; the message says why, and what one looks like."""


def read(lines: Iterable[str]) -> Iterator[Belief]:
    """The beliefs. Raises Unbelievable."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _belief(number, line)


def wrong(beliefs: Iterable[Belief], edits: Iterable[Edit], ask: Callable[[str], Any]) -> Iterator[tuple[Belief, Any]]:
    """The beliefs that contradict the simulator, each with what it has there. `ask` is the body of the answer to a GET;
    None where it is refused.
    """
    told = list(edits)
    for belief in beliefs:
        body = ask(belief.path)
        if not belief.holds(body) and not belief.told_by(told):
            found = found_at(body, belief.at)
            yield belief, None if found is ABSENT else found


def _belief(number: int, line: str) -> Belief:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        raise Unbelievable(f"line {number} of its beliefs is no JSON: {line.strip()[:200]}") from None
    if not isinstance(told, dict) or not _whole(told) or not (path := _path(told["get"])):
        raise Unbelievable(_expected(number, line))
    counts = "count" in told
    return Belief(path, told.get("at", ""), told["count" if counts else "is"], counts)


def _whole(told: dict[str, Any]) -> bool:
    """Whether all is there that makes a belief, in the right types, and nothing else."""
    if set(told) - MEMBERS or not isinstance(told.get("get"), str) or ("count" in told) == ("is" in told):
        return False
    at = told.get("at", "")
    return isinstance(at, str) and (not at or at.startswith("/")) and type(told.get("count", 0)) is int


def _path(said: str) -> str:
    """The path and the query of an address or a path, without what chooses a sandbox; empty for what is none."""
    try:
        address = urlsplit(said)
    except ValueError:
        return ""
    path = SANDBOX.sub("", address.path, count=1) + (f"?{address.query}" if address.query else "")
    return path if ASKED.fullmatch(said) and path.startswith("/") else ""


def _expected(number: int, line: str) -> str:
    return (
        f"line {number} of its beliefs is none: {line.strip()[:200]}; expected "
        '{"get": PATH, "at": POINTER, "is": VALUE} or "count": N in the place of "is"'
    )


def _same(one: Any, other: Any) -> bool:
    """JSON's equality: true is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _named(name: str, pointer: str, value: Any) -> Iterator[Any]:
    """Every value of a member of this name that is told at a place or below it."""
    if pointer and pointer.rpartition("/")[2] == name:
        yield value
    if isinstance(value, dict):
        for member, inner in value.items():
            yield from _named(name, f"/{member}", inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(name, "", inner)
