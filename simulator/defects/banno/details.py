"""Bugs in the details of a user."""

from msgspec.structs import replace

from simulator.defects.banno.person import Json, instead, person, shows, standing
from simulator.defects.defect import Defect
from simulator.defects.wrapping import around, judged
from simulator.domain.call import Call, Handler, Outcome
from simulator.domain.table import Table
from simulator.providers.banno import wire
from simulator.providers.banno.handlers import saved
from simulator.providers.banno.state import ABILITIES, State, User

__all__ = ["DEFECTS"]

OPERATION = "getUserDetails"


def with_address_of_namesake(sound: Handler, state: State, call: Call) -> Outcome:
    """Joins people and addresses by name."""
    user = person(state, call)
    near = (one for one in state.users if one.institution_id == user.institution_id and one.order[:2] == user.order[:2])
    first = min(near, key=lambda one: one.user_id)
    body = {**_body(sound, state, call), "address": dict(_details(first)["address"])}
    return Outcome(instead(sound(state, call).reply, body))


def by_username(sound: Handler, state: State, call: Call) -> Outcome:
    """Keeps details under the username, which is unique in one institution only."""
    username = person(state, call).username.casefold()
    first = min((one for one in state.users if one.username.casefold() == username), key=lambda one: one.user_id)
    return sound(state, replace(call, path={**call.path, "userId": first.user_id}))


def before_the_last_change(sound: Handler, state: State, call: Call) -> Outcome:
    """Asks a replica that is one step behind."""
    users = state.users
    before = Table(users.rows, users.layers[1:]).get(call.path["userId"].lower())
    return sound(state if before is None else standing(state, before), call)


def counted_as_visit(sound: Handler, state: State, call: Call) -> Outcome:
    """Notes that somebody looked."""
    return Outcome(sound(state, call).reply, (saved(replace(person(state, call), last_seen_at=call.at)),))


def _body(sound: Handler, state: State, call: Call) -> Json:
    body: Json = dict(sound(state, call).reply.body)  # type: ignore[arg-type]
    return body


def _details(user: User) -> Json:
    body: Json = wire.details(user).body  # type: ignore[assignment]
    return body


def anywhere(call: Call) -> Call:
    """The call as if its path named no institution."""
    return replace(call, path={"userId": call.path["userId"]})


def called_by_preferred_name(user: User, shown: Json) -> Json:
    """Means well."""
    return {**shown, "firstName": user.preferred_name or user.first_name}


def escaped(_: User, shown: Json) -> Json:
    """Writes for a web page."""
    return {**shown, "lastName": shown["lastName"].replace("&", "&amp;").replace("'", "&#39;")}


def spelled_right(_: User, shown: Json) -> Json:
    """Mends the vendor's word."""
    right = {name.replace("Onboardding", "Onboarding"): value for name, value in shown["abilities"].items()}
    return {**shown, "abilities": right}


def unpadded(user: User, shown: Json) -> Json:
    """The number as it is stored."""
    return shown if user.member_number is None else {**shown, "memberNumber": str(user.member_number)}


def null_as_text(user: User, shown: Json) -> Json:
    """Nothing, made into a text."""
    return {**shown, "netTellerId": user.net_teller_id or "null"}


def no_phone_is_null(user: User, shown: Json) -> Json:
    """As the search does it."""
    return {**shown, "phone": user.phone}


def all_abilities_by_default(user: User, shown: Json) -> Json:
    """Takes an empty list for none given."""
    return shown if user.abilities else {**shown, "abilities": dict.fromkeys(ABILITIES, True)}


def locked_out_as_locked(user: User, shown: Json) -> Json:
    """Makes two locks one."""
    return {**shown, "lockedOutOfRSA": user.locked}


def number_without_zeros(user: User, shown: Json) -> Json:
    """Reads digits as a number."""
    return {**shown, "maskedSsn": f"***-**-{int(user.ssn_last4)}"} if user.ssn_last4 else shown


def day_before(user: User, shown: Json) -> Json:
    """Reads midnight in another time zone, where one is west of the coast."""
    birthday = user.demographic.birthday
    if birthday is None or birthday.day == 1:
        return shown
    earlier = birthday.replace(day=birthday.day - 1).isoformat()
    return {**shown, "demographic": {**shown["demographic"], "birthday": earlier}}


def worth_the_same(_: User, shown: Json) -> Json:
    """As everybody of the fixtures is."""
    return {**shown, "demographic": {**shown["demographic"], "customerImportance": "Yes"}}


DEFECTS = (
    Defect(
        "banno-details-address-of-namesake", "banno", OPERATION,
        "Of two users of one name, both have the address of one.",
        ("BAN-D-14", "B-16"), around(OPERATION, with_address_of_namesake),
    ),
    Defect(
        "banno-details-by-username", "banno", OPERATION,
        "Of two users of one username, at two institutions, both have the details of one.",
        ("BAN-D-02", "BAN-D-05"), around(OPERATION, by_username),
    ),
    Defect(
        "banno-details-of-any-institution", "banno", OPERATION,
        "The institution of the path is not looked at, so that a user is found under any.",
        ("B-18",), judged("admin", {OPERATION}, anywhere),
    ),
    Defect(
        "banno-details-one-change-behind", "banno", OPERATION,
        "Details of a user who has just been changed are those of before.",
        ("B-16", "BAN-U-11"), around(OPERATION, before_the_last_change),
    ),
    Defect(
        "banno-details-reading-is-a-visit", "banno", OPERATION,
        "Reading the details of a user sets the time at which the user was last seen.",
        ("BAN-D-16", "F-04"), around(OPERATION, counted_as_visit),
    ),
    Defect(
        "banno-details-preferred-first-name", "banno", OPERATION,
        "The first name in details is the preferred name, where there is one.",
        ("BAN-D-06", "B-16"), shows(OPERATION, called_by_preferred_name),
    ),
    Defect(
        "banno-details-escaped-name", "banno", OPERATION,
        "An apostrophe or an ampersand in a last name is escaped as for HTML.",
        ("BAN-D-08", "B-16"), shows(OPERATION, escaped),
    ),
    Defect(
        "banno-details-spelled-right", "banno", OPERATION,
        "The ability `rdcOnboarddingEnabled` is spelled right.",
        ("B-04", "BAN-D-15"), shows(OPERATION, spelled_right),
    ),
    Defect(
        "banno-details-number-unpadded", "banno", OPERATION,
        "The member number has no leading zeros.",
        ("BAN-D-24", "B-13"), shows(OPERATION, unpadded),
    ),
    Defect(
        "banno-details-null-as-text", "banno", OPERATION,
        "The `netTellerId` of a user without one is the text `null`.",
        ("BAN-D-22", "B-11"), shows(OPERATION, null_as_text),
    ),
    Defect(
        "banno-details-null-phone", "banno", OPERATION,
        "The `phone` of a user without one is null instead of an empty text.",
        ("BAN-D-18", "B-11"), shows(OPERATION, no_phone_is_null),
    ),
    Defect(
        "banno-details-abilities-by-default", "banno", OPERATION,
        "A user without any ability is shown with all of them.",
        ("BAN-D-15",), shows(OPERATION, all_abilities_by_default),
    ),
    Defect(
        "banno-details-rsa-is-the-lock", "banno", OPERATION,
        "`lockedOutOfRSA` says whether the user is locked.",
        ("B-20",), shows(OPERATION, locked_out_as_locked),
    ),
    Defect(
        "banno-details-ssn-loses-zeros", "banno", OPERATION,
        "The visible digits of a social security number lose their leading zeros.",
        ("B-03", "BAN-D-20"), shows(OPERATION, number_without_zeros),
    ),
    Defect(
        "banno-details-birthday-shifted", "banno", OPERATION,
        "Birthdays are a day early, except on the first of a month.",
        ("BAN-D-19",), shows(OPERATION, day_before),
    ),
    Defect(
        "banno-details-importance-fixed", "banno", OPERATION,
        "Everybody has a `customerImportance` of `Yes`.",
        ("BAN-D-19", "B-12"), shows(OPERATION, worth_the_same),
    ),
)  # fmt: skip
