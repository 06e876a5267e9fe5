"""Banno, profile sandbox: writes to the given user that leave it as it was, or that it is waiting for."""

import pytest

from contract_tests.claims import proves
from contract_tests.upstream.upstream import Upstream


@pytest.mark.needs("updateUser", "getUser")
@proves("BAN-U-10", "BAN-U-11", "BAN-U-12", "BAN-U-14")
def test_the_address_that_is_there_can_be_written_again(upstream: Upstream) -> None:
    """The one e-mail address that can be sent without a change."""
    before = upstream.call("getUser").json
    if not before.get("email"):
        upstream.unproven["updateUser"] = "the given user has no e-mail address to write again"
        pytest.skip(upstream.unproven["updateUser"])
    done = upstream.call("updateUser", json={"email": before["email"]})
    assert done.status == 204, done
    assert upstream.call("getUser").json["email"] == before["email"]


@pytest.mark.needs("unlockUser", "getUserStatus")
@proves("BAN-T-03", "BAN-T-05", "BAN-T-07", "BAN-T-08", "BAN-T-09")
def test_a_locked_user_is_unlocked(upstream: Upstream) -> None:
    """Only where the given user is locked; it cannot be locked again by a call."""
    status = upstream.call("getUserStatus").json["status"]
    if status != "Locked":
        upstream.unproven["unlockUser"] = f"the given user is {status}, not Locked"
        pytest.skip(upstream.unproven["unlockUser"])
    done = upstream.call("unlockUser", json={"state": False})
    if done.status == 202:
        pytest.skip("the upstream has queued the unlock")
    assert done.status == 204, done
    after = upstream.until(lambda: upstream.call("getUserStatus"), lambda done: done.json["status"] != "Locked").json
    assert after["status"] != "Locked"
    upstream.owes(after == {"status": "Active"}, after, "B-07")


@pytest.mark.needs("resetPassword")
@proves("BAN-P-01", "BAN-P-04", "BAN-P-05")
def test_a_password_reset_is_accepted(upstream: Upstream) -> None:
    """By the way that was asked for; the given user gets a message."""
    done = upstream.call("resetPassword", json={"method": upstream.access.given["method"]})
    assert (done.status, done.json) == (200, {}), done
