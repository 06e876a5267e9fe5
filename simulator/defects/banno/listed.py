"""Bugs in what a search takes, and in what it shows of a user."""

from msgspec.structs import replace

from simulator.defects.banno.person import Json, excused, shows
from simulator.defects.defect import Defect
from simulator.defects.wrapping import all_of, called
from simulator.domain.call import Call
from simulator.domain.moment import to_text
from simulator.domain.problem import Violation
from simulator.providers.banno.state import User

__all__ = ["DEFECTS"]

INSTANTS = ("userAdded", "userModified", "lastSeen")


def inactive_when_locked(user: User, shown: Json) -> Json:
    """Takes a lock for the end."""
    return {**shown, "userActive": user.status not in ("Disabled", "Locked")}


def whole_middle_name(user: User, shown: Json) -> Json:
    """Forgets to shorten."""
    return {**shown, "middleInitial": user.middle_name}


def without_zero_milliseconds(_: User, shown: Json) -> Json:
    """As a formatter writes that leaves out what is zero."""
    return {**shown, **{name: shown[name].replace(".000Z", "Z") for name in INSTANTS}}


def modified_when_added(user: User, shown: Json) -> Json:
    """Shows the wrong column."""
    return {**shown, "userModified": to_text(user.added_at)}


def phone_of_business(user: User, shown: Json) -> Json:
    """Passes on no number of a business."""
    return {**shown, "mobilePhoneNumber": None if user.user_type == "Business" else user.phone}


def never_employed(_: User, shown: Json) -> Json:
    """As everybody of the fixtures is."""
    return {**shown, "employeeStatus": "NE"}


def reviewed_at_home(user: User, shown: Json) -> Json:
    """Takes the one institution for the other, as they mostly are."""
    return {**shown, "reviewInstitutionId": user.institution_id}


def blank(violation: Violation, _: Call) -> bool:
    """The query has no letter in it."""
    return violation.at == "query" and violation.keyword == "pattern"


def too_many(violation: Violation, _: Call) -> bool:
    """The limit is above a thousand."""
    return violation.at == "limit" and violation.keyword == "maximum"


def at_most_a_thousand(call: Call) -> Call:
    """The call with a limit that is allowed."""
    limit = call.query.get("limit", 100)
    return replace(call, query={**call.query, "limit": min(limit, 1000)})


DEFECTS = (
    Defect(
        "banno-search-locked-is-inactive", "banno", "searchUsers",
        "A search shows locked users with a `userActive` of false.",
        ("BAN-S-09",), shows("searchUsers", inactive_when_locked),
    ),
    Defect(
        "banno-search-initial-is-name", "banno", "searchUsers",
        "A search shows the whole middle name as `middleInitial`.",
        ("BAN-S-13",), shows("searchUsers", whole_middle_name),
    ),
    Defect(
        "banno-search-zero-milliseconds-lost", "banno", "searchUsers",
        "A search leaves the milliseconds out of instants at a full second.",
        ("BAN-S-15", "BAN-S-16", "BAN-S-27"), shows("searchUsers", without_zero_milliseconds),
    ),
    Defect(
        "banno-search-modified-is-added", "banno", "searchUsers",
        "A search shows as `userModified` when the user was added.",
        ("BAN-S-16",), shows("searchUsers", modified_when_added),
    ),
    Defect(
        "banno-search-business-without-phone", "banno", "searchUsers",
        "A search shows no phone number of business users.",
        ("BAN-S-23", "B-16"), shows("searchUsers", phone_of_business),
    ),
    Defect(
        "banno-search-nobody-employed", "banno", "searchUsers",
        "A search shows every user with an `employeeStatus` of `NE`.",
        ("BAN-S-26",), shows("searchUsers", never_employed),
    ),
    Defect(
        "banno-search-reviewed-at-home", "banno", "searchUsers",
        "A search shows as `reviewInstitutionId` the user's own institution.",
        ("BAN-S-21",), shows("searchUsers", reviewed_at_home),
    ),
    Defect(
        "banno-search-takes-blank-query", "banno", "searchUsers",
        "A query of nothing but blanks is searched for instead of being refused.",
        ("F-02",), excused("admin", "searchUsers", blank),
    ),
    Defect(
        "banno-search-limit-clamped", "banno", "searchUsers",
        "A limit above 1,000 is taken for 1,000 instead of being refused.",
        ("F-02",), all_of(excused("admin", "searchUsers", too_many), called("searchUsers", at_most_a_thousand)),
    ),
)  # fmt: skip
