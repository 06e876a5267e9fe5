"""Nothing leaks from one sandbox to another: users, tokens, journal, outbox, clock."""

from collections.abc import Iterator
from typing import Any

import pytest

from contract_tests.bank import CONTROL, SAMPLE, SAMPLE_ID, Bank
from contract_tests.banno import Banno, found_ids
from contract_tests.exchange import Request
from contract_tests.targets import Target


@pytest.fixture
def pair(bank: Bank) -> Iterator[tuple[Banno, Banno]]:
    """A sandbox and a fork of it."""
    made = bank.fork()
    yield Banno(bank), Banno(made)
    made.delete()


def test_changes_stay_where_they_were_made(pair: tuple[Banno, Banno]) -> None:
    """Status, name, address, created and deleted users, in both directions."""
    here, there = pair
    before = there.bank.users()
    here.unlock()
    here.patch(json={"preferredName": "Husband"})
    here.put(json={"email": "kathy@example.org"})
    here.bank.create(institutionId=SAMPLE_ID, firstName="Nina", lastName="Newcomer")
    gone, _ = here.bank.persona_pair()
    here.bank.control("DELETE", f"/users/banno/{gone.user_id}")
    assert there.bank.users() == before
    assert found_ids(there.search("Newcomer")) == found_ids(there.search("Husband")) == []
    there.patch(json={"preferredName": "Wife"})
    assert here.user().json["preferredName"] == "Husband"
    assert here.details(gone).status == 404
    assert there.details(gone).status == 200


def test_a_fork_starts_as_its_parent_is(bank: Bank) -> None:
    """With the changes made so far, and the messages are not sent twice."""
    Banno(bank).patch(json={"preferredName": "Husband"})
    child = bank.fork()
    assert child.users() == bank.users()
    assert Banno(child).user().json["preferredName"] == "Husband"
    child.delete()


def test_messages_stay_in_their_outbox(pair: tuple[Banno, Banno]) -> None:
    """And their links lead to their own sandbox."""
    here, there = pair
    here.reset()
    assert (len(here.bank.outbox()), len(there.bank.outbox())) == (1, 0)
    there.reset(json={"method": "sms"})
    assert [message["channel"] for message in here.bank.outbox()] == ["email"]
    assert [message["channel"] for message in there.bank.outbox()] == ["sms"]
    assert here.bank.sandbox in here.bank.outbox()[0]["link"]
    assert there.bank.sandbox in there.bank.outbox()[0]["link"]


def test_a_link_of_one_sandbox_is_unknown_in_another(pair: tuple[Banno, Banno]) -> None:
    """404, and the link is as good as before."""
    here, there = pair
    here.reset()
    secret = here.bank.outbox()[0]["link"].rsplit("/", 1)[1]
    assert there.bank.send("GET", f"/_simulator/reset/{secret}").status == 404
    assert here.bank.send("GET", f"/_simulator/reset/{secret}").status == 200


def test_clocks_run_apart(pair: tuple[Banno, Banno]) -> None:
    """One is frozen and moved, the other does not notice."""
    here, there = pair
    for banno, at in ((here, "2030-01-01T00:00:00Z"), (there, "2020-01-01T00:00:00Z")):
        banno.bank.clock.freeze(at)
    here.bank.clock.advance(86400)
    assert here.bank.clock.now().startswith("2030-01-02")
    assert there.bank.clock.now().startswith("2020-01-01")


def test_a_token_may_be_expired_here_and_good_there(pair: tuple[Banno, Banno]) -> None:
    """Each clock decides about the tokens of its own sandbox."""
    here, there = pair
    tokens = [banno.bank.token("banno-admin", expires_in=600) for banno in pair]
    here.bank.clock.advance(700)
    assert here.status(token=tokens[0]).status == 401
    assert there.status(token=tokens[1]).status == 200


def test_the_journal_of_one_sandbox_does_not_know_the_other(pair: tuple[Banno, Banno]) -> None:
    """What was said there is not written down here."""
    here, there = pair
    for banno in pair:
        banno.bank.control("DELETE", "/journal")
    here.search("only-here")
    there.search("only-there")
    assert [("only-here" in str(entry), "only-there" in str(entry)) for entry in vendor_entries(here.bank)] == [
        (True, False)
    ]
    assert [("only-here" in str(entry), "only-there" in str(entry)) for entry in vendor_entries(there.bank)] == [
        (False, True)
    ]


def test_the_journal_keeps_what_was_said(banno: Banno) -> None:
    """Under the request id of the reply: method, path, status."""
    refused = banno.unlock(SAMPLE, json={"state": True})
    id = refused.header("X-Simulator-Request-Id")
    entry = banno.bank.control("GET", f"/journal/{id}")
    assert refused.request.path in str(entry)
    assert "422" in str(entry)
    assert "PUT" in str(entry)


def test_a_reset_takes_a_sandbox_back_to_its_beginning(pair: tuple[Banno, Banno]) -> None:
    """Users and outbox as they were when it was forked; the other sandbox is left alone."""
    here, there = pair
    before = there.bank.users()
    there.unlock()
    there.reset()
    here.patch(json={"preferredName": "Husband"})
    done = there.bank.send("POST", f"{CONTROL}/sandboxes/{there.bank.sandbox}/reset", address="token")
    assert (done.status, done.body) == (204, b"")
    assert there.bank.users() == before
    assert there.bank.outbox() == []
    assert here.user().json["preferredName"] == "Husband"


def test_a_state_can_be_exported_and_imported(pair: tuple[Banno, Banno]) -> None:
    """What is exported here and imported there makes both alike."""
    here, there = pair
    here.unlock()
    here.patch(json={"preferredName": "Husband"})
    state = here.bank.control("GET", f"/sandboxes/{here.bank.sandbox}/state")
    there.bank.control("PUT", f"/sandboxes/{there.bank.sandbox}/state", state)
    assert there.bank.users() == here.bank.users()
    assert there.status().json == {"status": "Active"}
    assert there.user().json["preferredName"] == "Husband"


def test_the_changes_of_a_sandbox_are_listed(banno: Banno) -> None:
    """Nothing at first; then what was changed, and nothing else."""
    path = f"/sandboxes/{banno.bank.sandbox}/changes"
    before = banno.bank.control("GET", path)
    assert banno.unlock().status == 204
    after = banno.bank.control("GET", path)
    assert before != after
    assert SAMPLE_ID in str(after)
    banno.status()
    assert banno.bank.control("GET", path) == after


def test_sandboxes_are_listed_named_and_deleted(target: Target, bank: Bank) -> None:
    """A sandbox can be given a name; a name is given once; a deleted one is no longer listed."""
    name = f"named-{bank.sandbox}"[:40].rstrip("-")
    made = target.answer(
        Request(
            "POST", f"{CONTROL}/sandboxes", (("Content-Type", "application/json"),), b'{"id": "%s"}' % name.encode()
        )
    )
    assert (made.status, made.json["id"]) == (201, name)
    again = target.answer(
        Request(
            "POST", f"{CONTROL}/sandboxes", (("Content-Type", "application/json"),), b'{"id": "%s"}' % name.encode()
        )
    )
    assert again.status == 409
    assert name in listed(target)
    Bank(target, name).delete()
    assert name not in listed(target)


def vendor_entries(bank: Bank) -> list[Any]:
    """The journal's entries about vendor routes."""
    return [entry for entry in bank.control("GET", "/journal")["items"] if "/a/" in str(entry)]


def listed(target: Target) -> set[str]:
    """The ids of all sandboxes."""
    return {sandbox["id"] for sandbox in target.answer(Request("GET", f"{CONTROL}/sandboxes")).json["items"]}
