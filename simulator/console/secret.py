"""What a page does not show: values whose names call them secret, in JSON and in whatever else was sent."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.json import decode, encode

__all__ = ["HIDDEN", "discreet", "hushed", "masked", "unquoted"]

Json = Any
HIDDEN = "••••••"
WORDS = "passw|secret|token|otp|verifier|one_?time|securityanswer"
SECRET = re.compile(f"{WORDS}|^pin$", re.IGNORECASE)
SECRETS = re.compile(r"^(backup_?)?codes$", re.IGNORECASE)
"""Lists of which nothing is shown."""
NAME = rf"(?:(?:{WORDS})[\w.%\[\]-]{{0,40}}|\bpin|\b(?:backup_?)?codes)"
SAID = re.compile(
    rf"({NAME}(?:=|\\*[\"']?\s*[:=]\s*))"
    r"""((?<==)[^&\r\n]+|(?!\s|"")(?:"(?:[^"\\]|\\.)+"?|\[[^\]]+\]?|[^&\r\n]+))""",
    re.IGNORECASE,
)
"""A secret's name and its value: in a form and a query up to the next pair; in JSON the text or the list or, where that
is broken, the rest of the line.
"""
GOT = re.compile(r', got ("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
"""What came, behind what was expected where."""
NAMED = re.compile(NAME, re.IGNORECASE)


def masked(value: Json) -> Json:
    """The value with dots in the place of what a member's name calls secret."""
    if isinstance(value, dict):
        return {name: HIDDEN if _secret(name, inner) else masked(inner) for name, inner in value.items()}
    return [masked(inner) for inner in value] if isinstance(value, list) else value


def hushed(text: str) -> str:
    """The same of what is no JSON: a form, an address, JSON that is broken."""
    return SAID.sub(lambda found: found[1] + (f'"{HIDDEN}"' if found[2].startswith('"') else HIDDEN), text)


def unquoted(said: str) -> str:
    """The same of what is said about a message, which quotes it."""
    *parts, rest = GOT.split(said)
    told = zip(parts[::2], parts[1::2], strict=True)
    return "".join(f"{where}, got {HIDDEN if NAMED.search(where) else hushed(came)}" for where, came in told) + rest


def discreet(exchange: Mapping[str, Any]) -> dict[str, Any]:
    """The exchange as a page shows it."""
    asked, answered = exchange["request"], exchange["response"]
    return {
        **exchange,
        "request": {**_message(asked), "target": hushed(asked["target"])},
        "response": _message(answered),
        "violations": [unquoted(said) for said in exchange["violations"]],
    }


def _message(message: Mapping[str, Any]) -> dict[str, Any]:
    return {**message, "headers": list(_headers(message["headers"])), "body": _body(message["body"])}


def _headers(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        quiet = unquoted if name == "x-simulator-hint" else hushed
        yield name, HIDDEN if SECRET.search(name) else quiet(value)


def _body(body: str) -> str:
    """The body as it came, unless there is a secret in it."""
    try:
        value = decode(body)
        hidden = masked(value)
    except (ValueError, RecursionError):
        return hushed(body)
    if not isinstance(value, dict | list):
        return hushed(body)
    return body if hidden == value and hushed(body) == body else encode(hidden).decode()


def _secret(name: str, value: Json) -> bool:
    kind = SECRETS if isinstance(value, list) else SECRET if isinstance(value, str) else None
    return bool(value) and kind is not None and bool(kind.search(name))
