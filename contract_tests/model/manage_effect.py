"""What an accepted action of the menu does to a person, and what it answers."""

from typing import Any

from contract_tests.exchange import Exchange
from contract_tests.model.manage import PIN_SECONDS, TASK_SECONDS, House
from contract_tests.narmi import Narmi

NOTED = {
    "lock": "user.lock", "unlock": "user.unlock", "verify": "verify.create", "verify_confirm": "user.verify",
    "resend_invite": "enroll_verify.create", "link_core_user_id": "accounts.create",
    "unlink_core_user_id": "account.destroy", "change_core_user_id": "account.update",
    "create_billpay_credential": "billpay_credential.create", "resend_enrollment_code": "enroll_verify.create",
}  # fmt: skip
"""The actions that write one entry whenever they are taken."""


def effects(house: House, narmi: Narmi, who: str, name: str, body: dict[str, Any], done: Exchange) -> None:
    """The action was accepted: the person is another one, and the history has its entries."""
    person = house.people[who]
    if name in NOTED:
        person.noted(NOTED[name])
    if name in ("lock", "unlock"):
        person["locked"] = person["archived"] = name == "lock"
    elif "core_user_id" in name:
        _another_core_id(narmi, person, name, body["core_user_id"])
    elif "verify" in name:
        person.pin_until = house.now + PIN_SECONDS if name == "verify" else None
    elif name == "update_user":
        house.tasks.append((house.now + TASK_SECONDS, who))
    elif name == "check_deleted_transactions":
        _deleted(person, done)
    elif name == "reset_password":
        _reset(house, person, done)
    elif name == "update_email" and person["email"] != person["core"]["email"]:
        person["email"], person["emailConfirmed"] = person["core"]["email"], False
        person.noted("user.email_update")
    elif "billpay" in name:
        _billpay(person, name, body, done)


def _another_core_id(narmi: Narmi, person: Any, name: str, wanted: str) -> None:
    linked = [one for one in person["linkedCoreUserIds"] if one != wanted]
    if name == "change_core_user_id":
        person["coreUserId"], person["linkedCoreUserIds"] = wanted, linked
        person["core"] = narmi.stored(person.id)["core"]
    else:
        person["linkedCoreUserIds"] = [*linked, wanted] if name == "link_core_user_id" else linked


def _deleted(person: Any, done: Exchange) -> None:
    """The voided transactions that are known are among those found; they are found once."""
    known = sum(account["voided"] for account in person["core"]["accounts"])
    assert done.json["deleted"] >= known, done
    assert person["linkedCoreUserIds"] or done.json["deleted"] == known, done
    for account in person["core"]["accounts"]:
        account["voided"] = 0
    if done.json["deleted"]:
        person.noted("transaction.update")


def _reset(house: House, person: Any, done: Exchange) -> None:
    """A code where one is to be entered; else a link, which staff is shown in UAT alone."""
    if person["enrollment"] == "pending_code" and house.codes_on:
        assert done.json["link"] is None, done
        person.noted("enroll_verify.create")
        return
    assert (done.json["link"] is not None) is (house.uat or not person.staff), done
    person.noted("user.request_password_reset", "password_reset_confirm.create")


def _billpay(person: Any, name: str, body: dict[str, Any], done: Exchange) -> None:
    """What is answered is what is kept; a credential that is only seen, or set to what it is, is no change."""
    own = {"accountIdentifier": done.json["account_identifier"], "accessToken": done.json["access_token"]}
    before = person["profile"]["billpayCredential"] or {}
    if name == "update_billpay_credentials":
        told = {"accountIdentifier": body.get("account_identifier"), "accessToken": body.get("access_token")}
        wanted = {member: before[member] if value is None else value for member, value in told.items()}
        assert own == wanted, done
        if own != {member: before[member] for member in own}:
            person.noted("billpay_credential.update")
    person["profile"]["billpayCredential"] = {**before, **own}
