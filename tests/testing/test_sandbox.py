"""What a test can do to a sandbox and see of it."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from simulator.testing import Running, Sandbox, SimulatorError
from tests.serving import Server

FROZEN = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


def test_a_sandbox_answers_at_its_address_until_it_ends(server: Server) -> None:
    with Running(server.url).sandbox("by-name") as made:
        assert (made.name, made.url) == ("by-name", f"{server.url}/s/by-name")
        assert asked(server, made, "/status")[0] == 200
    with pytest.raises(SimulatorError, match="there is no sandbox 'by-name'"):
        made.ask("GET", "/clock")


def test_a_token_is_what_was_asked_for(bank: Sandbox) -> None:
    token = bank.token("banno-consumer", "kathy-smith", scopes=[], expires_in=60)
    claims = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["sub"] == bank.user("kathy-smith").user_id
    assert claims["exp"] - claims["iat"] == 60
    assert "banno.view" in bank.ask("POST", "/tokens", body={"api": "banno-admin"})["scope"]


def test_a_token_that_cannot_be_says_what_can_be(bank: Sandbox) -> None:
    with pytest.raises(SimulatorError, match=r"persona: banno knows no 'kathy'; did you mean 'kathy-smith'\?"):
        bank.token("banno-consumer", "kathy")
    with pytest.raises(SimulatorError, match="known: banno-admin, banno-consumer, customers-bank"):
        bank.token("bano")
    with pytest.raises(SimulatorError, match=r"known: banno\.manage, banno\.security, banno\.view"):
        bank.token(permissions=["banno.look"])


def test_a_user_is_known_by_its_persona(bank: Sandbox) -> None:
    kathy = bank.user("kathy-smith")
    assert (kathy.provider, kathy.user_id) == ("banno", "3fa85f64-5717-4562-b3fc-2c963f66afa6")
    assert kathy.institution_id == kathy.ids["institutionId"] == kathy["institutionId"]
    assert bank.user("test-user").provider == "customers_bank"
    assert bank.user("kathy-smith", "customers_bank").user_id != kathy.user_id
    assert bank.personas["kathy-smith"].startswith("The guide's own caller")


def test_a_user_can_be_edited_and_deleted(bank: Sandbox) -> None:
    kathy = bank.user("kathy-smith")
    assert kathy.edit(status="Active", preferredName="Kat")["status"] == "Active"
    assert kathy.record["preferredName"] == "Kat"
    with pytest.raises(SimulatorError, match="did you mean 'status'"):
        kathy.edit(stat="Locked")
    kathy.delete()
    with pytest.raises(SimulatorError, match="banno has no user"):
        kathy["status"]


def test_what_is_unknown_is_answered_with_what_is_known(bank: Sandbox) -> None:
    with pytest.raises(SimulatorError, match=r"no persona 'ruth'; .*known: .*ruth-adler"):
        bank.user("ruth")
    with pytest.raises(SimulatorError, match="the providers that know ruth-adler: banno"):
        bank.user("ruth-adler", "narmi")
    with pytest.raises(SimulatorError, match="customers_bank knows no institutions; it knows userId"):
        _ = bank.user("test-user").institution_id
    with pytest.raises(KeyError, match="no member 'state'; did you mean 'status'"):
        bank.user("ruth-adler")["state"]
    with pytest.raises(SimulatorError, match="unknown scenario 'support-cal'; did you mean 'support-call'"):
        bank.scenario("support-cal")


def test_a_scenario_sets_the_scene(bank: Sandbox) -> None:
    assert "kathy-smith" in bank.scenario("support-call")["personas"]


def test_the_clock_is_in_the_hand_of_the_test(bank: Sandbox) -> None:
    clock = bank.clock
    assert clock.now == FROZEN
    assert clock.advance(90) == FROZEN + timedelta(seconds=90)
    assert clock.advance(timedelta(days=1)) == FROZEN + timedelta(days=1, seconds=90)
    assert clock.freeze("2030-01-01T00:00:00Z") == clock.freeze() == datetime(2030, 1, 1, tzinfo=UTC)
    assert clock.freeze(FROZEN) == FROZEN
    clock.advance(5)
    assert clock.reset() == FROZEN


def test_messages_and_exchanges_can_be_read_newest_first(server: Server, bank: Sandbox) -> None:
    with pytest.raises(LookupError, match="the outbox is empty"):
        _ = bank.outbox.latest
    with pytest.raises(LookupError, match=r"does the client use sandbox\.url\?"):
        _ = bank.journal.latest
    for method in ("email", "sms"):
        assert asked(server, bank, "/password/reset", {"method": method})[0] == 200
    assert [message.channel for message in bank.outbox] == ["sms", "email"]
    assert bank.outbox.latest.link.startswith(bank.url)
    newest = bank.journal.latest
    assert newest == bank.journal[0]
    assert (newest.operation, newest.verdict, newest.request.method) == ("resetPassword", "valid", "POST")
    assert (newest.request.json, newest.response.json) == ({"method": "sms"}, {})
    assert dict(newest.response.headers)["x-simulator-request-id"] == newest.id


def test_what_a_client_broke_is_listed_oldest_first(server: Server, bank: Sandbox) -> None:
    for body in ({"method": "fax"}, {"method": "email"}, {"method": 7}):
        asked(server, bank, "/password/reset", body)
    asked(server, bank, "/passwort/reset", {"method": "email"})
    assert [one.verdict for one in bank.broken] == ["request-invalid", "request-invalid", "unknown-operation"]
    assert [one.response.status for one in bank.broken] == [400, 400, 404]
    assert bank.dropped == 0


def test_a_fault_does_not_excuse_what_the_client_broke(server: Server, bank: Sandbox) -> None:
    bank.fault("status", operation="resetPassword")
    for method in ("fax", "email"):
        assert asked(server, bank, "/password/reset", {"method": method})[0] == 503
    (broken,) = bank.broken
    assert (broken.verdict, broken.fault, broken.request.json) == ("faulted", "status", {"method": "fax"})
    assert broken.violations


def test_a_fault_can_be_planned_and_is_told_of(server: Server, bank: Sandbox) -> None:
    planned = bank.fault("status", status=503, retryAfter=30, count=1, user="kathy-smith")
    assert (planned["kind"], planned["status"]) == ("status", 503)
    assert [asked(server, bank, "/status")[0] for _ in range(2)] == [503, 200]
    assert [(one.verdict, one.fault) for one in bank.journal] == [("valid", ""), ("faulted", "status")]
    with pytest.raises(SimulatorError, match="lost-response"):
        bank.fault("earthquake")


PARTS = {
    "/status": ("GET", "/a/consumer-status/api/v0/users/{user}/status"),
    "/password/reset": ("POST", "/a/password-reset/api/v0/institutions/{home}/users/{user}/password/reset"),
    "/passwort/reset": ("POST", "/a/password-reset/api/v0/institutions/{home}/users/{user}/passwort/reset"),
}


def asked(server: Server, bank: Sandbox, part: str, body: Any = None) -> Any:
    """What Kathy's status, or a reset of her password, is answered."""
    kathy = bank.user("kathy-smith")
    method, path = PARTS[part]
    target = f"/s/{bank.name}" + path.format(user=kathy.user_id, home=kathy.institution_id)
    headers = {"authorization": f"Bearer {bank.token()}", "content-type": "application/json"}
    return server.ask(method, target, b"" if body is None else json.dumps(body).encode(), headers)
