"""How a run begins: a refused token, an upstream that says nothing useful, and what counts as proven at the end."""

import json

import pytest

from contract_tests.bank import SAMPLE_ID
from contract_tests.exchange import Request, Response
from contract_tests.upstream.asking import access
from contract_tests.upstream.opening import Nothing, Refused, tried
from contract_tests.upstream.recording import Answer, Recording
from contract_tests.upstream.upstream import Upstream
from contract_tests.upstream.verdict import applicable, binds, broken, told, vacuous

GIVEN = [f"userId={SAMPLE_ID}", f"institutionId={SAMPLE_ID}"]
JSON = (("Content-Type", "application/json"),)


def upstream(answer: Answer, *tokens: str) -> Upstream:
    """One that answers so."""
    return Upstream(Recording(answer), access("read-only", [], tokens or ["banno-admin=x"], [], GIVEN))


def test_a_refused_token_is_told_by_the_name_of_its_api() -> None:
    """Also where another token is good."""

    def answer(request: Request) -> Response:
        good = dict(request.headers)["Authorization"] == "Bearer good"
        return Response(200 if good else 401, JSON, b'{"status": "Active"}')

    with pytest.raises(Refused, match="the token of banno-consumer was refused"):
        tried(upstream(answer, "banno-admin=good", "banno-consumer=bad"))


@pytest.mark.parametrize("status", [403, 404, 500, 302])
def test_an_upstream_that_accepts_nothing_is_told(status: int) -> None:
    """A wrong address or a wrong id."""
    with pytest.raises(Nothing, match=f"answered {status}"):
        tried(upstream(lambda _: Response(status, (), b"")))


def test_what_was_never_accepted_is_vacuous() -> None:
    """However often it was sent."""
    made = upstream(lambda request: Response(200 if "details" in request.path else 404, JSON, b"{}"))
    for known in made.access.selected():
        made.call(known.id, params={"query": "a"} if known.id == "searchUsers" else None)
    assert [line.split()[0] for line in vacuous(made)] == ["getUser", "searchUsers", "getUserStatus"]


def test_breaches_of_our_own_decisions_are_remarks() -> None:
    """A vendor that never promised to agree with us is not found guilty; a reply against the spec is."""
    assert {known.looking.__name__ for known in applicable()}.isdisjoint({"refusals_carry_a_hint"})
    loose = {known.looking.__name__ for known in applicable() if not binds(known)}
    assert {"users_are_in_order", "people_are_the_same_everywhere"} <= loose
    assert loose.isdisjoint({"replies_match_their_spec", "nothing_fails_the_server", "accepted_writes_show"})
    texts = iter(["Active", "Locked"])
    made = upstream(lambda _: Response(200, JSON, json.dumps({"status": next(texts)}).encode()))
    made.call("getUserStatus")
    made.call("getUserStatus")
    assert broken(made) == []
    assert any("the same read twice" in remark for remark in made.remarks)
    assert any(line.startswith("remark: the same read twice") for line in told(made))


def test_a_slow_upstream_is_given_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it shows at last counts; that it took its time is remarked."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    texts = iter(["Locked", "Locked", "Active", "Active"])
    made = upstream(lambda _: Response(200, JSON, json.dumps({"status": next(texts)}).encode()))
    done = made.until(lambda: made.call("getUserStatus"), lambda done: done.json["status"] == "Active")
    assert (done.json, len(waited), len(made.history)) == ({"status": "Active"}, 2, 1)
    assert len(made.remarks) == 1
