"""Printed requests out of their files: raw HTTP, curl commands, and bodies of a call that is named beside them."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from contract_tests.exchange import Request

HERE = Path(__file__).parent
DOTS = "\u2022" * 6
"""What the Customers Bank page prints for a token."""


@dataclass(frozen=True)
class Printed:
    """A request as a document prints it, and what comes back according to the document."""

    source: str
    described: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The document, and what the request is for."""
        return f"{self.source}: {self.described['name']}"

    def request(self, filled: Mapping[str, str]) -> Request:
        """The request with host, token and placeholders filled in, and otherwise byte for byte as printed."""
        if "request" in self.described:
            return _raw(_filled(self.described["request"], filled))
        if "command" in self.described:
            return _curl([_filled(word, filled) for word in words(self.described["command"])])
        method, _, path = _filled(self.described["call"], filled).partition(" ")
        headers = (("Authorization", f"Bearer {filled[DOTS]}"), ("Content-Type", "application/merge-patch+json"))
        return Request(method, "/a/consumer/api/v0" + path, headers, self.described["body"].encode())


def all_printed() -> list[Printed]:
    """Every request of every document, in the order of the files."""
    return [printed for source in ("banno-admin", "banno-consumer", "customers-bank") for printed in of(source)]


def of(source: str) -> Iterator[Printed]:
    """The requests that one document prints."""
    for described in yaml.safe_load((HERE / f"{source}.yaml").read_text(encoding="utf-8")):
        yield Printed(source, described)


def words(command: str) -> list[str]:
    """The words of a printed command line, as a shell reads them."""
    return shlex.split(command.replace("\\\n", " "))


def _filled(text: str, filled: Mapping[str, str]) -> str:
    for placeholder, value in filled.items():
        text = text.replace(placeholder, value)
    return text


def _raw(text: str) -> Request:
    head, _, body = text.removesuffix("\n").partition("\n\n")
    first, *lines = head.split("\n")
    method, target, _ = first.split(" ")
    headers = tuple((name, value) for name, _, value in (line.partition(": ") for line in lines))
    return Request(method, target, headers, body.replace("\n", "\r\n").encode())


def _curl(line: list[str]) -> Request:
    pairs = list(zip(line[1::2], line[2::2], strict=True))
    told = dict(pairs)
    headers = tuple(
        (name, value) for name, _, value in (value.partition(": ") for key, value in pairs if key == "--header")
    )
    target = re.sub(r"^https?://[^/]+", "", told["--url"])
    return Request(told["--request"], target, headers, told.get("--data", "").encode())
