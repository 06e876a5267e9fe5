"""What a run finds: one broken promise, where, the claims it breaks, and how to see it again."""

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from contract_tests.exchange import Request

LAYERS = ("conformance", "checks", "model", "journeys")
"""Who may find something: Schemathesis, checks over all exchanges, model-based machines, written journeys."""

MESSAGE_MAX = 2000
TOKEN = re.compile(r"(?i)'authorization: bearer [\w.\-]{20,}'")
SAID_BY_ITSELF = frozenset(
    {"host", "user-agent", "accept-encoding", "connection", "content-length", "x-schemathesis-testcaseid"}
)


@dataclass(frozen=True)
class Finding:
    """A promise that was seen broken. `operation` is the operationId, empty where it is about several.

    `request_id` names the exchange that shows it, where there is one; `bundle` is the file that replays it; `times`
    counts how often the same was found.
    """

    layer: str
    title: str
    message: str
    operation: str = ""
    claims: tuple[str, ...] = ()
    test: str = ""
    curl: str = ""
    request_id: str = ""
    bundle: str = ""
    times: int = 1

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two findings the same one."""
        return self.layer, self.operation, self.title

    @property
    def plain(self) -> dict[str, Any]:
        """The finding as JSON."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Finding":
        """The finding that was written as JSON."""
        return cls(**{**plain, "claims": tuple(plain["claims"])})


class Broken(AssertionError):
    """A test that knows what it found says so with this."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{one.title}: {one.message}" for one in self.findings))


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Equal findings as one, with the first one's evidence; in the order of layers, then as they came."""
    found: dict[tuple[str, str, str], Finding] = {}
    for one in findings:
        before = found.get(one.key)
        found[one.key] = one if before is None else _joined(before, one)
    return sorted(found.values(), key=lambda one: LAYERS.index(one.layer))


def _joined(before: Finding, again: Finding) -> Finding:
    claims = tuple(dict.fromkeys((*before.claims, *again.claims)))
    bundle = before.bundle or again.bundle
    return replace(before, claims=claims, bundle=bundle, times=before.times + again.times)


def curl(url: str, request: Request) -> str:
    """The request as a curl line, without what curl says by itself; a token is left to the variable TOKEN."""
    words = ["curl", "-i", "-X", request.method]
    for name, value in request.headers:
        if name.lower() not in SAID_BY_ITSELF and (name.lower(), value) != ("accept", "*/*"):
            words += ["-H", f"{name}: {value}"]
    if request.body and not any(name.lower() == "content-type" for name, _ in request.headers):
        words += ["-H", "Content-Type:"]
    body = ["--data-raw", _quoted(request.body)] if request.body else []
    line = " ".join([shlex.join(words), *body, shlex.quote(url + request.target)])
    return TOKEN.sub('"Authorization: Bearer $TOKEN"', line).encode("utf-8", "backslashreplace").decode()


def _quoted(body: bytes) -> str:
    """A body as a word of a shell; one that is no text in the shell's own escapes."""
    try:
        return shlex.quote(body.decode("utf-8"))
    except UnicodeDecodeError:
        return "$'" + "".join(f"\\x{byte:02x}" for byte in body) + "'"


def replay(bundle: str, target: str) -> str:
    """The command that plays a bundle again, there where it was found."""
    there = [] if target == "inproc" else ["--target", target]
    return shlex.join(["simulator", "replay", *there, bundle])


def layer_of(parts: Sequence[str]) -> str:
    """The layer of a test, by the folders it lies in."""
    return next((one for one in ("conformance", "model") if one in parts), "journeys")
