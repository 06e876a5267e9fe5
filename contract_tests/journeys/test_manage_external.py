"""E10: external accounts, guessed at by the end user, reset and edited by staff."""

from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.exchange import Exchange
from contract_tests.narmi import ADMIN, KATHY, MARISOL, NOBODY, ZOE, Narmi
from contract_tests.refusals.sound import untouched

PERMISSION = "Can update details of an external account"
DAY = 86_400


def account(narmi: Narmi, who: str = MARISOL, state: str = "pending") -> dict[str, Any]:
    """An external account of the user in this state."""
    return next(one for one in narmi.items(who, "external_accounts") if one["state"] == state)


def amounts(narmi: Narmi, id: str, who: str = MARISOL) -> list[float]:
    """The microdeposits of an external account, in dollars."""
    stored = narmi.stored(who)["profile"]["externalAccounts"]
    return [cents / 100 for one in stored if one["accountId"] == id for cents in one["amounts"]]


def at(narmi: Narmi, id: str, *more: str, who: str = MARISOL) -> str:
    """The path of an external account."""
    return narmi.path(who, "external_accounts", id, *more)


def guess(narmi: Narmi, id: str, amounts: Any, who: str = MARISOL) -> Exchange:
    """A guess at both amounts."""
    return narmi.call("POST", at(narmi, id, "guesses", who=who), {"amounts": amounts})


def edited(narmi: Narmi, id: str, wish: Any, who: str = MARISOL, **sent: Any) -> Exchange:
    """An edit by staff."""
    return narmi.call("PATCH", at(narmi, id, who=who), wish, **sent)


@proves("NARMI-038", "NARMI-039", "NARMI-040", "NARMI-041", "NARMI-042", "NARMI-P-15", "B-76", "NARMI-H-30")
def test_ten_wrong_guesses_and_staff_helps(narmi: Narmi) -> None:
    """422 each, 403 for the eleventh even if it is right; reset: none made; verified by staff all the same."""
    id = account(narmi)["id"]
    narmi.call("POST", at(narmi, id, "reset_attempts"))
    for count in range(1, 11):
        wrong = guess(narmi, id, [0.98, 0.99])
        assert (wrong.status, wrong.json["id"]) == (422, "invalid_request_error")
        assert account(narmi)["attempts"] == count
    with untouched(narmi.bank):
        for each in ([0.98, 0.99], amounts(narmi, id)):
            late = guess(narmi, id, each)
            assert (late.status, late.json["id"]) == (403, "max_number_requests")
    with noted(narmi, MARISOL, "external_account.update"):
        done = narmi.call("POST", at(narmi, id, "reset_attempts"))
    assert (done.status, done.json["attempts"], account(narmi)["attempts"]) == (200, 0, 0)
    with noted(narmi, MARISOL, "external_account.update"):
        done = edited(narmi, id, {"state": "verified"})
    assert (done.status, done.json["state"]) == (200, "verified")
    with untouched(narmi.bank):
        refused = guess(narmi, id, [0.98, 0.99])
        assert (refused.status, refused.json["id"]) == (409, "account_not_pending")


@proves("NARMI-039", "B-76", "NARMI-038", "NARMI-H-31", "B-71")
def test_the_tenth_guess_may_still_be_right(narmi: Narmi) -> None:
    """200, in either order, with an entry by the end user; the guesses before wrote none."""
    id = account(narmi)["id"]
    narmi.call("POST", at(narmi, id, "reset_attempts"))
    right = amounts(narmi, id)
    with noted(narmi, MARISOL):
        for _ in range(9):
            assert guess(narmi, id, [right[0], 0.99 if right[1] != 0.99 else 0.98]).status == 422
    with noted(narmi, MARISOL, "external_account.verify", by=MARISOL, actor="user"):
        done = guess(narmi, id, right[::-1])
    assert (done.status, done.json["state"]) == (200, "verified")
    assert [one["state"] for one in narmi.items(MARISOL, "external_accounts") if one["id"] == id] == ["verified"]


@proves("B-82", "NARMI-038")
def test_microdeposits_do_not_expire(narmi: Narmi) -> None:
    """Newer pages end them after 60 days; that is off."""
    id = account(narmi)["id"]
    narmi.bank.clock.freeze()
    narmi.bank.clock.advance(400 * DAY)
    fresh = Narmi(narmi.bank.fork())
    assert guess(fresh, id, amounts(fresh, id)).status == 200


@proves("NARMI-041", "F-13", "NARMI-H-30", "F-11")
@pytest.mark.parametrize(
    ("name", "value", "other"),
    [("product_type", "checking", "savings"), ("account_purpose", "personal", "business")],
)
def test_staff_edits_an_external_account(narmi: Narmi, name: str, value: str, other: str) -> None:
    """200 with the account as it reads from then on, one entry; the same again is no change."""
    before = account(narmi, state="verified")
    wish = {name: other if before[name] == value else value}
    with noted(narmi, MARISOL, "external_account.update"):
        done = edited(narmi, before["id"], wish)
    assert (done.status, done.json) == (200, {**before, **wish})
    assert {**before, **wish} in narmi.items(MARISOL, "external_accounts")
    with untouched(narmi.bank):
        assert edited(narmi, before["id"], wish).status == 200


@proves("NARMI-042", "NARMI-041")
def test_staff_overrides_how_an_account_was_verified(narmi: Narmi) -> None:
    """Verified to pending, and it has to be guessed anew, from the first guess; pending to verified without a guess."""
    id = account(narmi, state="verified")["id"]
    assert edited(narmi, id, {"state": "pending"}).status == 200
    (after,) = (one for one in narmi.items(MARISOL, "external_accounts") if one["id"] == id)
    assert (after["state"], after["attempts"]) == ("pending", 0)
    assert edited(narmi, id, {"state": "verified"}).json["state"] == "verified"


@proves("NARMI-041", "NARMI-M-02", "F-13")
@pytest.mark.parametrize(
    ("wish", "member"),
    [
        ({"state": "failed"}, "state"), ({"state": None}, "state"), ({"product_type": "loan"}, "product_type"),
        ({"account_purpose": 7}, "account_purpose"), ({}, "$"),
    ],
)  # fmt: skip
def test_an_edit_that_cannot_be_is_refused(narmi: Narmi, wish: dict[str, Any], member: str) -> None:
    """422 that names the member; what it may not change is left alone."""
    before = account(narmi)
    with untouched(narmi.bank):
        refused = edited(narmi, before["id"], wish)
        assert refused.status == 422
        assert member == "$" or list(refused.json["message"]) == [member]
    more = {"routing_number": "1", "account_number": "2", "name": "x", "attempts": 5, "state": "pending"}
    with untouched(narmi.bank):
        assert edited(narmi, before["id"], more).status == 200
    assert account(narmi) == before


@proves("NARMI-040", "NARMI-P-15")
def test_attempts_are_reset_while_an_account_is_pending(narmi: Narmi) -> None:
    """409 for one that is verified; 403 without the permission; with it alone, 200."""
    verified, pending = account(narmi, state="verified")["id"], account(narmi)["id"]
    assert guess(narmi, pending, [0.98, 0.99]).status == 422
    with untouched(narmi.bank):
        refused = narmi.call("POST", at(narmi, verified, "reset_attempts"))
        assert (refused.status, refused.json["id"]) == (409, "account_not_pending")
        for path, method in ((at(narmi, pending, "reset_attempts"), "POST"), (at(narmi, pending), "PATCH")):
            assert narmi.call(method, path, {"state": "verified"}, permissions=["Can view user"]).status == 403
    assert narmi.call("POST", at(narmi, pending, "reset_attempts"), permissions=[PERMISSION]).status == 200
    assert edited(narmi, pending, {"state": "verified"}, permissions=[PERMISSION]).status == 200


@proves("NARMI-037", "F-04")
def test_an_account_of_somebody_else_is_not_there(narmi: Narmi) -> None:
    """404 for an account under another user, and for nobody's."""
    id = account(narmi)["id"]
    with untouched(narmi.bank):
        for who, which in ((ZOE, id), (KATHY, id), (MARISOL, NOBODY), (MARISOL, "x")):
            assert edited(narmi, which, {"state": "verified"}, who).status == 404
            assert guess(narmi, which, [0.11, 0.27], who).status == 404
            assert narmi.call("POST", at(narmi, which, "reset_attempts", who=who)).status == 404


@proves("NARMI-039", "B-76")
@pytest.mark.parametrize(
    "odd", [[], [0.1], [0.1, 0.2, 0.3], [0, 0.1], [1.0, 0.1], ["0.11", "0.27"], None, "0.11", [None, 0.1]], ids=repr
)
def test_a_guess_that_is_none_does_not_count(narmi: Narmi, odd: Any) -> None:
    """422, and as many attempts as before."""
    with untouched(narmi.bank):
        assert guess(narmi, account(narmi)["id"], odd).status == 422


@proves("NARMI-042")
def test_staff_verifies_an_account_whose_guesses_are_used_up(narmi: Narmi) -> None:
    """The state that staff sets counts, whatever the microdeposits say."""
    id = account(narmi)["id"]
    while guess(narmi, id, [0.98, 0.99]).status == 422:
        pass
    assert account(narmi)["attempts"] == 10
    with noted(narmi, MARISOL, "external_account.update", by=ADMIN):
        done = edited(narmi, id, {"state": "verified"})
    assert (done.status, done.json["state"]) == (200, "verified")
    assert done.json in narmi.items(MARISOL, "external_accounts")
