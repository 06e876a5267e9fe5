"""One edit of one answer, and edits as faults that a simulator plans."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

TIERS = {
    "T1": "within the spec",
    "T2": "legal, but odd in its relations",
    "T3": "what a later version of the API may say",
    "T4": "what a network and a busy server do",
}
EDIT = "edit"
"""The kind of fault that alters an answer in places; several of them at one answer are one."""
REFUSED_BEFORE = frozenset({401, 413})
WAITS = frozenset({"latency", "slow-body"})


@dataclass(frozen=True)
class Edit:
    """What is told otherwise: in the `nth` answer of an operation (1 is the first) or, if it is `lasting`, in that and
    all after it. `at` is the JSON pointer of the place, empty for the whole answer; `what` says it in words.

    `fault` is the kind and the members of the fault that does it.
    """

    operation: str
    nth: int
    tier: str
    what: str
    fault: dict[str, Any] = field(hash=False)
    at: str = ""
    lasting: bool = False

    def __str__(self) -> str:
        calls = f"{self.operation} from call {self.nth} on" if self.lasting else f"call {self.nth} of {self.operation}"
        return f"{calls}: {f'{self.at} ' if self.at else ''}{self.what}"

    @property
    def slow(self) -> bool:
        """Whether it makes the client wait."""
        return self.whole and (self.lasting or self.fault["kind"] in WAITS)

    def befalls(self, operation: str, nth: int) -> bool:
        """Whether it is meant for the `nth` call of an operation."""
        return self.operation == operation and (self.nth == nth or (self.lasting and self.nth < nth))

    @property
    def slot(self) -> tuple[str, int, str]:
        """What only one edit can have: a place in one answer, or all of that answer."""
        return self.operation, self.nth, self.at

    @property
    def whole(self) -> bool:
        """Whether it takes the place of the answer, or of how that is delivered, so that nothing else is told there."""
        return bool(self.fault["kind"] != EDIT)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Self:
        """The edit that was written as JSON. Raises TypeError and KeyError for what is none."""
        made = cls(**plain)
        if made.tier not in TIERS or not isinstance(made.fault["kind"], str):
            raise KeyError(made.tier)
        return made


def is_counted(status: int, fault: str) -> bool:
    """Whether a call so answered reached the faults, so that they counted it: some are refused before, but an answer of
    theirs may look like that.
    """
    return status not in REFUSED_BEFORE or bool(fault)


def compatible(edits: Iterable[Edit]) -> list[Edit]:
    """The edits without those that others before them leave no room for."""
    kept: list[Edit] = []
    for one in edits:
        if not any(_clash(one, other) for other in kept):
            kept.append(one)
    return kept


def faults(edits: Iterable[Edit]) -> list[dict[str, Any]]:
    """The faults that carry the edits out, in the order in which they have to be planned.

    A call is held against faults in turn and stops at the one that it draws, so those for later calls come first.
    """
    by_answer: dict[tuple[str, int, bool, str], dict[str, Any]] = {}
    for one in edits:
        key = (one.operation, one.nth, one.lasting, EDIT if not one.whole else json.dumps(one.fault))
        fault = by_answer.setdefault(key, {**one.fault, "put": {}, "drop": []} if not one.whole else {**one.fault})
        if not one.whole:
            fault["put"] |= one.fault.get("put", {})
            fault["drop"] += one.fault.get("drop", [])
    return [
        {**fault, "operation": operation, "skip": nth - 1, **({} if lasting else {"count": 1})}
        for (operation, nth, lasting, _), fault in sorted(by_answer.items(), key=lambda item: -item[0][1])
    ]


def _clash(one: Edit, other: Edit) -> bool:
    if one.operation != other.operation:
        return False
    if one.lasting or other.lasting:
        earlier, later = sorted((one, other), key=lambda each: each.nth)
        return earlier.lasting or earlier.nth == later.nth
    if one.nth != other.nth:
        return False
    return one.whole or other.whole or _nested(one.at, other.at) or _nested(other.at, one.at)


def _nested(inner: str, outer: str) -> bool:
    return inner == outer or inner.startswith(outer + "/")
