"""Nothing that is not on the profile's list leaves, whoever wants to send it: here Schemathesis with all it has."""

import json
from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID
from contract_tests.conformance.engine import Place, run
from contract_tests.exchange import Request, Response
from contract_tests.operation import Document, addressed, is_vendor, served_below
from contract_tests.upstream.access import Access
from contract_tests.upstream.generated import NOWHERE, door
from contract_tests.upstream.guard import Denied, Guard
from contract_tests.upstream.recording import Recording
from contract_tests.upstream.token import Token
from contract_tests.upstream.upstream import Upstream
from simulator import testing

SPECS = {name: spec for name, spec in sorted(testing.specs().items()) if is_vendor(spec)}
TOKENS = {api: Token(api, "paper") for api in ("banno-admin", "banno-consumer", "customers-bank")}
OTHER = "0b9c2f5e-58f1-4c39-8a56-3f5f1a6c7d20"
EXAMPLES = 3

USER = f"/a/consumer/api/v0/users/{SAMPLE_ID}"
STATUS = f"/a/consumer-status/api/v0/users/{SAMPLE_ID}/status"
READS = {
    ("GET", USER),
    ("GET", STATUS),
    ("GET", f"/a/mobile/api/v0/institutions/{SAMPLE_ID}/users/{SAMPLE_ID}/details"),
    ("GET", f"/a/consumer-user-search/api/v0/institutions/{SAMPLE_ID}/users"),
    ("GET", "/partners/v1/users"),
    ("GET", f"/partners/v1/users/{SAMPLE_ID}"),
    ("GET", "/partners/v1/credentials"),
}
WRITES = {("PUT", USER), ("PATCH", USER), ("PUT", f"{STATUS}/locked"), ("PUT", "/partners/v1/users")}


def allowed(profile: str) -> Access:
    """All tokens, and the sample ids."""
    return Access(profile, TOKENS, {"userId": SAMPLE_ID, "institutionId": SAMPLE_ID})


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_schemathesis_with_all_phases_gets_nothing_past_the_guard(spec: Document, seed: int) -> None:
    """Negative cases, undeclared methods, probes, links and all: what arrives was on the list, letter for letter."""
    paper = Recording()
    upstream = Upstream(paper, allowed("sandbox"))
    place = Place(NOWHERE + served_below(spec), {"Authorization": "Bearer stolen"}, door(upstream))
    run(spec, place, seed=seed, examples=EXAMPLES, pinned={"path.userId": SAMPLE_ID, "path.institutionId": SAMPLE_ID})
    arrived = {(request.method, request.path.lower()) for request in paper.heard}
    assert arrived <= READS | WRITES
    assert upstream.guard.denied.total() > 0
    assert all(dict(request.headers)["Authorization"] == "Bearer paper" for request in paper.heard)
    bodies = [request.json for request in paper.heard if request.path.lower() == "/partners/v1/users" and request.body]
    assert all(body["id"] == SAMPLE_ID for body in bodies)


RESET = f"institutions/{SAMPLE_ID}/users/{SAMPLE_ID}/password/reset"
STRAY = [
    ("GET", "/_simulator/v1/health", b""),
    ("DELETE", f"/partners/v1/Users/{SAMPLE_ID}", b""),
    ("DELETE", f"/partners/v1/Users/{OTHER}", b""),
    ("DELETE", f"/partners/v1/credentials/{OTHER}", b""),
    ("GET", f"/partners/v1/Users/{OTHER}", b""),
    ("GET", "/partners/v1/Users/..", b""),
    ("GET", f"/partners/v1/Users/{SAMPLE_ID}%2f..%2f{OTHER}", b""),
    ("GET", f"/partners/v1/Users/{SAMPLE_ID}/", b""),
    ("GET", f"/partners/v1/%55sers/{SAMPLE_ID}", b""),
    ("GET", f"/partners/v1/Users?userId={OTHER}", b""),
    ("GET", "/partners/v1/Users?page=0#x", b""),
    ("GET", "/partners/v1/Users?page=\u0660", b""),
    ("GET", "/partners/v1/Users", b'{"id": 1}'),
    ("TRACE", "/partners/v1/Users", b""),
    ("PATCH", f"/partners/v1/Users/{SAMPLE_ID}", b"{}"),
    ("PUT", "/partners/v1/Users", json.dumps({"id": OTHER, "name": "x"}).encode()),
    ("PUT", "/partners/v1/Users", json.dumps({"id": SAMPLE_ID, "ID": OTHER}).encode()),
    ("PUT", "/partners/v1/Users", f'{{"id": "{OTHER}", "id": "{SAMPLE_ID}"}}'.encode()),
    ("PUT", "/partners/v1/Users", json.dumps({"name": "x"}).encode()),
    ("PUT", "/partners/v1/Users", json.dumps([{"id": SAMPLE_ID}]).encode()),
    ("PUT", "/partners/v1/Users", json.dumps({"id": SAMPLE_ID}).encode("utf-16")),
    ("POST", "/partners/v1/Users", json.dumps({"email": "ann@example.com"}).encode()),
    ("POST", "/partners/v1/credentials", json.dumps({"displayName": "mine"}).encode()),
    ("PATCH", f"/a/consumer/api/v0/users/{OTHER}", b'{"preferredName": "x"}'),
    ("PATCH", USER, b'{"preferredName": "x"'),
    ("POST", f"/a/password-reset/api/{RESET}", b'{"method": "email"}'),
    ("POST", f"/a/password-reset/api/v0/{RESET}", b'{"method": "email"}'),
    ("GET", f"/a/consumer-user-search/api/v0/institutions/{OTHER}/users?query=a", b""),
]


@pytest.mark.parametrize(("method", "target", "body"), STRAY)
def test_what_is_off_the_list_is_denied_and_counted(method: str, target: str, body: bytes) -> None:
    """Even in profile sandbox, and before anything is sent."""
    paper = Recording()
    guard = Guard(paper, allowed("sandbox"))
    with pytest.raises(Denied):
        guard.answer(Request(method, target, (), body))
    assert (paper.heard, guard.denied.total(), guard.sent.total()) == ([], 1, 0)


def test_every_write_is_denied_in_profile_read_only() -> None:
    """Also of what was given."""
    guard = Guard(Recording(), allowed("read-only"))
    for method, path in WRITES:
        with pytest.raises(Denied, match="only profile sandbox writes"):
            guard.answer(Request(method, path, (), b'{"id": "x"}'))


def test_only_declared_headers_leave() -> None:
    """No method override, and no authorization but the run's."""
    paper = Recording()
    sent = (("X-HTTP-Method-Override", "DELETE"), ("accept", "*/*"), ("Cookie", "a=b"), ("Authorization", "Bearer x"))
    Guard(paper, allowed("read-only")).answer(Request("GET", "/partners/v1/Users", sent))
    assert paper.heard[0].headers == (("accept", "*/*"),)


def test_a_creation_is_not_believed_until_the_upstream_shows_its_label() -> None:
    """An upstream that answers a creation with somebody else's id does not get that user deleted."""
    shown: dict[str, Any] = {"id": OTHER, "email": "somebody@example.org"}
    status = {"POST": 202, "GET": 200}
    paper = Recording(lambda request: Response(status[request.method], (), json.dumps(shown).encode()))
    guard = Guard(paper, allowed("sandbox"))
    body = json.dumps({"email": f"{guard.belongings.label()}@example.com"}).encode()
    guard.answer(Request("POST", "/partners/v1/Users", (), body))
    removal = Request("DELETE", f"/partners/v1/Users/{OTHER}")
    with pytest.raises(Denied):
        guard.answer(removal)
    guard.answer(Request("GET", f"/partners/v1/Users/{OTHER}"))
    with pytest.raises(Denied):
        guard.answer(removal)
    shown["email"] = json.loads(body)["email"]
    guard.answer(Request("GET", f"/partners/v1/Users/{OTHER}"))
    with pytest.raises(Denied):
        guard.answer(removal)
    assert addressed("DELETE", removal.target)[0] is not None


def test_what_the_run_made_may_be_written_and_deleted() -> None:
    """Once it was shown under the label of the run."""
    shown: dict[str, Any] = {"id": OTHER}
    paper = Recording(lambda _: Response(200, (), json.dumps(shown).encode()))
    guard = Guard(paper, allowed("sandbox"))
    shown["email"] = f"{guard.belongings.label()}@example.com"
    guard.answer(Request("POST", "/partners/v1/Users", (), json.dumps({"email": shown["email"]}).encode()))
    guard.answer(Request("GET", f"/partners/v1/Users/{OTHER}"))
    guard.answer(Request("PUT", "/partners/v1/Users", (), json.dumps({"Id": OTHER.upper()}).encode()))
    assert guard.belongings.left() == [("userId", OTHER)]
    guard.answer(Request("DELETE", f"/partners/v1/Users/{OTHER}"))
    guard.belongings.removed("userId", OTHER)
    assert guard.belongings.left() == []
    assert [request.method for request in paper.heard] == ["POST", "GET", "PUT", "DELETE"]
