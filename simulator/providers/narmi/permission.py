"""The vendor's permissions by their labels, which are compared in any letter case (B-75)."""

from collections.abc import Iterable

__all__ = ["ALL", "folded"]

VIEW_USER = "Can view user"
ADD_USER = "Can add user"
ADD_STAFF_USER = "Can add staff user"
EDIT_USER = "Can edit personal and business user's name and other information via staff portal"
EDIT_STAFF_USER = "Can edit staff user's name and other information via staff portal"
CHANGE_EMAIL = "Can change user email"
LOCK_USER = "Can lock user"
LOCK_STAFF_USER = "Can lock staff user"
LINK_CORE_USER_IDS = "Can manage user's linked core user ids"
CHANGE_CORE_USER_ID = "Can change user core user id"
MANAGE_BILLPAY = "Can manage a users bill pay credentials"
RESET_PASSWORD = "Can resend password reset user"
EMULATE_USER = "Can emulate user"
EDIT_EXTERNAL_ACCOUNT = "Can update details of an external account"
GENERATE_CODES = "Can generate lockout codes user"
SET_NUMBER_TYPE = "Can update 2FA device number type"
VIEW_NOTIFICATIONS = "Can view notification history"
VIEW_GROUP = "Can view group"

ALL: tuple[str, ...] = (
    VIEW_USER, ADD_USER, ADD_STAFF_USER, EDIT_USER, EDIT_STAFF_USER, CHANGE_EMAIL, LOCK_USER, LOCK_STAFF_USER,
    LINK_CORE_USER_IDS, CHANGE_CORE_USER_ID, MANAGE_BILLPAY, RESET_PASSWORD, EMULATE_USER, EDIT_EXTERNAL_ACCOUNT,
    GENERATE_CODES, SET_NUMBER_TYPE, VIEW_NOTIFICATIONS, VIEW_GROUP,
)  # fmt: skip
"""Every permission there is, which is what an Admin has."""


def folded(names: Iterable[str]) -> frozenset[str]:
    """Labels as they are compared."""
    return frozenset(name.casefold() for name in names)
