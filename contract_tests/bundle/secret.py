"""No secret leaves with a bundle: tokens become names, and what a reply tells once is blacked out."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from contract_tests.exchange import Headers, Request, Response
from contract_tests.tape import SANDBOX, Said

TOKENS = "/_simulator/v1/tokens"
GIVEN = "{token}"
BLACK = "***"
TOLD_ONCE = frozenset({"access_token", "refresh_token", "id_token", "secretText", "password", "client_secret"})
CARRYING = frozenset({"location", "set-cookie"})
"""Headers of replies in which secrets travel; no operation of the specs has one of them."""
MEMBER = re.compile(rf"""(["'](?:{"|".join(sorted(TOLD_ONCE))})["']\s*:\s*["'])[^"']*(["'])""")
TOKEN = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]*")
BEARER = re.compile(r"(?i)\b(bearer|basic)\s+\S+")


def redacted(said: Iterable[Said], *, simulator: bool) -> Iterator[Said]:
    """The same exchanges with `{token:N}` for the token that exchange N gave out.

    At a real upstream every credential is `{token}`: which one it was is for whoever replays it to know.
    """
    names: dict[str, str] = {}
    for number, (request, response) in enumerate(said):
        if given := minted(request, response):
            names[given] = f"{{token:{number}}}"
        told = replace(response, headers=_told(response.headers), body=blackened(response.body))
        yield _without(request, names, simulator=simulator), told


def hushed(text: str) -> str:
    """A message without what a reply tells once, and without tokens."""
    return TOKEN.sub(GIVEN, MEMBER.sub(rf"\1{BLACK}\2", text))


def filled(request: Request, tokens: dict[str, str]) -> Request:
    """The request with the tokens of this replay in the places of their names."""
    return _exchanged(request, {name: token for name, token in tokens.items() if token})


def minted(request: Request, response: Response) -> str:
    """The token that this exchange gave out; empty where it gave out none."""
    path = SANDBOX.sub("", request.path, count=1)
    if (request.method, path, response.status) != ("POST", TOKENS, 201):
        return ""
    return str(response.json["access_token"])


def blackened(body: bytes) -> bytes:
    """A reply's body with what is told once blacked out; as it is where it holds no such thing."""
    if not any(name.encode() in body for name in TOLD_ONCE):
        return body
    try:
        return json.dumps(_black(json.loads(body)), ensure_ascii=False, separators=(",", ":")).encode()
    except ValueError:
        return body


def _without(request: Request, names: dict[str, str], *, simulator: bool) -> Request:
    request = _exchanged(request, names)
    if simulator:
        return request
    return replace(request, headers=tuple((name, _hidden(name, value)) for name, value in request.headers))


def _told(headers: Headers) -> Headers:
    return tuple((name, BLACK if name.lower() in CARRYING else value) for name, value in headers)


def _hidden(name: str, value: str) -> str:
    return "{cookie}" if name.lower() == "cookie" else BEARER.sub(rf"\1 {GIVEN}", value)


def _exchanged(request: Request, names: dict[str, str]) -> Request:
    if not names:
        return request
    headers: Headers = tuple((name, _replaced(value, names)) for name, value in request.headers)
    body = request.body
    for old, new in names.items():
        body = body.replace(old.encode(), new.encode())
    return replace(request, target=_replaced(request.target, names), headers=headers, body=body)


def _replaced(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def _black(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: BLACK if name in TOLD_ONCE and one else _black(one) for name, one in value.items()}
    return [_black(one) for one in value] if isinstance(value, list) else value
