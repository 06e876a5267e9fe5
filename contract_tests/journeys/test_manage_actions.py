"""The Actions menu: what it says of an action is what happens when it is tried, on everybody and by anybody."""

from typing import Any

import pytest

from contract_tests.claims import proves
from contract_tests.exchange import Exchange
from contract_tests.narmi import (
    ADMIN,
    FELLOW,
    HUGO,
    INVITED,
    KATHY,
    MARISOL,
    NADIA,
    NO_EMAIL,
    NO_PHONE,
    NOBODY,
    OWNER,
    PROVIDER,
    READER,
    SEAN,
    SPARE,
    SUB_USER,
    SUPPORT,
    YUSUF,
    ZOE,
    Narmi,
)
from contract_tests.refusals.sound import untouched

MENU = (
    "lock", "unlock", "verify", "verify_confirm", "resend_invite", "check_deleted_transactions", "link_core_user_id",
    "unlink_core_user_id", "change_core_user_id", "update_user", "create_billpay_credential",
    "update_billpay_credentials", "resend_enrollment_code", "reset_password", "update_email", "login_as_user",
)  # fmt: skip
VERY_HIGH = {"link_core_user_id", "unlink_core_user_id", "change_core_user_id", "update_billpay_credentials"}
EVERYBODY = (
    ADMIN, FELLOW, SUPPORT, READER, INVITED, KATHY, MARISOL, ZOE, SEAN, HUGO, YUSUF, NADIA, OWNER, SUB_USER, NO_PHONE,
    NO_EMAIL,
)  # fmt: skip
PIN_OF_SEAN = "204816"
LINKED = "20417704"
"""Zoe's linked core user ID."""


def tried(narmi: Narmi, who: str, action: str, **sent: Any) -> Exchange:
    """An action, with a body that is sound but for what depends on the user."""
    if action == "login_as_user":
        return narmi.emulate(who, **sent)
    more: dict[str, Any] = {"core_user_id": SPARE} if "core_user_id" in action else {}
    if action == "unlink_core_user_id":
        more = {"core_user_id": next(iter(narmi.user(who).json["linked_core_user_ids"]), SPARE)}
    if action == "verify_confirm":
        more = {"pin": PIN_OF_SEAN}
    return narmi.act(who, action, sent=sent, **more)


@proves(
    "NARMI-080", "NARMI-M-04", "NARMI-M-07", "NARMI-M-05", "NARMI-M-09", "B-74", "NARMI-P-02", "NARMI-P-03",
    "NARMI-P-04", "NARMI-P-05", "NARMI-P-06", "NARMI-P-07", "NARMI-P-09", "NARMI-P-12",
)  # fmt: skip
@pytest.mark.parametrize("caller", [ADMIN, SUPPORT, READER])
@pytest.mark.parametrize("who", EVERYBODY)
def test_the_menu_tells_what_happens(narmi: Narmi, who: str, caller: str) -> None:
    """Available: anything but 403 and 409. Not: 403 or 409, for the reason that the menu gives, and nothing is done."""
    menu, linked = narmi.actions(who, by=caller), narmi.user(who).json["linked_core_user_ids"]
    with untouched(narmi.bank):
        for name in (name for name, action in menu.items() if not action["available"]):
            done = tried(narmi, who, name, by=caller)
            assert done.status in (403, 409) or (done.status, name) == (404, "unlink_core_user_id"), str(done)
            assert done.status == 404 or done.json["message"] == menu[name]["reason"], (name, str(done))
    for name in (name for name, action in menu.items() if action["available"]):
        fork = Narmi(narmi.bank.fork())
        done = tried(fork, who, name, by=caller)
        missing = name == "unlink_core_user_id" and not linked
        assert menu[name]["reason"] is None
        assert done.accepted or (done.status == 404 and missing), (name, str(done))


@proves("NARMI-080", "NARMI-081", "NARMI-099")
@pytest.mark.parametrize("who", [KATHY, SUPPORT, HUGO, OWNER])
def test_every_action_is_in_the_menu_with_its_marks(narmi: Narmi, who: str) -> None:
    """All of them for everybody, each with a confirmation that names the user, risk, and whether it can be undone."""
    menu = narmi.actions(who)
    assert tuple(menu) == MENU
    login = narmi.user(who).json["login"]
    for name, action in menu.items():
        assert action["title"]
        assert login in action["confirmation"], name
        assert action["available"] is (action["reason"] is None)
        assert action["risk"] == ("very_high" if name in VERY_HIGH else "high" if name == "update_email" else "none")
        assert action["irreversible"] is (name == "check_deleted_transactions")


@proves("NARMI-080")
def test_what_is_offered_depends_on_type_services_and_lock(narmi: Narmi) -> None:
    """Each of the three changes the menu."""
    assert offered(narmi, KATHY) != offered(narmi, SUPPORT)
    before = offered(narmi, KATHY)
    assert {"lock"} <= before
    assert not {"unlock", "change_core_user_id"} & before
    assert narmi.act(KATHY, "lock").status == 200
    after = offered(narmi, KATHY)
    assert (after - before, before - after) == ({"unlock", "change_core_user_id"}, {"lock"})
    assert narmi.act(KATHY, "create_billpay_credential").status == 201
    assert offered(narmi, KATHY) ^ after == {"create_billpay_credential", "update_billpay_credentials"}
    assert narmi.act(KATHY, "unlock").status == 200
    assert narmi.act(KATHY, "verify").status == 202
    assert "verify_confirm" in offered(narmi, KATHY)


@proves("NARMI-081", "NARMI-M-05", "NARMI-M-09", "NARMI-096")
@pytest.mark.parametrize("name", [name for name in MENU if name != "verify_confirm"])
def test_an_action_is_confirmed_or_not_taken(narmi: Narmi, name: str) -> None:
    """409 `confirmation_required` without `confirm`, with anything but true, and without a body; nothing is done."""
    able = (who for who in EVERYBODY if narmi.actions(who)[name]["available"])
    who, linked = (ZOE, LINKED) if name == "unlink_core_user_id" else (next(able), SPARE)
    anything_else: tuple[Any, ...] = (None, False, "true", 1, "yes", [True], {})
    with untouched(narmi.bank):
        for confirm in anything_else:
            if name == "login_as_user":
                refused = narmi.emulate(who, confirm)
            else:
                refused = narmi.act(who, name, confirm=confirm, core_user_id=linked)
            assert (refused.status, refused.json["id"]) == (409, "confirmation_required"), confirm
        if name != "login_as_user":
            bare = narmi.call("POST", narmi.path(who, "actions", name))
            assert (bare.status, bare.json["id"]) == (409, "confirmation_required")


@proves("NARMI-M-06", "F-04")
def test_an_unknown_action_is_not_found(narmi: Narmi) -> None:
    """404, whoever it is for; nothing is done; the menu of nobody is 404 too."""
    with untouched(narmi.bank):
        for name in ("teleport", "login_as_user", "Lock", "lock_user", "delete", "%00", "lock%20"):
            path = "/".join([narmi.path(KATHY), "actions", name])
            refused = narmi.call("POST", path, {"confirm": True})
            assert (refused.status, refused.json["id"]) == (404, "not_found"), name
        for name in MENU:
            assert narmi.act(NOBODY, name, core_user_id=SPARE, pin="123456").status == 404
        assert narmi.call("GET", narmi.path(NOBODY, "actions")).status == 404


@proves("NARMI-M-04", "F-04", "NARMI-P-14")
def test_the_menu_is_the_caller_s(narmi: Narmi) -> None:
    """With the permission named for each; a right that was lost a moment ago is lost here too."""
    menu = narmi.actions(KATHY, permissions=["Can view user", "Can lock user"])
    able = {name for name, action in menu.items() if action["available"]}
    free = {name for name, action in narmi.actions(KATHY).items() if action["available"] and not action["permission"]}
    assert able == {"lock"} | free
    for name, action in menu.items():
        if not action["available"] and action["permission"] and "customers" not in action["reason"]:
            assert action["permission"] in action["reason"] or narmi.actions(KATHY)[name]["reason"], name
    before = narmi.actions(KATHY, by=SUPPORT)
    assert before["lock"]["available"] is True
    narmi.edit(SUPPORT, role="Read only")
    assert narmi.actions(KATHY, by=SUPPORT)["lock"]["available"] is False
    assert narmi.act(KATHY, "lock", sent={"by": SUPPORT}).status == 403


def offered(narmi: Narmi, who: str) -> set[str]:
    """The names of the available actions."""
    return {name for name, action in narmi.actions(who).items() if action["available"]}


def test_there_is_somebody_for_every_action(narmi: Narmi) -> None:
    """Each action can be taken on one of the personas at least, and each persona is one of those tried."""
    assert {name for who in EVERYBODY for name in offered(narmi, who)} == set(MENU)
    assert len({narmi.id_of(who) for who in EVERYBODY}) == len(EVERYBODY)
    assert {narmi.id_of(who) for who in EVERYBODY} <= {user["userId"] for user in narmi.bank.users(PROVIDER)}
