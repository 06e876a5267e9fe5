"""Asks again what a bundle asked, and says whether what it found still stands.

A test is a function of the replies it got. As long as all of them are the same, so is what it found; a check over
exchanges is simply run again.
"""

import contextlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from contract_tests.bank import CONTROL
from contract_tests.bundle import secret
from contract_tests.bundle.bundle import Bundle, Json, Refused
from contract_tests.checks import breaches
from contract_tests.exchange import Exchange, Request, Response
from contract_tests.finding import LAYERS
from contract_tests.operation import addressed, operations
from contract_tests.tape import SANDBOX, Said, heard
from contract_tests.targets import Target

INSTANT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
DURATION = re.compile(rb'"duration_us":\s*\d+')
APIS = frozenset(api for known in operations() for api in known.schemes)
PASSING = re.compile(
    r"(?i)(connection|content-length|date|location|server|set-cookie|transfer-encoding|x-simulator-.*)$"
)
"""Headers that say nothing about what was decided, or that a bundle has not because secrets travel in them."""
BEGUN = re.compile(rf"{CONTROL}/sandboxes(/[^/]+/fork)?")


@dataclass(frozen=True)
class Verdict:
    """Whether a finding still stands, and by what that was seen."""

    stands: bool
    told: str


def replayed(bundle: Bundle, target: Target, token: str = "", *, keep: bool = False, writes: bool = False) -> Verdict:
    """Whether the bundle's finding stands at the target; `token` is what a real upstream is called with, and `writes`
    whether it may be sent more than reads.

    The sandboxes that it takes are deleted again, so that a target that goes on can be asked once more, unless `keep`.

    Raises OSError when nothing answers, Refused where the target cannot be brought to where the bundle begins.
    """
    begun: list[str] = []
    try:
        again = list(_asked(bundle, target, token, begun, writes=writes))
    finally:
        if not keep:
            _deleted(begun, target)
    if not again:
        raise Refused("the bundle asks the control API alone, which the target has not")
    if bundle.finding.layer == LAYERS[1]:
        return _checked(bundle, [said for _, said in again])
    for number, (before, (request, response)) in enumerate(again, 1):
        old, new = _settled(before, bundle), _settled(response, bundle, target.url)
        if old != new:
            told = f"reply {number} of {len(again)} to {request.method} {request.target[:200]}"
            return Verdict(stands=False, told=f"{told} was {_shown(before)}, and is {_shown(response)}")
    return Verdict(stands=True, told=f"all {len(again)} replies are as they were; the last: {_shown(again[-1][1][1])}")


def _checked(bundle: Bundle, said: Sequence[Said]) -> Verdict:
    wanted = (bundle.finding.title, bundle.finding.operation)
    for breach in (one for history in _histories(said) for one in breaches(history)):
        operation = breach.exchange.operation if breach.exchange else None
        if (breach.check.promise, operation.id if operation else "") == wanted:
            return Verdict(stands=True, told=str(breach)[:1000])
    return Verdict(stands=False, told=f"the check finds nothing any more: {bundle.finding.title}")


def _histories(said: Sequence[Said]) -> Iterator[list[Exchange]]:
    """What was said, sandbox by sandbox, as tests look at it; as a whole, where a call chose its sandbox otherwise."""
    found = [SANDBOX.match(request.target) for request, _ in said]
    if any(match is None and CONTROL not in request.target for match, (request, _) in zip(found, said, strict=True)):
        yield list(heard(said))
        return
    for sandbox in dict.fromkeys(match[1] for match in found if match):
        yield list(heard(said, sandbox))


def _asked(
    bundle: Bundle, target: Target, token: str, begun: list[str], *, writes: bool
) -> Iterator[tuple[Response, Said]]:
    """Every exchange of the bundle that the target can be asked again, with the reply of then and that of now.

    `begun` gets the names of the sandboxes that were made for it.
    """
    simulates = target.answer(Request("GET", f"{CONTROL}/health")).status == 200
    real = not simulates or not bundle.settings.simulator
    if not simulates and not writes:
        _harmless(bundle)
    tokens = {secret.GIVEN: token}
    for number, (request, before) in enumerate(bundle.said):
        ours = f"{CONTROL}/" in request.target
        if ours and not simulates:
            continue
        if bundle.state is not None and simulates and number == len(bundle.said) - 1:
            _put(bundle.state, request, target)
        sent = secret.filled(_begun(request, before) if ours else request, tokens)
        if not simulates:
            sent = replace(sent, target=SANDBOX.sub("", sent.target, count=1))
        if real:
            sent = _with_token(sent, token, bundle)
        response = target.answer(sent)
        _agreed(sent, before, response)
        if ours and _begins(sent) and response.status == 201:
            begun.append(response.json["id"])
        if real:
            _known(sent, before, response)
        if given := secret.minted(sent, response):
            tokens[f"{{token:{number}}}"] = given
        yield before, (sent, response)


def _harmless(bundle: Bundle) -> None:
    """A replay is behind no guard, so a real upstream is written to only where that was said."""
    asked = (f"{request.method} {SANDBOX.sub('', request.target, count=1)}" for request, _ in bundle.said)
    written = [line for line in asked if CONTROL not in line and not line.startswith(("GET ", "HEAD "))]
    if written:
        raise Refused(f"this would write at a real upstream ({written[0][:200]}); --writes sends that, too")


def _begun(request: Request, before: Response) -> Request:
    """A sandbox gets the name again that it had, since its ids are derived from that."""
    if _begins(request) and before.status == 201:
        return replace(request, body=json.dumps({"id": before.json["id"]}).encode(), headers=JSON)
    return request


def _with_token(request: Request, given: str, bundle: Bundle) -> Request:
    """A real upstream knows no token of a simulator, and what was made at one has none on it."""
    token = _token(given, request)
    if not token:
        return request
    headers = tuple((name, re.sub(r"(?i)^bearer .*", f"Bearer {token}", value)) for name, value in request.headers)
    if not bundle.settings.simulator and not any(name.lower() == "authorization" for name, _ in headers):
        headers = (*headers, ("Authorization", f"Bearer {token}"))
    return replace(request, headers=headers)


def _token(given: str, request: Request) -> str:
    """Of several tokens, each with `API=` before it, the one that the operation takes; else one without a name."""
    operation, _ = addressed(request.method, request.path)
    words = [word.partition("=") for word in given.split()]
    named = {api: text for api, _, text in words if api in APIS}
    plain = [api + equals + text for api, equals, text in words if api not in APIS]
    return next((named[api] for api in (operation.schemes if operation else ()) if api in named), "".join(plain[:1]))


def _agreed(sent: Request, before: Response, response: Response) -> None:
    """The sandbox is where the bundle's was, or nothing that follows means anything."""
    if _begins(sent) and before.status == 201 and response.status == 409:
        name = before.json["id"]
        told = f"the bundle's sandbox {name} exists at the target; `simulator sandbox delete {name}` makes room for it"
        raise Refused(told)
    if _begins(sent) and before.status == 201 != response.status:
        raise Refused(f"the target has no sandbox like the bundle's: {sent.path} answered {_shown(response)}")


def _known(sent: Request, before: Response, response: Response) -> None:
    """A real upstream lets the caller in and knows what is asked about, or its replies are about something else."""
    if before.status < 300 and response.status in (401, 403, 404):
        mend = "--token or SIMULATOR_TOKEN" if response.status < 404 else "are these ids the target's own?"
        told = f"{sent.method} {sent.target[:200]} was {before.status} and is {response.status}"
        raise Refused(f"the target cannot be asked what the bundle asks: {told}; {mend}")


def _begins(request: Request) -> bool:
    return request.method == "POST" and BEGUN.fullmatch(request.path) is not None


def _deleted(begun: Sequence[str], target: Target) -> None:
    for name in reversed(begun):
        with contextlib.suppress(OSError):
            target.answer(Request("DELETE", f"{CONTROL}/sandboxes/{name}"))


def _put(state: Json, last: Request, target: Target) -> None:
    found = SANDBOX.match(last.target)
    name = found[1] if found else "default"
    path = f"{CONTROL}/sandboxes/{name}/state"
    response = target.answer(Request("PUT", path, JSON, json.dumps(state).encode()))
    if response.status >= 300:
        raise Refused(f"the target cannot take the bundle's state: {_shown(response)}")


def _settled(response: Response, bundle: Bundle, url: str = "") -> tuple[int, bytes, bytes]:
    """A reply without what differs each time: tokens and durations; and instants, where the clock was not frozen."""
    told = [f"{name.lower()}: {value}" for name, value in response.headers if not PASSING.match(name)]
    texts = ["\n".join(sorted(told)).encode("utf-8", "replace"), DURATION.sub(b"", secret.blackened(response.body))]
    for address in filter(None, (url, bundle.settings.target, "http://localhost")):
        texts = [text.replace(address.encode(), b"") for text in texts]
    head, body = texts if bundle.settings.exact else [INSTANT.sub(b"", text) for text in texts]
    return response.status, head, body


def _shown(response: Response) -> str:
    return f"{response.status} {response.body[:300].decode('utf-8', 'replace')}".strip()


JSON = (("Content-Type", "application/json"),)
