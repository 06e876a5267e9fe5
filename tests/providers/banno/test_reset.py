"""A reset link is good once, for an hour, as long as its user is there."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from simulator.domain.call import Change, Outcome
from simulator.providers.banno import rules
from simulator.providers.banno.handlers import saved
from simulator.providers.banno.reset import password_reset
from simulator.providers.banno.state import State
from tests.providers.banno.bank import AT, after, bank, called, state, user

ADA = user("ada", status="Reset")
TICKET = rules.ticketed(ADA, "t1", AT)
STATE = state(ADA, tickets=[TICKET])


def used(seen: State = STATE, password: str = "new", at: datetime = AT, ticket: str = "t1") -> Outcome | None:
    return password_reset(seen, ticket, password, called(at=at))


def test_a_good_link_sets_the_password_and_is_spent() -> None:
    outcome = used()
    assert outcome is not None
    assert outcome.reply.status == 200
    assert outcome.changes == (
        Change("banno", "reset_tickets", "t1", replace(TICKET, used=True)),
        saved(rules.password_set(ADA, "new", AT)),
    )


def test_looking_at_a_link_spends_nothing() -> None:
    outcome = used(password="")
    assert outcome is not None
    assert (outcome.reply.status, outcome.changes) == (200, ())


@pytest.mark.parametrize("password", ["new", ""])
def test_a_link_is_good_until_its_hour_is_over(password: str) -> None:
    for seconds, status in ((0, 200), (3599.999, 200), (3600, 410), (7200, 410)):
        outcome = used(password=password, at=AT + timedelta(seconds=seconds))
        assert outcome is not None
        assert (outcome.reply.status, bool(outcome.changes)) == (status, status == 200 and bool(password))


def test_a_spent_link_stays_spent() -> None:
    first = used()
    assert first is not None
    again = used(after(bank(ADA, tickets=[TICKET]), first.changes))
    assert again is not None
    assert (again.reply.status, again.changes) == (410, ())


def test_the_link_of_a_user_who_is_gone_is_spent() -> None:
    gone = after(bank(ADA, tickets=[TICKET]), [Change("banno", "users", ADA.user_id, None)])
    outcome = used(gone)
    assert outcome is not None
    assert (outcome.reply.status, outcome.changes) == (410, ())


@pytest.mark.parametrize("ticket", ["", "t2", "T1"])
def test_a_link_that_nobody_was_sent_is_none_of_ours(ticket: str) -> None:
    assert used(ticket=ticket) is None


def test_of_two_links_each_is_good_once() -> None:
    other = rules.ticketed(ADA, "t2", AT)
    first = used()
    assert first is not None
    seen = after(bank(ADA, tickets=[TICKET, other]), first.changes)
    outcome = used(seen, ticket="t2")
    assert outcome is not None
    assert outcome.reply.status == 200
