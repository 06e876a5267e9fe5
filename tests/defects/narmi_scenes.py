"""For Narmi's defects about lists, profiles, locks and the core, short scenes whose outcome is not the sound one."""

from collections.abc import Mapping
from typing import Any

from tests.defects.staff import (
    ADMIN,
    HUGO,
    KATHY,
    MARISOL,
    NADIA,
    OWNER,
    YUSUF,
    ZOE,
    Scene,
    act,
    ask,
    edit,
    get,
    happens,
    later,
    remembered,
    scene,
    users,
)

__all__ = ["SCENES"]

PENDING = "b06dd0e9-9048-49b4-88a3-5ff2b75f331b"
SPARE, SPARE_OF_HUGO = "20417701", "20417702"
LINK, UNLINK, CHANGE = "link_core_user_id", "unlink_core_user_id", "change_core_user_id"
LOCKED = scene(act(KATHY, "lock"), get(KATHY), get(KATHY, "history"))
UNLOCKED = scene(act(YUSUF, "unlock"), get(YUSUF), get(YUSUF, "history"))
LINKED = scene(act(MARISOL, LINK, core_user_id=SPARE), get(MARISOL), get(MARISOL, "accounts"))
DEBUG = {"core_user_id": "70000", "first_name": "Karl", "birth_date": "1999-01-01"}


def added(count: int) -> Any:
    """That many entries in a history."""
    return [happens(MARISOL, "history", action="user.login") for _ in range(count)]


LISTED: Mapping[str, Scene] = {
    "narmi-list-total-of-page": scene(users(limit=2)),
    "narmi-list-hides-archived": scene(users(limit=100)),
    "narmi-list-archive-mark-stale": scene(act(KATHY, "lock"), users(archived="true", limit=100)),
    "narmi-list-order-first-name": scene(users(limit=100)),
    "narmi-list-links-overlap": scene(users(limit=2)),
    "narmi-list-links-forget-search": scene(users(limit=1, search="a")),
    "narmi-list-admins-are-staff": scene(users(type="admin")),
    "narmi-list-enrolled-is-login": scene(users(limit=100)),
    "narmi-search-case-sensitive": scene(users(search="KATHY")),
    "narmi-search-misses-login": scene(users(search="example.com")),
    "narmi-search-misses-whole-names": scene(users(search="marisol vega")),
}
SHOWN: Mapping[str, Scene] = {
    "narmi-user-core-email-is-own": scene(get(MARISOL)),
    "narmi-user-organization-phone-lost": scene(get(OWNER)),
    "narmi-user-temporary-login-hidden": scene(get(NADIA)),
    "narmi-lists-total-of-shown": scene(ask("GET", f"/users/{MARISOL}/notes")),
    "narmi-history-stops-at-twenty": scene(*added(21), get(MARISOL, "history")),
    "narmi-history-oldest-first": scene(get(MARISOL, "history")),
    "narmi-history-device-lost": LOCKED,
    "narmi-history-by-the-user": UNLOCKED,
    "narmi-accounts-of-own-id-alone": LINKED,
    "narmi-accounts-nickname-is-name": scene(get(MARISOL, "accounts")),
}
LOCKING: Mapping[str, Scene] = {
    "narmi-lock-without-archive": LOCKED,
    "narmi-unlock-leaves-archived": UNLOCKED,
    "narmi-lock-not-persisted": LOCKED,
    "narmi-lock-not-noted": LOCKED,
    "narmi-unlock-noted-twice": UNLOCKED,
    "narmi-lock-of-the-locked": scene(act(YUSUF, "lock")),
    "narmi-unlock-of-the-unlocked": scene(act(KATHY, "unlock")),
    "narmi-lock-of-oneself": scene(act(ADMIN, "lock")),
    "narmi-unlock-resets-last-login": UNLOCKED,
    "narmi-confirmation-of-anything": scene(act(KATHY, "lock", "yes")),
    "narmi-confirmation-by-silence": scene(act(KATHY, "lock", None)),
    "narmi-menu-offers-core-change-to-all": scene(get(KATHY, "actions")),
    "narmi-menu-offers-credential-again": scene(get(ZOE, "actions")),
    "narmi-menu-without-risk": scene(get(KATHY, "actions")),
    "narmi-menu-can-be-undone": scene(get(KATHY, "actions")),
    "narmi-menu-nameless-confirmation": scene(get(KATHY, "actions")),
}
CORE: Mapping[str, Scene] = {
    "narmi-core-id-changed-unlocked": scene(act(MARISOL, CHANGE, core_user_id=SPARE)),
    "narmi-core-id-of-a-business": scene(act(OWNER, "lock"), act(OWNER, CHANGE, core_user_id=SPARE)),
    "narmi-core-id-in-use": scene(act(HUGO, CHANGE, core_user_id="70000")),
    "narmi-core-id-takes-login": scene(act(HUGO, CHANGE, core_user_id=SPARE_OF_HUGO), get(HUGO)),
    "narmi-core-id-unlocks": scene(act(HUGO, CHANGE, core_user_id=SPARE_OF_HUGO), get(HUGO)),
    "narmi-link-replaces": scene(act(ZOE, LINK, core_user_id=SPARE), get(ZOE)),
    "narmi-link-twice": scene(act(ZOE, LINK, core_user_id="20417704")),
    "narmi-link-to-a-business": scene(act(OWNER, LINK, core_user_id=SPARE)),
    "narmi-unlink-all": scene(
        act(ZOE, LINK, core_user_id=SPARE), act(ZOE, UNLINK, core_user_id=SPARE), get(ZOE)
    ),
    "narmi-unlink-not-persisted": scene(act(ZOE, UNLINK, core_user_id="20417704"), get(ZOE)),
    "narmi-update-at-once": scene(act(MARISOL, "update_user"), get(MARISOL, "history")),
    "narmi-update-lost": scene(act(MARISOL, "update_user"), later(3), get(MARISOL, "history")),
    "narmi-update-of-sub-users": scene(act("dev-okonkwo", "update_user")),
    "narmi-task-never-finished": scene(
        remembered(act(MARISOL, "update_user"), lambda task: lambda staff: (
            later(3)(staff), ask("GET", f"/tasks/{task['id']}")(staff),
        )),
    ),
    "narmi-deleted-found-again": scene(*[act(MARISOL, "check_deleted_transactions")] * 2),
    "narmi-deleted-of-own-id-alone": scene(
        act(ZOE, LINK, core_user_id="10417701"), act(ZOE, "check_deleted_transactions")
    ),
    "narmi-email-update-confirms": scene(act(MARISOL, "update_email"), get(MARISOL)),
    "narmi-email-update-noted-as-entry": scene(act(MARISOL, "update_email"), get(MARISOL, "history")),
    "narmi-code-renewed": scene(act(NADIA, "resend_enrollment_code"), happens(NADIA, "enrollments", code="k7mw2tqa")),
    "narmi-code-for-the-enrolled": scene(act(KATHY, "resend_enrollment_code")),
    "narmi-code-where-codes-are-off": scene(edit(NADIA, enrollmentCodes=False), act(NADIA, "resend_enrollment_code")),
    "narmi-code-not-sent": scene(
        act(NADIA, "resend_enrollment_code"), lambda staff: staff.control("GET", "/outbox")
    ),
    "narmi-debugger-ignores-birth-date": scene(ask("POST", "/enrollment_debugger", DEBUG)),
    "narmi-debugger-stops-at-first": scene(ask("POST", "/enrollment_debugger", DEBUG)),
}  # fmt: skip
ENTRIES: Mapping[str, Scene] = {
    "narmi-external-hides-pending": scene(get(MARISOL, "external_accounts")),
    "narmi-external-attempts-hidden": scene(
        ask("POST", f"/users/{MARISOL}/external_accounts/{PENDING}/guesses", {"amounts": [0.5, 0.6]}),
        get(MARISOL, "external_accounts"),
    ),
    "narmi-scheduled-accounts-swapped": scene(get(MARISOL, "scheduled_transfers")),
    "narmi-transfers-failed-is-cancelled": scene(get(MARISOL, "external_transfers")),
    "narmi-wires-oldest-first": scene(get(MARISOL, "wires")),
    "narmi-threads-first-message-alone": scene(get(MARISOL, "threads")),
    "narmi-notes-author-is-user": scene(get(MARISOL, "notes")),
    "narmi-features-enforced-is-enabled": scene(get(MARISOL, "features")),
    "narmi-apps-expiry-lost": scene(get(MARISOL, "authorized_apps")),
    "narmi-linked-enrolled-alone": scene(get(MARISOL, "linked_services")),
    "narmi-devices-without-app": scene(get(MARISOL, "mfa_devices")),
    "narmi-billpay-listed-half": scene(get(ZOE, "billpay_credentials")),
    "narmi-notifications-numbers-swapped": scene(get(MARISOL, "notification_history")),
    "narmi-notifications-delivered-is-sent": scene(get(MARISOL, "notification_history")),
    "narmi-notifications-undelivered-hidden": scene(get(MARISOL, "notification_history")),
    "narmi-roles-without-permissions": scene(ask("GET", "/roles")),
    "narmi-list-names-swapped": scene(users()),
    "narmi-user-category-lost": scene(get(OWNER)),
    "narmi-user-account-number-is-id": scene(get(MARISOL)),
    "narmi-user-enrolled-is-login": scene(get(MARISOL)),
}
SCENES = {**LISTED, **SHOWN, **LOCKING, **CORE, **ENTRIES}
