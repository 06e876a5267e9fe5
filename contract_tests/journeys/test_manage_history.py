"""History: all 89 codes, and exactly one entry for each change, in the history of the user whom it is about."""

from collections.abc import Callable
from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.journeys.test_only_that import only
from contract_tests.narmi import HUGO, KATHY, MARISOL, NADIA, PROVIDER, SPARE, SPARE_OF_HUGO, YUSUF, ZOE, Narmi
from contract_tests.operation import operation
from contract_tests.refusals.sound import untouched
from simulator import testing

MEANINGS = {
    claim["id"]: claim["statement"].split("`")[1]
    for claim in testing.claims()
    if claim["id"].startswith("NARMI-H-")
}  # fmt: skip
CODES = tuple(MEANINGS.values())
ACTORS = ("user", "staff", "system")


@proves(
    "NARMI-H-01", "NARMI-H-02", "NARMI-H-03", "NARMI-H-04", "NARMI-H-05", "NARMI-H-06", "NARMI-H-07", "NARMI-H-08",
    "NARMI-H-09", "NARMI-H-10", "NARMI-H-11", "NARMI-H-12", "NARMI-H-13", "NARMI-H-14", "NARMI-H-15", "NARMI-H-16",
    "NARMI-H-17", "NARMI-H-18", "NARMI-H-19", "NARMI-H-20", "NARMI-H-21", "NARMI-H-22", "NARMI-H-23", "NARMI-H-24",
    "NARMI-H-25", "NARMI-H-26", "NARMI-H-27", "NARMI-H-28", "NARMI-H-29", "NARMI-H-30", "NARMI-H-31", "NARMI-H-32",
    "NARMI-H-33", "NARMI-H-34", "NARMI-H-35", "NARMI-H-36", "NARMI-H-37", "NARMI-H-38", "NARMI-H-39", "NARMI-H-40",
    "NARMI-H-41", "NARMI-H-42", "NARMI-H-43", "NARMI-H-44", "NARMI-H-45", "NARMI-H-46", "NARMI-H-47", "NARMI-H-48",
    "NARMI-H-49", "NARMI-H-50", "NARMI-H-51", "NARMI-H-52", "NARMI-H-53", "NARMI-H-54", "NARMI-H-55", "NARMI-H-56",
    "NARMI-H-57", "NARMI-H-58", "NARMI-H-59", "NARMI-H-60", "NARMI-H-61", "NARMI-H-62", "NARMI-H-63", "NARMI-H-64",
    "NARMI-H-65", "NARMI-H-66", "NARMI-H-67", "NARMI-H-68", "NARMI-H-69", "NARMI-H-70", "NARMI-H-71", "NARMI-H-72",
    "NARMI-H-73", "NARMI-H-74", "NARMI-H-75", "NARMI-H-76", "NARMI-H-77", "NARMI-H-78", "NARMI-H-79", "NARMI-H-80",
    "NARMI-H-81", "NARMI-H-82", "NARMI-H-83", "NARMI-H-84", "NARMI-H-85", "NARMI-H-86", "NARMI-H-87", "NARMI-H-88",
    "NARMI-H-89", "B-71", "B-79", "NARMI-048", "NARMI-M-15",
)  # fmt: skip
def test_all_89_codes_are_valid_and_shown(narmi: Narmi) -> None:
    """Each can happen, by the user, staff or a system, and is then the newest entry, as it happened."""
    assert len(set(CODES)) == len(CODES) == 89
    for place, code in enumerate(CODES):
        wish = {
            "action": code,
            "actor": ACTORS[place % 3],
            "ip": f"203.0.113.{place}",
            "device": "Pixel",
            "version": "14",
        }
        narmi.happens(KATHY, "history", **wish)
        newest = narmi.call("GET", narmi.path(KATHY, "history")).json["results"][0]
        assert (newest["action"], newest["actor"]["type"]) == (code, ACTORS[place % 3])
        assert (newest["ip"], newest["device"], newest["version"]) == (wish["ip"], "Pixel", "14")
    whole = narmi.items(KATHY, "history")
    assert [entry["action"] for entry in whole[:89]] == list(reversed(CODES))
    assert len({entry["id"] for entry in whole}) == len(whole)


@proves("B-79", "B-71")
def test_there_is_no_ninetieth_code(narmi: Narmi) -> None:
    """The spec lists the 89, in the article's order, and nothing else can happen."""
    described: Any = operation("listHistory").document["components"]["schemas"]["HistoryEntry"]
    assert tuple(described["properties"]["action"]["enum"]) == CODES
    with untouched(narmi.bank):
        for code in ("user.locked", "user.Lock", "", "user.delete", "user.lock "):
            narmi.bank.control("POST", f"/users/narmi/{narmi.id_of(KATHY)}/history", {"action": code}, expect=400)


WRITES: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "lock": (KATHY, {}, ("user.lock",)),
    "unlock": (YUSUF, {}, ("user.unlock",)),
    "verify": (MARISOL, {}, ("verify.create",)),
    "check_deleted_transactions": (MARISOL, {}, ("transaction.update",)),
    "link_core_user_id": (MARISOL, {"core_user_id": SPARE}, ("accounts.create",)),
    "unlink_core_user_id": (ZOE, {"core_user_id": "20417704"}, ("account.destroy",)),
    "change_core_user_id": (HUGO, {"core_user_id": SPARE_OF_HUGO}, ("account.update",)),
    "update_user": (MARISOL, {}, ()),
    "create_billpay_credential": (MARISOL, {}, ("billpay_credential.create",)),
    "update_billpay_credentials": (ZOE, {"account_identifier": "BP-9"}, ("billpay_credential.update",)),
    "resend_enrollment_code": (NADIA, {}, ("enroll_verify.create",)),
    "resend_invite": ("pablo-inverno", {}, ("enroll_verify.create",)),
    "reset_password": (KATHY, {}, ("user.request_password_reset", "password_reset_confirm.create")),
    "update_email": (MARISOL, {}, ("user.email_update",)),
}
CHANGED: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "lock": lambda _: {"locked": True, "archived": True},
    "unlock": lambda _: {"locked": False, "archived": False},
    "link_core_user_id": lambda user: {"linkedCoreUserIds": [*user["linkedCoreUserIds"], SPARE]},
    "unlink_core_user_id": lambda _: {"linkedCoreUserIds": []},
    "change_core_user_id": lambda _: {"coreUserId": SPARE_OF_HUGO},
    "update_email": lambda user: {"email": user["core"]["email"], "emailConfirmed": False},
}
"""The members of the stored record that an action changes; those left out change none."""


@proves(
    "F-11", "NARMI-048", "NARMI-M-15", "B-71", "B-72", "NARMI-082", "NARMI-083", "NARMI-091", "NARMI-092", "NARMI-095"
)
@pytest.mark.parametrize("name", WRITES)
def test_an_action_is_noted_once_and_changes_that_user_alone(narmi: Narmi, name: str) -> None:
    """By the staff user, in the history of that user; nobody else's record or history is another one."""
    who, body, codes = WRITES[name]
    others = [each for each in (KATHY, MARISOL, ZOE, HUGO, YUSUF, NADIA) if each != who]
    before = {each: narmi.items(each, "history") for each in others}
    stored = narmi.stored(who)
    members = CHANGED[name](stored) if name in CHANGED else {}
    if name == "resend_enrollment_code":
        narmi.act(NADIA, name)
    with noted(narmi, who, *codes), only(narmi.bank, narmi.id_of(who), PROVIDER, **members):
        assert narmi.act(who, name, **body).accepted
    assert {each: narmi.items(each, "history") for each in others} == before


@proves("NARMI-048", "NARMI-H-78", "NARMI-H-79", "NARMI-082", "NARMI-010")
def test_logins_are_noted_as_the_end_user_s(narmi: Narmi) -> None:
    """Right and wrong; the right one is the last login."""
    narmi.bank.clock.freeze("2026-03-04T05:06:07Z")
    narmi.bank.tokens.clear()
    with noted(narmi, KATHY, "user.login_failed", "user.login", by=KATHY, actor="user"):
        assert narmi.happens(KATHY, "logins", password="wrong")["succeeded"] is False
        assert narmi.user(KATHY).json["last_login_at"] != "2026-03-04T05:06:07Z"
        assert narmi.happens(KATHY, "logins")["succeeded"] is True
    assert narmi.user(KATHY).json["last_login_at"].startswith("2026-03-04T05:06:07")


@proves("NARMI-M-10", "NARMI-M-09", "NARMI-003", "NARMI-H-58")
def test_a_message_to_several_is_for_all_or_none(narmi: Narmi) -> None:
    """422 for nobody, somebody unknown, somebody twice or a blank text: nobody has a thread or an entry."""
    ids = [narmi.id_of(who) for who in (KATHY, MARISOL)]
    sound = {"user_ids": ids, "subject": "Your card", "body": "It is on its way."}
    odd: list[dict[str, Any]] = [
        {"user_ids": []}, {"user_ids": [*ids, "00000000-0000-4000-8000-00000000dead"]}, {"user_ids": None},
        {"user_ids": ["x"]}, {"user_ids": ids[0]}, {"user_ids": [ids[0], ids[0]]}, {"subject": " "}, {"body": ""},
        {"subject": 7}, {"body": None},
    ]  # fmt: skip
    with untouched(narmi.bank):
        for change in odd:
            refused = narmi.call("POST", "/messages", {**sound, **change})
            assert (refused.status, next(iter(refused.json["message"])).split(".")[0]) == (422, next(iter(change))), (
                change
            )
        for name in sound:
            bare = {key: value for key, value in sound.items() if key != name}
            assert narmi.call("POST", "/messages", bare).status == 422
    with noted(narmi, KATHY, "thread.create"), noted(narmi, MARISOL, "thread.create"):
        assert narmi.call("POST", "/messages", sound).status == 201
