"""When an action of the menu can be taken and what it needs, one row each: permissions, state, values."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

REASONS = ("contact info or email", "password or email reset", "external account details")
CORE_ID = re.compile(r"\d{4,12}")
KNOWN_CORES = {"20417701", "20417702", "20417703", "20417704"}
"""Core user IDs that the fixtures' core has beside those of users."""


class Action(NamedTuple):
    """The permission for a customer and, if it is another, for staff; what hinders it."""

    permissions: tuple[str, ...]
    hindrance: Callable[[Any, Any], str | None]


def folded(names: Iterable[str]) -> set[str]:
    """Labels as they are compared."""
    return {name.casefold() for name in names}


def hindered(house: Any, person: Any, name: str, body: dict[str, Any]) -> str | None:
    """The rule by which an action cannot be taken on this person now."""
    rule = ACTIONS[name].hindrance(house, person)
    own = [person["coreUserId"], *person["linkedCoreUserIds"]]
    if rule is None and name == "link_core_user_id" and body.get("core_user_id") in own:
        return "already_linked"
    return rule


def blamed(house: Any, person: Any, name: str, body: dict[str, Any]) -> tuple[int, str] | None:
    """422 for values that cannot be."""
    odd = (422, "invalid_request_error")
    if name in ("link_core_user_id", "change_core_user_id", "unlink_core_user_id"):
        wanted = body.get("core_user_id")
        if not isinstance(wanted, str) or not CORE_ID.fullmatch(wanted):
            return odd
        holders = [each for each in house.people.values() if each["coreUserId"] == wanted]
        if name != "unlink_core_user_id" and not holders and wanted not in KNOWN_CORES:
            return odd
        return odd if name == "change_core_user_id" and holders else None
    if name == "verify" and "reason" in body and body["reason"] not in REASONS:
        return odd
    if name == "verify_confirm":
        return None if body.get("right") else odd
    texts = [body[each] for each in ("account_identifier", "access_token") if each in body]
    wrong = [text for text in texts if not isinstance(text, str) or not text.strip()]
    return odd if name == "update_billpay_credentials" and wrong else None


def _customer(_: Any, person: Any) -> str | None:
    return "customers_only" if person.staff else None


def _personal(house: Any, person: Any) -> str | None:
    return "not_for_business" if person["category"] == "business" else _customer(house, person)


def _changeable(house: Any, person: Any) -> str | None:
    return _personal(house, person) or (None if person["locked"] else "user_not_locked")


def _verifiable(house: Any, person: Any) -> str | None:
    return _customer(house, person) or (None if person["phone"] else "no_phone")


def _pin_out(house: Any, person: Any) -> str | None:
    if found := _verifiable(house, person):
        return found
    if person.pin_until is None:
        return "no_pin_sent"
    return "pin_expired" if house.now >= person.pin_until else None


def _invited(_: Any, person: Any) -> str | None:
    if not person.staff:
        return "staff_only"
    return None if person["invited"] else "already_activated"


def _pulled(house: Any, person: Any) -> str | None:
    sub_user = (person["organization"] or {}).get("role") == "sub_user"
    return "not_for_subuser" if sub_user else _customer(house, person)


def _without(house: Any, person: Any) -> str | None:
    return _customer(house, person) or ("credential_exists" if person["profile"]["billpayCredential"] else None)


def _with(house: Any, person: Any) -> str | None:
    return _customer(house, person) or (None if person["profile"]["billpayCredential"] else "no_credential")


def _enrolling(house: Any, person: Any) -> str | None:
    if found := _customer(house, person):
        return found
    if not house.codes_on:
        return "enrollment_codes_off"
    return None if person["enrollment"] == "pending_code" else "enrollment_complete"


def _core_email(house: Any, person: Any) -> str | None:
    return _customer(house, person) or (None if (person["core"] or {}).get("email") else "no_core_email")


LOCK = ("Can lock user", "Can lock staff user")
RESET = ("Can resend password reset user",)
BILLPAY = ("Can manage a users bill pay credentials",)
LINK = ("Can manage user's linked core user ids",)
ACTIONS = {
    "lock": Action(LOCK, lambda _, person: "user_locked" if person["locked"] else None),
    "unlock": Action(LOCK, lambda _, person: None if person["locked"] else "user_not_locked"),
    "verify": Action((), _verifiable),
    "verify_confirm": Action((), _pin_out),
    "resend_invite": Action(("Can add staff user",), _invited),
    "check_deleted_transactions": Action((), _customer),
    "link_core_user_id": Action(LINK, _personal),
    "unlink_core_user_id": Action(LINK, _personal),
    "change_core_user_id": Action(("Can change user core user id",), _changeable),
    "update_user": Action((), _pulled),
    "create_billpay_credential": Action(BILLPAY, _without),
    "update_billpay_credentials": Action(BILLPAY, _with),
    "resend_enrollment_code": Action(RESET, _enrolling),
    "reset_password": Action(RESET, lambda _, __: None),
    "update_email": Action(("Can change user email",), _core_email),
    "login_as_user": Action(("Can emulate user",), _customer),
}
EVERY = {name for action in ACTIONS.values() for name in action.permissions} | {
    "Can view user", "Can add user", "Can view group", "Can update details of an external account",
    "Can generate lockout codes user", "Can update 2FA device number type", "Can view notification history",
    "Can edit personal and business user's name and other information via staff portal",
    "Can edit staff user's name and other information via staff portal",
}  # fmt: skip
"""Every permission there is, which is what an Admin has."""
