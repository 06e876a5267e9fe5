"""Bugs in updating a user through the Consumer API."""

from msgspec.structs import replace

from simulator.defects.banno.person import excused, person, saves
from simulator.defects.defect import Defect
from simulator.defects.wrapping import all_of, around, called
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.problem import Fault, Kind, Violation, refused
from simulator.providers.banno.state import State, User

__all__ = ["DEFECTS"]

OPERATION = "updateUser"


def phone_too(_: State, after: User, call: Call) -> User:
    """Applies a second member."""
    return replace(after, phone=call.body.get("phoneNumber", after.phone))


def preferred_name_dropped(_: State, after: User, __: Call) -> User:
    """Replaces the whole, and what the update does not know is gone."""
    return replace(after, preferred_name=None)


def unverified(_: State, after: User, __: Call) -> User:
    """Trusts nobody whose address is new."""
    return replace(after, verified=False)


def lowered(call: Call) -> Call:
    """The call with its address in small letters."""
    return replace(call, body={**call.body, "email": call.body["email"].lower()})


def plus_as_space(call: Call) -> Call:
    """The call as read by who takes its body for a form."""
    return replace(call, body={**call.body, "email": call.body["email"].replace("+", " ")})


def form_checked(sound: Handler, state: State, call: Call) -> Outcome:
    """Knows what an address looks like."""
    if call.body["email"] and "@" not in call.body["email"]:
        raise refused(Kind.INVALID, "email must be an address")
    return sound(state, call)


def names_wanted(sound: Handler, state: State, call: Call) -> Outcome:
    """Believes the remark about individuals."""
    if call.body.get("userType") == "Individual" and not call.body.get("lastName"):
        raise refused(Kind.INVALID, "an individual needs a lastName")
    return sound(state, call)


def same_address_kept(sound: Handler, state: State, call: Call) -> Outcome:
    """Takes a change of case for none."""
    alike = (person(state, call).email or "").casefold() == call.body["email"].casefold()
    return Outcome(Reply(204)) if alike else sound(state, call)


def unique(sound: Handler, state: State, call: Call) -> Outcome:
    """Lets nobody have another's address."""
    user = person(state, call)
    others = (one for one in state.users if one.institution_id == user.institution_id and one != user)
    if any(one.email == call.body["email"] for one in others):
        raise refused(Kind.INVALID, "email is taken")
    return sound(state, call)


def null_address(violation: Violation, call: Call) -> bool:
    """The address is null."""
    return violation.at == "/email" and violation.fault is Fault.WRONG_TYPE and call.body["email"] is None


def empty_for_null(call: Call) -> Call:
    """The call with an empty address for null."""
    return replace(call, body={**call.body, "email": call.body["email"] or ""})


DEFECTS = (
    Defect(
        "banno-put-applies-phone", "banno", OPERATION,
        "An update changes the phone number too.",
        ("BAN-U-11", "B-27"), saves(OPERATION, phone_too),
    ),
    Defect(
        "banno-put-drops-preferred-name", "banno", OPERATION,
        "An update deletes the preferred name.",
        ("BAN-U-11",), saves(OPERATION, preferred_name_dropped),
    ),
    Defect(
        "banno-put-ends-verification", "banno", OPERATION,
        "An update makes a verified user unverified.",
        ("BAN-U-11",), saves(OPERATION, unverified),
    ),
    Defect(
        "banno-put-lowers-address", "banno", OPERATION,
        "An update stores the e-mail address in small letters.",
        ("B-29",), called(OPERATION, lowered),
    ),
    Defect(
        "banno-put-plus-lost", "banno", OPERATION,
        "An update stores a plus sign in an e-mail address as a space.",
        ("B-29",), called(OPERATION, plus_as_space),
    ),
    Defect(
        "banno-put-checks-form", "banno", OPERATION,
        "An update refuses an e-mail address without an at sign.",
        ("B-29",), around(OPERATION, form_checked),
    ),
    Defect(
        "banno-put-wants-names", "banno", OPERATION,
        "An update with the user type `Individual` is refused without a last name.",
        ("B-28", "BAN-U-15"), around(OPERATION, names_wanted),
    ),
    Defect(
        "banno-put-change-of-case-lost", "banno", OPERATION,
        "An e-mail address that differs from the old one in case alone is not taken over.",
        ("BAN-U-11", "B-29"), around(OPERATION, same_address_kept),
    ),
    Defect(
        "banno-put-address-taken", "banno", OPERATION,
        "An update refuses an e-mail address that another user of the institution has.",
        ("B-29",), around(OPERATION, unique),
    ),
    Defect(
        "banno-put-null-clears", "banno", OPERATION,
        "An e-mail address of null is taken, and clears the address.",
        ("BAN-U-14",), all_of(excused("consumer", OPERATION, null_address), called(OPERATION, empty_for_null)),
    ),
)  # fmt: skip
