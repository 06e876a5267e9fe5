"""The Actions menu: it says what trying says, and which permission is missing."""

from typing import Any

import pytest

from simulator.domain.problem import Kind, Refused
from simulator.providers.narmi import permission
from simulator.providers.narmi.menu import BY_OPERATION, MENU
from tests.providers.narmi.crowd import BOSS, BUSINESS, CONFIRMED, INVITED, LOCKED, PENDING, STATE, SUB, refusal
from tests.providers.narmi.staffed import ADMIN, CLEO, SUPPORT, asked, done, seen, user


@pytest.mark.parametrize("action", MENU, ids=lambda action: action.name)
def test_the_menu_says_what_trying_says(action: Any) -> None:
    for about in (CLEO, LOCKED, BUSINESS, SUB, PENDING, INVITED, SUPPORT, ADMIN):
        shown, _ = done(STATE, "listUserActions", about)
        offered = next(one for one in shown["results"] if one["name"] == action.name)
        body = {**CONFIRMED, "user_id": about.user_id, "pin": "000000"}
        tried = refusal(action.operation, about, body=body)
        assert offered["available"] is (tried[0] is None), about.login
        assert (offered["reason"] is None) is offered["available"]
        assert about.login in offered["confirmation"]


@pytest.mark.parametrize("action", [one for one in MENU if one.permission], ids=lambda action: action.name)
def test_without_its_permission_an_action_is_forbidden_and_the_menu_says_so(action: Any) -> None:
    for about in (CLEO, SUPPORT):
        needed = action.needed(about)
        fewer = [name for name in permission.ALL if name != needed]
        body = {**CONFIRMED, "user_id": about.user_id}
        assert refusal(action.operation, about, permissions=fewer, body=body)[0] is Kind.FORBIDDEN
        shown, _ = done(STATE, "listUserActions", about, permissions=fewer)
        offered = next(one for one in shown["results"] if one["name"] == action.name)
        assert (offered["available"], offered["permission"]) == (False, needed)
        assert needed in offered["reason"]
        odd_case = [name.upper() for name in permission.ALL]
        assert refusal(action.operation, about, permissions=odd_case, body=body)[0] is not Kind.FORBIDDEN


def test_an_admins_invitation_is_resent_by_admins_alone() -> None:
    lead = user("lead", type="staff", role="Lead")
    state = seen(BOSS, INVITED, lead)
    assert refusal("resendInvite", BOSS, state, lead)[0] is Kind.FORBIDDEN
    assert refusal("resendInvite", INVITED, state, lead) == (None, "")


def test_an_unknown_action_lists_the_known_ones() -> None:
    with pytest.raises(Refused) as caught:
        asked(STATE, "unknownAction", CLEO, path={"action": "fly"})
    assert caught.value.problem.kind is Kind.NOT_FOUND
    assert all(name in caught.value.problem.hint for name in ("lock", "update_email"))


def test_every_action_of_the_menu_is_an_operation() -> None:
    assert len(BY_OPERATION) == len(MENU)
