"""What a bundle holds, and how it is written to a file and read from one."""

import base64
import functools
import json
import os
import platform
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from contract_tests.exchange import Request, Response
from contract_tests.finding import Finding
from simulator import __version__, testing

FORMAT = 1
Json = dict[str, Any]


class Refused(ValueError):
    """A file that is no bundle that can be replayed, and why."""


@dataclass(frozen=True)
class Settings:
    """How the target was set up. `simulator` is False where a real upstream answered; `target` is its address."""

    target: str
    seed: int
    defects: tuple[str, ...] = ()
    simulator: bool = True

    @property
    def exact(self) -> bool:
        """Whether the same calls must be answered with the same bytes: in-process, where the clock is frozen."""
        return self.target == "inproc"


@dataclass(frozen=True)
class Bundle:
    """A finding with its exchanges, in order. `state` is what the sandbox was like before the last of them, if told."""

    finding: Finding
    settings: Settings
    said: tuple[tuple[Request, Response], ...]
    state: Json | None = None

    @property
    def plain(self) -> Json:
        """The bundle as JSON, without its digest."""
        return {
            "bundle": FORMAT,
            "versions": versions(),
            "settings": asdict(self.settings),
            "finding": {**self.finding.plain, "bundle": ""},
            "state": self.state,
            "exchanges": [_exchange(request, response) for request, response in self.said],
        }


@functools.cache
def versions() -> Json:
    """What made the bundle: the simulator, the specs by their digest, and the Python."""
    return {"simulator": __version__, "specs": digest(testing.specs()), "python": platform.python_version()}


def digest(specs: Any) -> str:
    """Sixteen digits that are others as soon as anything in a spec, or in several, is another."""
    return sha256(json.dumps(specs, sort_keys=True, default=str).encode()).hexdigest()[:16]


def saved(bundle: Bundle, file: Path) -> Path:
    """Write the bundle; returns the file, which is there as a whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    plain = bundle.plain
    half = file.with_name(f"{file.name}.{os.getpid()}")
    half.write_text(json.dumps({**plain, "digest": _digest(plain)}, indent=1) + "\n", "utf-8")
    return half.replace(file)


def loaded(file: Path) -> Bundle:
    """The bundle in a file. Raises Refused, saying what is wrong with it."""
    try:
        plain = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise Refused(f"{file}: cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"{file}: is no JSON ({error}); it may have been cut off") from None
    if not isinstance(plain, dict) or "bundle" not in plain:
        raise Refused(f"{file}: is no bundle; `simulator test --report json DIR` writes bundles")
    if plain["bundle"] != FORMAT:
        raise Refused(f"{file}: is a bundle of format {plain['bundle']!r}, this version reads format {FORMAT}")
    if plain.pop("digest", None) != _digest(plain):
        raise Refused(f"{file}: was changed or damaged since it was written; its digest does not fit")
    try:
        bundle = _bundle(plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(f"{file}: has other members than this version knows ({type(error).__name__}: {error})") from None
    if not bundle.said:
        raise Refused(f"{file}: holds no exchange, so there is nothing to ask again")
    return bundle


def _bundle(plain: Json) -> Bundle:
    settings = {**plain["settings"], "defects": tuple(plain["settings"]["defects"])}
    said = tuple((_request(one["request"]), _response(one["response"])) for one in plain["exchanges"])
    return Bundle(Finding.of(plain["finding"]), Settings(**settings), said, plain["state"])


def _digest(plain: Json) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _exchange(request: Request, response: Response) -> Json:
    sent = {"method": request.method, "target": request.target, "headers": _plain(request.headers)}
    got = {"status": response.status, "headers": _plain(response.headers)}
    return {"request": sent | _body(request.body), "response": got | _body(response.body)}


def _plain(headers: tuple[tuple[str, str], ...]) -> list[list[str]]:
    """Headers as JSON can hold them: bytes of no known text are written as Latin-1 after a mark."""
    return [[name, _marked(value)] for name, value in headers]


def _marked(value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return "latin-1:" + value.encode("utf-8", "surrogateescape").decode("latin-1")
    return value


def _unmarked(value: str) -> str:
    if not value.startswith("latin-1:"):
        return value
    return value.removeprefix("latin-1:").encode("latin-1").decode("utf-8", "surrogateescape")


def _body(body: bytes) -> Json:
    try:
        return {"body": body.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}


def _bytes(one: Json) -> bytes:
    return base64.b64decode(one["base64"]) if "base64" in one else str(one["body"]).encode()


def _headers(one: Json) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), _unmarked(str(value))) for name, value in one["headers"])


def _request(one: Json) -> Request:
    return Request(one["method"], one["target"], _headers(one), _bytes(one))


def _response(one: Json) -> Response:
    return Response(one["status"], _headers(one), _bytes(one))
