"""For each of Narmi's other defects, a short scene whose outcome is not the sound one."""

from collections.abc import Mapping
from typing import Any

from tests.defects.staff import (
    HUGO,
    INVITED,
    KATHY,
    MARISOL,
    NADIA,
    OWNER,
    READER,
    SUPPORT,
    YUSUF,
    ZOE,
    Scene,
    Staff,
    Step,
    act,
    add,
    as_user,
    ask,
    contact,
    device,
    edit,
    external,
    get,
    happens,
    later,
    remembered,
    scene,
    users,
)

__all__ = ["SCENES"]

PENDING, VERIFIED = "b06dd0e9-9048-49b4-88a3-5ff2b75f331b", "06fad3cb-45b7-48f5-b734-0e57aa05db19"
PHONE = "de6ccaa4-ee38-456a-8820-56063367efad"
APP = "598396c5-3d4d-45bd-bcc9-e2d9360e9f23"
NOBODY = "00000000-0000-4000-8000-00000000dead"
STAFF: dict[str, Any] = {"kind": "staff", "first_name": "Noor", "last_name": "Haddad", "phone": "+15555550171"}
BOSS = {**STAFF, "admin": True, "email": "boss@example.com"}
CUSTOMER: dict[str, Any] = {"kind": "customer", "username": "OpalW", "email": "o@example.com", "category": "personal"}
CODES = ask("POST", f"/users/{MARISOL}/mfa_devices/backup_codes")
WRONG = external(MARISOL, PENDING, "guesses", amounts=[0.98, 0.99])
RIGHT = external(MARISOL, PENDING, "guesses", amounts=[0.11, 0.27])
SEEN = get(MARISOL, "external_accounts")
EMULATED = ask("POST", "/emulations", {"user_id": KATHY, "confirm": True})
RELEASED = ask("DELETE", "/emulations/{emulation}")


def outbox(staff: Staff) -> Any:
    """The messages that were sent."""
    return staff.control("GET", "/outbox")


def pin(who: str, change: Any = str) -> Step:
    """The last PIN, changed in some way, is read back."""

    def step(staff: Staff) -> Any:
        text = next(one["text"] for one in outbox(staff)[1]["items"] if one["channel"] == "sms")
        digits = "".join(filter(str.isdigit, text))[:6]
        return act(who, "verify_confirm", None, pin=change(digits))(staff)

    return step


def followed(link: str) -> Step:
    """A link to reset a password is followed; the status."""

    def step(staff: Staff) -> Any:
        form = [("Host", "localhost"), ("Content-Type", "application/x-www-form-urlencoded")]
        return staff.world.handed("POST", link[link.index("/_simulator") :], form, [b"password=another-one-7"]).status

    return step


def coded(index: int) -> Any:
    """A backup code out of an answer is tried by the end user."""
    return lambda told: happens(MARISOL, "logins", backupCode=told["codes"][index])


def messages(*people: str) -> Step:
    """A message to several users."""
    return ask("POST", "/messages", {"user_ids": list(people), "subject": "Your card", "body": "It is on its way."})


EXTERNAL: Mapping[str, Scene] = {
    "narmi-guess-tenth-refused": scene(*[WRONG] * 9, RIGHT),
    "narmi-guess-eleventh-right": scene(*[WRONG] * 10, RIGHT),
    "narmi-guess-not-counted": scene(WRONG, SEEN),
    "narmi-guess-order-matters": scene(external(MARISOL, PENDING, "guesses", amounts=[0.27, 0.11])),
    "narmi-guess-half-right": scene(external(MARISOL, PENDING, "guesses", amounts=[0.11, 0.99])),
    "narmi-guess-by-staff": scene(RIGHT, get(MARISOL, "history")),
    "narmi-attempts-reset-to-one": scene(WRONG, external(MARISOL, PENDING, "reset_attempts"), SEEN),
    "narmi-attempts-reset-not-noted": scene(
        WRONG, external(MARISOL, PENDING, "reset_attempts"), get(MARISOL, "history")
    ),
    "narmi-external-purpose-lost": scene(external(MARISOL, VERIFIED, account_purpose="business"), SEEN),
    "narmi-external-stuck-after-ten": scene(*[WRONG] * 10, external(MARISOL, PENDING, state="verified"), SEEN),
    "narmi-external-noted-as-verified": scene(external(MARISOL, PENDING, state="verified"), get(MARISOL, "history")),
}
DEVICES: Mapping[str, Scene] = {
    "narmi-codes-old-ones-stay": scene(remembered(CODES, lambda told: scene(CODES, coded(0)(told)))),
    "narmi-codes-for-colleagues": scene(
        edit(SUPPORT, role="Supervisor"), ask("POST", f"/users/{READER}/mfa_devices/backup_codes", persona=SUPPORT)
    ),
    "narmi-codes-not-kept": scene(remembered(CODES, coded(0))),
    "narmi-switch-of-any-device": scene(device(MARISOL, APP, "mobile")),
    "narmi-switch-voip-gets-text": scene(device(MARISOL, PHONE, "voip")),
    "narmi-switch-not-persisted": scene(device(MARISOL, PHONE, "voip"), get(MARISOL, "mfa_devices")),
    "narmi-notifications-in-uat": scene(edit(MARISOL, environment="uat"), get(MARISOL, "notification_history")),
    "narmi-notifications-sent-for-ever": scene(get(MARISOL, "notification_history")),
    "narmi-notifications-failed-is-undelivered": scene(get(MARISOL, "notification_history")),
    "narmi-notifications-oldest-first": scene(get(MARISOL, "notification_history")),
    "narmi-notifications-with-codes": scene(get(MARISOL, "notification_history")),
    "narmi-notifications-of-own-numbers": scene(get(MARISOL, "notification_history?to=%2B15555550777")),
    "narmi-verify-of-staff": scene(act(SUPPORT, "verify")),
    "narmi-verify-silent": scene(act(MARISOL, "verify"), outbox),
    "narmi-verify-forgets-reason": scene(act(MARISOL, "verify", reason="contact info or email"), pin(MARISOL)),
    "narmi-pin-by-its-end": scene(act(MARISOL, "verify"), pin(MARISOL, lambda digits: f"0000{digits[-2:]}")),
    "narmi-pin-of-anybody": scene(act(MARISOL, "verify"), act(MARISOL, "verify_confirm", None, pin="204816")),
    "narmi-pin-good-again": scene(act(MARISOL, "verify"), pin(MARISOL), pin(MARISOL)),
    "narmi-pin-never-expires": scene(act(MARISOL, "verify"), later(3600), pin(MARISOL)),
}
PEOPLE: Mapping[str, Scene] = {
    "narmi-add-staff-without-role": scene(add(**STAFF, admin=False, email="noor@example.com")),
    "narmi-add-admin-as-staff": scene(add(**BOSS), users(search="boss@")),
    "narmi-add-enrolled": scene(
        remembered(add(**CUSTOMER, core_user_id="20417703"), lambda user: get(user["id"])),
    ),
    "narmi-add-invites-nobody": scene(add(**BOSS), outbox),
    "narmi-add-login-by-case": scene(add(**{**CUSTOMER, "username": "MARISOLV"}, core_user_id="20417703")),
    "narmi-add-noted-in-plural": scene(remembered(add(**BOSS), lambda user: get(user["id"], "history"))),
    "narmi-contact-email-by-editors": scene(
        contact(KATHY, {"permissions": [
            "Can edit personal and business user's name and other information via staff portal"
        ]}, email="new@example.com"),
    ),
    "narmi-contact-noted-once": scene(contact(KATHY, phone="+15555550199", username="ks"), get(KATHY, "history")),
    "narmi-contact-address-anew": scene(contact(KATHY, address={"city": "Ames"}), get(KATHY)),
    "narmi-contact-changes-core": scene(contact(KATHY, email="new@example.com"), get(KATHY)),
    "narmi-contact-stays-confirmed": scene(contact(MARISOL, email="new@example.com"), get(MARISOL)),
    "narmi-invite-to-the-active": scene(act(SUPPORT, "resend_invite")),
    "narmi-invite-of-admins-by-staff": scene(
        edit(SUPPORT, role="Team lead"), act("rhea-malik", "resend_invite", wish={"persona": SUPPORT})
    ),
    "narmi-invite-not-sent": scene(act(INVITED, "resend_invite"), outbox),
    "narmi-message-to-the-first": scene(messages(KATHY, MARISOL), get(MARISOL, "threads")),
    "narmi-message-to-the-known": scene(messages(KATHY, NOBODY)),
    "narmi-message-by-the-user": scene(messages(KATHY), get(KATHY, "threads")),
}  # fmt: skip
RESET = act(KATHY, "reset_password")
CREATED = act(MARISOL, "create_billpay_credential")
PASSWORDS: Mapping[str, Scene] = {
    "narmi-reset-noted-once": scene(RESET, get(KATHY, "history")),
    "narmi-reset-not-mailed": scene(RESET, outbox),
    "narmi-reset-mailed-in-uat": scene(edit(KATHY, environment="uat"), RESET, outbox),
    "narmi-reset-link-for-staff": scene(act(SUPPORT, "reset_password")),
    "narmi-reset-link-before-code": scene(act(NADIA, "reset_password")),
    "narmi-link-good-for-a-day": scene(remembered(RESET, lambda told: scene(later(3601), followed(told["link"])))),
    "narmi-link-good-twice": scene(remembered(RESET, lambda told: scene(*[followed(told["link"])] * 2))),
    "narmi-link-without-password": scene(
        remembered(RESET, lambda told: followed(told["link"])), happens(KATHY, "logins", password="another-one-7")
    ),
    "narmi-link-not-noted": scene(remembered(RESET, lambda told: followed(told["link"])), get(KATHY, "history")),
    "narmi-billpay-created-again": scene(CREATED, CREATED),
    "narmi-billpay-seen-is-noted": scene(act(ZOE, "update_billpay_credentials"), get(ZOE, "history")),
    "narmi-billpay-token-lost": scene(
        act(ZOE, "update_billpay_credentials", account_identifier="BP-9"), get(ZOE, "billpay_credentials")
    ),
    "narmi-billpay-update-lost": scene(
        act(ZOE, "update_billpay_credentials", account_identifier="BP-9"), get(ZOE, "billpay_credentials")
    ),
    "narmi-billpay-history-swapped": scene(CREATED, get(MARISOL, "history")),
}
ACCESS: Mapping[str, Scene] = {
    "narmi-access-locked-staff": scene(edit(SUPPORT, locked=True), ask("GET", f"/users/{KATHY}", persona=SUPPORT)),
    "narmi-access-customers": scene(act(MARISOL, "update_user", wish={"persona": ZOE})),
    "narmi-access-role-of-first-day": scene(
        edit(SUPPORT, role="Read only"), act(KATHY, "lock", wish={"persona": SUPPORT})
    ),
    "narmi-access-codes-for-all": scene(ask("POST", f"/users/{MARISOL}/mfa_devices/backup_codes", permissions=[])),
    "narmi-access-number-type-for-all": scene(device(MARISOL, PHONE, "voip", permissions=[])),
    "narmi-access-notifications-for-all": scene(get(MARISOL, "notification_history", permissions=[])),
    "narmi-access-core-id-for-all": scene(
        act(HUGO, "change_core_user_id", wish={"permissions": []}, core_user_id="20417702")
    ),
    "narmi-access-emulation-for-all": scene(
        ask("POST", "/emulations", {"user_id": KATHY, "confirm": True}, permissions=[])
    ),
    "narmi-order-rights-last": scene(ask("GET", f"/users/{NOBODY}", permissions=[])),
    "narmi-order-state-before-confirmation": scene(act(YUSUF, "lock", None)),
    "narmi-order-values-before-state": scene(act(OWNER, "link_core_user_id", core_user_id=7)),
    "narmi-refusal-as-sentence": scene(contact(KATHY, phone="7")),
    "narmi-refusal-without-rule": scene(act(YUSUF, "lock")),
    "narmi-refusal-hides-rights": scene(get(KATHY, permissions=[])),
    "narmi-emulation-edits-contact": scene(
        EMULATED, as_user("PATCH", f"/users/{KATHY}/contact", {"phone": "+15555550199"})
    ),
    "narmi-emulation-sends-messages": scene(
        EMULATED, as_user("POST", "/messages", {"user_ids": [KATHY], "subject": "x", "body": "y"})
    ),
    "narmi-emulation-reads-others": scene(EMULATED, as_user("GET", f"/users/{MARISOL}/accounts")),
    "narmi-emulation-after-release": scene(EMULATED, RELEASED, as_user("GET", f"/users/{KATHY}")),
    "narmi-emulation-release-lost": scene(EMULATED, RELEASED, as_user("GET", f"/users/{KATHY}")),
    "narmi-emulation-not-noted": scene(EMULATED, get(KATHY, "history")),
    "narmi-emulation-of-staff": scene(ask("POST", "/emulations", {"user_id": READER, "confirm": True})),
    "narmi-emulation-names-nobody": scene(EMULATED),
}
NONE: dict[str, Any] = {"permissions": []}
RIGHTS: Mapping[str, Scene] = {
    "narmi-rights-lock-of-staff": scene(act(SUPPORT, "lock", wish={"permissions": ["Can lock user"]})),
    "narmi-rights-staff-by-customer-adders": scene(ask("POST", "/users", BOSS, permissions=["Can add user"])),
    "narmi-rights-list-for-all": scene(ask("GET", "/users", **NONE)),
    "narmi-rights-history-for-all": scene(get(KATHY, "history", **NONE)),
    "narmi-rights-billpay-list-for-viewers": scene(get(ZOE, "billpay_credentials", permissions=["Can view user"])),
    "narmi-rights-attempts-for-all": scene(
        ask("POST", f"/users/{MARISOL}/external_accounts/{PENDING}/reset_attempts", **NONE)
    ),
    "narmi-rights-email-update-for-all": scene(act(MARISOL, "update_email", wish=NONE)),
    "narmi-rights-reset-for-all": scene(act(KATHY, "reset_password", wish=NONE)),
    "narmi-rights-deleted-needs-lock": scene(act(MARISOL, "check_deleted_transactions", wish=NONE)),
    "narmi-unknown-action-conflicts": scene(act(KATHY, "teleport")),
    "narmi-verify-anew": scene(*[act(MARISOL, "verify")] * 2, outbox),
    "narmi-verify-to-device": scene(act(MARISOL, "verify"), outbox),
}
SCENES = {**EXTERNAL, **DEVICES, **PEOPLE, **PASSWORDS, **ACCESS, **RIGHTS}
