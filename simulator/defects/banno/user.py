"""Bugs in the user that the Consumer API shows."""

from simulator.defects.banno.person import Json, shows
from simulator.defects.defect import Defect
from simulator.domain.contact import padded
from simulator.providers.banno.state import User

__all__ = ["DEFECTS"]

OPERATION = "getUser"
FURTHER_LINES = ("streetAddress3", "streetAddress4")


def padded_number(user: User, shown: Json) -> Json:
    """As details write it."""
    return shown if user.member_number is None else {**shown, "memberNumber": padded(user.member_number, 10)}


def number_as_number(user: User, shown: Json) -> Json:
    """As it is stored."""
    return shown if user.member_number is None else {**shown, "memberNumber": user.member_number}


def null_where_nothing(user: User, shown: Json) -> Json:
    """As the search does it."""
    return {**shown, "phoneNumber": user.phone}


def alias_beside(_: User, shown: Json) -> Json:
    """Puts the alias where its indentation was lost to."""
    organization = dict(shown.get("organization", {}))
    if "alias" not in organization:
        return shown
    return {**shown, "alias": organization.pop("alias"), "organization": organization}


def misread(_: User, shown: Json) -> Json:
    """Reads UTF-8 as Latin-1."""
    return {**shown, "lastName": shown["lastName"].encode().decode("latin-1")}


def always_active(_: User, shown: Json) -> Json:
    """Knows one status of an organization's users."""
    if "organization" not in shown:
        return shown
    return {**shown, "organization": {**shown["organization"], "status": "Active"}}


def two_lines_only(_: User, shown: Json) -> Json:
    """Has room for two."""
    kept = {name: line for name, line in shown["address"].items() if name not in FURTHER_LINES}
    return {**shown, "address": kept}


def one_attribute(_: User, shown: Json) -> Json:
    """Leaves out what has no value."""
    return {**shown, "attributes": [each for each in shown["attributes"] if each["value"]]}


def login_as_user(user: User, shown: Json) -> Json:
    """Knows one id only."""
    return {**shown, "loginId": user.user_id}


DEFECTS = (
    Defect(
        "banno-user-number-padded", "banno", OPERATION,
        "The consumer's member number is padded to ten digits, as in details.",
        ("B-13",), shows(OPERATION, padded_number),
    ),
    Defect(
        "banno-user-number-is-number", "banno", OPERATION,
        "The consumer's member number is a number, not a text.",
        ("BAN-U-64",), shows(OPERATION, number_as_number),
    ),
    Defect(
        "banno-user-null-phone", "banno", OPERATION,
        "The `phoneNumber` of a consumer without one is null instead of absent.",
        ("BAN-U-68",), shows(OPERATION, null_where_nothing),
    ),
    Defect(
        "banno-user-alias-beside", "banno", OPERATION,
        "The `alias` stands beside `organization` instead of in it.",
        ("B-32",), shows(OPERATION, alias_beside),
    ),
    Defect(
        "banno-user-misread-letters", "banno", OPERATION,
        "Letters beyond ASCII in a last name come out as two others.",
        ("BAN-U-68", "B-16"), shows(OPERATION, misread),
    ),
    Defect(
        "banno-user-always-active", "banno", OPERATION,
        "The status in `organization` is always Active.",
        ("BAN-U-78", "BAN-U-79"), shows(OPERATION, always_active),
    ),
    Defect(
        "banno-user-two-lines-only", "banno", OPERATION,
        "The third and fourth line of an address are lost.",
        ("BAN-U-70",), shows(OPERATION, two_lines_only),
    ),
    Defect(
        "banno-user-attribute-left-out", "banno", OPERATION,
        "An attribute without a value is left out.",
        ("B-33", "BAN-U-75"), shows(OPERATION, one_attribute),
    ),
    Defect(
        "banno-user-login-is-user", "banno", OPERATION,
        "The `loginId` is the user's id.",
        ("BAN-U-63",), shows(OPERATION, login_as_user),
    ),
)  # fmt: skip
