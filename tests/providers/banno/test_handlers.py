"""Each of Banno's operations, asked without a server: what it answers and what it changes."""

from typing import Any

import pytest
from msgspec import UNSET

from simulator.domain.call import Change, Outcome, Reply
from simulator.domain.message import Message
from simulator.domain.problem import Kind, Refused
from simulator.providers.banno import rules
from simulator.providers.banno.handlers import HANDLERS, saved
from simulator.providers.banno.state import ResetTicket, State, User
from tests.providers.banno.bank import AT, AWAY, HOME, called, state, user

ADA = user("ada", email="ada@example.com", phone="+15555551234", status="Locked")
OTTO = user("otto", institution_id=AWAY.institution_id, status="Locked")
STATE = state(ADA, OTTO, user("bea"), user("cleo"))


def asked(name: str, who: User = ADA, *, seen: State = STATE, **more: Any) -> Outcome:
    path = {"userId": who.user_id.upper(), "institutionId": who.institution_id.upper()}
    return HANDLERS[name](seen, called(name, path=path, **more))


def refused(name: str, who: User = ADA, **more: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        asked(name, who, **more)
    return caught.value


def pages(**query: Any) -> tuple[list[str], int]:
    body: Any = asked("searchUsers", query={"query": "byron", **query}).reply.body
    return [one["primaryInstitutionUsername"] for one in body["users"]], body["totalCount"]


def test_a_page_of_a_search_is_counted_before_it_is_cut() -> None:
    assert pages() == (["ada", "bea", "cleo"], 3)
    assert pages(limit=2) == (["ada", "bea"], 3)
    assert pages(limit=2, offset=2) == (["cleo"], 3)
    assert pages(offset=10**30) == ([], 3)


@pytest.mark.parametrize("name", ["searchUsers", "getUserDetails", "getUserStatus", "getUser"])
def test_reading_changes_nothing(name: str) -> None:
    outcome = asked(name, query={"query": "x"})
    assert (outcome.reply.status, outcome.changes) == (200, ())


def test_a_status_is_one_word() -> None:
    assert asked("getUserStatus").reply.body == {"status": "Locked"}


def test_unlocking_unlocks() -> None:
    outcome = asked("unlockUser", body={"state": False})
    assert (outcome.reply.status, outcome.reply.body) == (204, UNSET)
    assert outcome.changes == (saved(rules.unlocked(ADA, AT)),)


def test_unlocking_in_memo_mode_is_queued_and_may_be_asked_again() -> None:
    outcome = asked("unlockUser", OTTO, body={"state": False})
    assert (outcome.reply.status, outcome.reply.body) == (202, UNSET)
    assert "Away Bank is in memo mode" in outcome.reply.hint
    assert outcome.changes == (saved(rules.unlock_queued(OTTO, AT)),)
    again = asked("unlockUser", OTTO, seen=state(rules.unlock_queued(OTTO, AT)), body={"state": False})
    assert again.reply.status == 202


@pytest.mark.parametrize(("who", "wanted"), [(ADA, True), (OTTO, True), (user("bea"), True)])
def test_nobody_is_ever_locked(who: User, wanted: bool) -> None:
    refusal = refused("unlockUser", who, body={"state": wanted})
    assert refusal.problem.kind is Kind.UNPROCESSABLE


@pytest.mark.parametrize("status", ["Active", "Pending", "Disabled", "Reset", "Dormant", "PasswordExpired"])
@pytest.mark.parametrize("institution", [HOME, AWAY])
def test_who_is_not_locked_cannot_be_unlocked_in_memo_mode_or_not(status: str, institution: Any) -> None:
    free = user("ada", status=status, institution_id=institution.institution_id)
    refusal = refused("unlockUser", free, seen=state(free), body={"state": False})
    assert refusal.problem.kind is Kind.CONFLICT
    assert status in refusal.problem.hint


@pytest.mark.parametrize(
    ("method", "to", "subject"), [("email", "ada@example.com", "Reset your password"), ("sms", "+15555551234", "")]
)
def test_a_reset_is_a_ticket_and_a_message_with_its_link(method: str, to: str, subject: str) -> None:
    outcome = asked("resetPassword", body={"method": method})
    assert outcome.reply == Reply(200, {})
    ticket, message = (change.record for change in outcome.changes)
    assert isinstance(ticket, ResetTicket)
    assert isinstance(message, Message)
    assert (message.channel, message.to, message.subject, message.at) == (method, to, subject, AT)
    assert message.link == f"http://bank.example/_simulator/reset/{ticket.ticket_id}"
    assert message.link in message.text
    assert ticket == rules.ticketed(ADA, ticket.ticket_id, AT)


@pytest.mark.parametrize("method", ["email", "sms"])
def test_who_cannot_be_reached_is_sent_nothing(method: str) -> None:
    refusal = refused("resetPassword", user("bea"), body={"method": method})
    assert refusal.problem.kind is Kind.CONFLICT
    assert f"has no {method} to send to" in refusal.problem.hint


def test_a_step_decided_again_decides_the_same() -> None:
    assert asked("resetPassword", body={"method": "sms"}) == asked("resetPassword", body={"method": "sms"})


def test_an_update_takes_the_address_alone() -> None:
    body = {"email": "new", "firstName": "Zed", "phoneNumber": "1", "userType": "Business", "adminLevel": "Admin"}
    outcome = asked("updateUser", body=body)
    assert (outcome.reply.status, outcome.changes) == (204, (saved(rules.email_set(ADA, "new", AT)),))


@pytest.mark.parametrize(
    ("body", "changes"),
    [
        ({"preferredName": "Kat"}, (saved(rules.renamed(ADA, "Kat", AT)),)),
        ({"preferredName": ""}, (saved(rules.renamed(ADA, "", AT)),)),
        ({"preferredName": None}, (saved(rules.renamed(ADA, None, AT)),)),
        ({"preferredName": "Kat", "email": "x"}, (saved(rules.renamed(ADA, "Kat", AT)),)),
        ({"email": "x"}, ()),
        ({}, ()),
    ],
)
def test_a_patch_takes_the_preferred_name_alone(body: dict[str, Any], changes: tuple[Change, ...]) -> None:
    outcome = asked("patchUser", body=body)
    assert (outcome.reply.status, outcome.reply.body, outcome.changes) == (204, UNSET, changes)
