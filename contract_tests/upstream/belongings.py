"""Whose what is, at an upstream: what the run was given, what it made itself, and what belongs to strangers.

What a creation answers is only a promise. An id may be written once the upstream has shown it under a label (an e-mail
address, a credential's name) that this run made up, and has never shown it under another.
"""

import os
import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from contract_tests.exchange import Response
from contract_tests.operation import Operation

TAG = "contract-suite"
SHOWN = {
    "getPartnerUser": ("userId", "id", "email"),
    "listPartnerUsers": ("userId", "id", "email"),
    "listCredentials": ("id", "keyId", "displayName"),
}
"""Where things are shown: the path variable that their ids are for, and the members that hold id and label."""

MADE = {"createPartnerUser": ("userId", "id"), "createCredential": ("id", "keyId")}


class Belongings:
    """What may be read and written. `run` is part of every label of this run, and of no other's."""

    LABELS: ClassVar[Mapping[str, str]] = {"createPartnerUser": "email", "createCredential": "displayname"}

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = {name: value.lower() for name, value in given.items()}
        # Two runs at one upstream must not meet: neither chance nor the wall clock is needed for that.
        self.run = f"{TAG}-{uuid.uuid5(uuid.NAMESPACE_OID, f'{os.getpid()} {time.monotonic_ns()}').hex[:12]}"
        self._count = 0
        self._labels: dict[str, str] = {}
        self._promised: set[tuple[str, str]] = set()
        self._mine: dict[tuple[str, str], str] = {}
        self._strange: set[tuple[str, str]] = set()

    def label(self) -> str:
        """A name that nobody else has."""
        self._count += 1
        return f"{self.run}-{self._count}"

    def labelled(self, id: str, members: Mapping[str, Any]) -> bool:
        """Whether what a creation makes would bear a label of this run; `members` have lower-case names."""
        return str(members.get(self.LABELS[id], "")).startswith(f"{self.run}-")

    def making(self, id: str, body: Any) -> None:
        """A creation is about to be sent, so its label may be met from now on."""
        members = {name.lower(): value for name, value in body.items()} if isinstance(body, dict) else {}
        if id in self.LABELS:
            self._labels[str(members[self.LABELS[id]]).casefold()] = MADE[id][0]

    def learn(self, id: str, response: Response) -> None:
        """Take from a reply what was made, and what turns out to be whose."""
        if response.status // 100 != 2 or id not in {**SHOWN, **MADE}:
            return
        for item in _items(response):
            if id in MADE:
                variable, member = MADE[id]
                self._promised.add((variable, str(item.get(member)).lower()))
            else:
                variable, member, label = SHOWN[id]
                self._met((variable, str(item.get(member)).lower()), str(item.get(label)).casefold())

    def _met(self, thing: tuple[str, str], label: str) -> None:
        if self._labels.get(label) != thing[0]:
            self._strange.add(thing)
            self._mine.pop(thing, None)
        elif thing not in self._strange:
            self._mine[thing] = label

    def readable(self, variable: str, id: str) -> bool:
        """Whether a thing may be read: given, promised by a creation, or shown to be this run's."""
        thing = (variable, id.lower())
        return self._is_given(variable, id) or thing in self._promised or thing in self._mine

    def writable(self, operation: Operation, variable: str, id: Any) -> bool:
        """Whether a thing may be written: shown to be this run's, or given; what was given is never deleted."""
        if isinstance(id, str) and (variable, id.lower()) in self._mine:
            return True
        return operation.method != "DELETE" and self._is_given(variable, id)

    def left(self) -> list[tuple[str, str]]:
        """The things of this run that were not removed, as path variable and id, the newest first."""
        return list(reversed(self._mine))

    def removed(self, variable: str, id: str) -> None:
        """A thing of this run is no more; it may still be read, to see that it is not there."""
        self._mine.pop((variable, id.lower()), None)
        self._promised.add((variable, id.lower()))

    def _is_given(self, variable: str, id: Any) -> bool:
        return isinstance(id, str) and self._given.get(variable) == id.lower()


def _items(response: Response) -> Iterator[Mapping[str, Any]]:
    """The objects that a reply shows; none of one that cannot be read."""
    try:
        body = response.json
    except ValueError:
        return
    found = body.get("items", [body]) if isinstance(body, dict) else body
    yield from (each for each in found if isinstance(each, dict)) if isinstance(found, list) else ()
