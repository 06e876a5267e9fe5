"""Tests of the support desk, each against a bank of its own. Run them with `pytest examples/pytest`."""

import pytest
from support_desk import Refused, SupportDesk

from simulator.testing import Sandbox


@pytest.fixture
def desk(sandbox: Sandbox) -> SupportDesk:
    """The program, pointed at this test's bank instead of the real one."""
    return SupportDesk(sandbox.url, sandbox.token("banno-admin"), sandbox.user("kathy-smith").institution_id)


def test_a_locked_customer_is_found_and_unlocked(desk: SupportDesk, sandbox: Sandbox) -> None:
    kathy = sandbox.user("kathy-smith")
    assert [user["userId"] for user in desk.found("user@example.com")] == [kathy.user_id]
    assert desk.unlocked(kathy.user_id)
    assert kathy["status"] == "Active"


def test_a_customer_who_is_not_locked_is_left_alone(desk: SupportDesk, sandbox: Sandbox) -> None:
    ruth = sandbox.user("ruth-adler")
    assert not desk.unlocked(ruth.user_id)
    assert sandbox.journal.latest.response.status == 409


def test_a_lock_that_nobody_has_seen_before(desk: SupportDesk, sandbox: Sandbox) -> None:
    ruth = sandbox.user("ruth-adler").edit(status="Locked")
    assert desk.unlocked(ruth.user_id)
    assert ruth["status"] == "Active"


def test_the_customer_is_sent_a_link(desk: SupportDesk, sandbox: Sandbox) -> None:
    desk.reset_password(sandbox.user("kathy-smith").user_id)
    assert (sandbox.outbox.latest.channel, sandbox.outbox.latest.to) == ("email", "user@example.com")
    assert sandbox.outbox.latest.link.startswith(sandbox.url)


def test_a_token_that_may_only_look_is_refused(sandbox: Sandbox) -> None:
    kathy = sandbox.user("kathy-smith")
    desk = SupportDesk(sandbox.url, sandbox.token(permissions=["banno.view"]), kathy.institution_id)
    with pytest.raises(Refused, match="403"):
        desk.unlocked(kathy.user_id)
    assert kathy["status"] == "Locked"


def test_a_token_that_has_expired_is_refused(desk: SupportDesk, sandbox: Sandbox) -> None:
    sandbox.clock.advance(3601)
    with pytest.raises(Refused, match="401"):
        desk.found("Kathy")


def test_a_bank_that_is_overloaded_is_not_taken_for_a_lock_that_opened(desk: SupportDesk, sandbox: Sandbox) -> None:
    kathy = sandbox.user("kathy-smith")
    sandbox.fault("status", status=503, operation="unlockUser", count=1)
    with pytest.raises(Refused, match="503"):
        desk.unlocked(kathy.user_id)
    assert kathy["status"] == "Locked"
    assert desk.unlocked(kathy.user_id)


@pytest.mark.allow_invalid(reason="the desk passes on whatever it is asked, and the bank must say no")
def test_a_search_for_nothing_is_refused(desk: SupportDesk) -> None:
    with pytest.raises(Refused, match="400"):
        desk.found("")
