"""The control API refuses what it cannot do, says how to mend it, and leaves everything as it was."""

from typing import Any

import pytest

from contract_tests.bank import CONTROL, SAMPLE_ID, Bank
from contract_tests.banno import Banno
from contract_tests.refusals.sound import untouched

WRONG: dict[str, tuple[str, str, Any]] = {
    "unknown persona": ("POST", "/tokens", {"api": "banno-consumer", "persona": "kathy-smyth"}),
    "unknown api": ("POST", "/tokens", {"api": "banno"}),
    "unknown scope": ("POST", "/tokens", {"api": "banno-consumer", "scopes": ["everything"]}),
    "unknown permission": ("POST", "/tokens", {"api": "banno-admin", "permissions": ["banno.everything"]}),
    "unknown defect": ("POST", "/tokens", {"api": "banno-admin", "defect": "ugly"}),
    "a lifetime that is no number": ("POST", "/tokens", {"api": "banno-admin", "expires_in": "long"}),
    "no api": ("POST", "/tokens", {}),
    "a list for a token": ("POST", "/tokens", []),
    "unknown user": ("GET", "/users/banno/nobody", None),
    "an edit of an unknown user": ("PATCH", "/users/banno/nobody", {"status": "Locked"}),
    "deleting an unknown user": ("DELETE", "/users/banno/nobody", None),
    "unknown status": ("PATCH", f"/users/banno/{SAMPLE_ID}", {"status": "Sleeping"}),
    "a name that is no text": ("PATCH", f"/users/banno/{SAMPLE_ID}", {"lastName": 7}),
    "a name taken away": ("PATCH", f"/users/banno/{SAMPLE_ID}", {"lastName": None}),
    "unknown member": ("PATCH", f"/users/banno/{SAMPLE_ID}", {"lastname": "Smyth"}),
    "a user of an unknown institution": ("POST", "/users?provider=banno", {"institutionId": "x", "lastName": "Other"}),
    "unknown provider": ("GET", "/users?provider=bano", None),
    "no provider": ("GET", "/users", None),
    "unknown scenario": ("POST", "/scenarios/apocalypse", None),
    "unknown sandbox": ("GET", "/sandboxes/nowhere/changes", None),
    "a fork of an unknown sandbox": ("POST", "/sandboxes/nowhere/fork", None),
    "a name that is no name": ("POST", "/sandboxes", {"id": "../etc"}),
    "a name too long": ("POST", "/sandboxes", {"id": "x" * 300}),
    "the default sandbox deleted": ("DELETE", "/sandboxes/default", None),
    "an instant that is none": ("PUT", "/clock", {"freeze": "tomorrow"}),
    "seconds that are none": ("PUT", "/clock", {"advance": "a day"}),
    "seconds without end": ("PUT", "/clock", {"advance": 1e300}),
    "nothing for the clock": ("PUT", "/clock", {}),
    "a state that is none": ("PUT", "/sandboxes/{sandbox}/state", {"nonsense": True}),
    "unknown exchange": ("GET", "/journal/nothing", None),
    "an empty outbox": ("GET", "/outbox/latest", None),
    "unknown route": ("GET", "/nothing", None),
    "wrong method": ("DELETE", "/clock", None),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_wrong_call_is_refused_and_explained(bank: Bank, why: str) -> None:
    """A 4xx problem with a sentence, and nothing has happened."""
    method, path, body = WRONG[why]
    sent = {} if body is None else {"json": body}
    with untouched(bank):
        refused = bank.send(method, CONTROL + path.format(sandbox=bank.sandbox), **sent)
        assert 400 <= refused.status < 500, refused
        assert refused.response.media_type == "application/problem+json"
        problem = refused.json
        assert (problem["status"], bool(problem["title"])) == (refused.status, True)
        assert len(problem["detail"]) > 10


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"nonsense", b'{"api": "banno-admin"} x'])
def test_a_body_that_is_no_json_is_refused(bank: Bank, content: bytes) -> None:
    """400, on each route that reads a body."""
    for method, path in (("POST", "/tokens"), ("PATCH", f"/users/banno/{SAMPLE_ID}"), ("PUT", "/clock")):
        with untouched(bank):
            assert bank.send(method, CONTROL + path, content=content).status == 400, path


def test_the_nearest_known_name_is_told(bank: Bank) -> None:
    """A persona misspelt by a letter."""
    name = next(persona.name for persona in bank.personas() if len(persona.name) > 6)
    refused = bank.send("POST", f"{CONTROL}/tokens", json={"api": "banno-consumer", "persona": name[:-1]})
    assert name in refused.json["detail"]


def test_a_user_can_be_made_changed_and_deleted_at_run_time(banno: Banno) -> None:
    """And the vendor's API sees each step at once."""
    made = banno.bank.create(institutionId=SAMPLE_ID, firstName="Nina", lastName="Newcomer", email="nina@example.com")
    (found,) = banno.search("nina@example.com").json["users"]
    assert found["userId"] == made["userId"]
    banno.bank.edit(made["userId"], status="Locked", lastName="Oldtimer")
    assert banno.search("Newcomer").json["totalCount"] == 0
    assert banno.search("Oldtimer").json["totalCount"] == 1
    banno.bank.control("DELETE", f"/users/banno/{made['userId']}")
    assert banno.search("Oldtimer").json["totalCount"] == 0


def test_every_scenario_sets_its_scene(bank: Bank) -> None:
    """The support call: its cast is there, and its clock stands."""
    played = bank.control("POST", "/scenarios/support-call")
    assert played["personas"]
    assert bank.clock.now()[:16] == str(played["clock"])[:16]
