"""Bugs in patching the preferred name."""

from msgspec import UNSET
from msgspec.structs import replace

from simulator.defects.banno.person import person, saves
from simulator.defects.defect import Defect
from simulator.defects.wrapping import around, called, judged, refusals
from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.domain.problem import Fault, Problem, Violation
from simulator.providers.banno.handlers import saved
from simulator.providers.banno.state import State, User

__all__ = ["DEFECTS"]

OPERATION = "patchUser"
NAME = "preferredName"
UNCHANGED = Outcome(Reply(204))


def null_ignored(sound: Handler, state: State, call: Call) -> Outcome:
    """Skips what is null."""
    return sound(state, call) if call.body.get(NAME) is not None else UNCHANGED


def null_empties(call: Call) -> Call:
    """The call with an empty name for null."""
    return replace(call, body={**call.body, NAME: ""}) if NAME in call.body and call.body[NAME] is None else call


def absent_clears(call: Call) -> Call:
    """The call with null for what is absent."""
    return replace(call, body={NAME: None, **call.body})


def first_name_too(sound: Handler, state: State, call: Call) -> Outcome:
    """Patches a second member."""
    outcome, first = sound(state, call), call.body.get("firstName")
    if not isinstance(first, str) or not first:
        return outcome
    user = outcome.changes[0].record if outcome.changes else person(state, call)
    return Outcome(outcome.reply, (saved(replace(user, first_name=first)),))


def as_merge_patch_only(sound: Handler, state: State, call: Call) -> Outcome:
    """Reads one media type and nods at the other."""
    return UNCHANGED if call.media_type == "application/json" else sound(state, call)


def trimmed(call: Call) -> Call:
    """The call without blanks around the name."""
    name = call.body.get(NAME)
    return replace(call, body={**call.body, NAME: name.strip()}) if isinstance(name, str) else call


def over_the_first_address(state: State, after: User, _: Call) -> User:
    """Writes the whole record, with the address of the beginning."""
    return replace(after, email=state.users.rows.get(after.user_id, after).email)


def same_name_kept(sound: Handler, state: State, call: Call) -> Outcome:
    """Takes a change of case for none."""
    name, before = call.body.get(NAME), person(state, call).preferred_name
    alike = isinstance(name, str) and before is not None and name.casefold() == before.casefold()
    return UNCHANGED if alike else sound(state, call)


def characters_first(reply: Reply, problem: Problem, operation: str) -> Reply:
    """Looks at the letters before it counts them."""
    broken = {violation.keyword for violation in problem.violations}
    both = operation == OPERATION and {"maxLength", "pattern"} <= broken
    return replace(reply, body={"errorCode": "DisallowedCharacters"}) if both else reply


def wrong_type_disallowed(reply: Reply, problem: Problem, operation: str) -> Reply:
    """Takes a value of another type for a text of strange letters."""
    wrong = any(one.at == f"/{NAME}" and one.fault is Fault.WRONG_TYPE for one in problem.violations)
    return replace(reply, body={"errorCode": "DisallowedCharacters"}) if operation == OPERATION and wrong else reply


def bare_without_body(reply: Reply, problem: Problem, operation: str) -> Reply:
    """Has no error body for a request without one."""
    nothing = any(one.fault is Fault.MISSING and not one.at for one in problem.violations)
    return replace(reply, body=UNSET) if operation == OPERATION and nothing else reply


def counted_in_bytes(call: Call) -> Call:
    """The call as judged by who measures encoded text."""
    return _too_long(call) if len(_name(call).encode()) > 20 else call


def below_twenty(call: Call) -> Call:
    """The call as judged by who allows fewer than twenty."""
    return _too_long(call) if len(_name(call)) == 20 else call


def _name(call: Call) -> str:
    name = call.body.get(NAME) if isinstance(call.body, dict) else None
    return name if isinstance(name, str) else ""


def _too_long(call: Call) -> Call:
    long = Violation(Fault.CONSTRAINT, "body", f"/{NAME}", "fewer characters", keyword="maxLength")
    return replace(call, violations=(*call.violations, long))


DEFECTS = (
    Defect(
        "banno-patch-null-ignored", "banno", OPERATION,
        "A preferred name of null is ignored.",
        ("BAN-U-52", "BAN-U-40"), around(OPERATION, null_ignored),
    ),
    Defect(
        "banno-patch-null-empties", "banno", OPERATION,
        "A preferred name of null leaves an empty name instead of none.",
        ("BAN-U-52",), called(OPERATION, null_empties),
    ),
    Defect(
        "banno-patch-absent-clears", "banno", OPERATION,
        "A patch without a preferred name deletes the name.",
        ("BAN-U-54", "BAN-U-40"), called(OPERATION, absent_clears),
    ),
    Defect(
        "banno-patch-takes-first-name", "banno", OPERATION,
        "The first name can be patched too.",
        ("BAN-U-41", "B-26"), around(OPERATION, first_name_too),
    ),
    Defect(
        "banno-patch-plain-json-ignored", "banno", OPERATION,
        "A patch that is sent as `application/json` answers 204 and changes nothing.",
        ("BAN-U-42", "B-23"), around(OPERATION, as_merge_patch_only),
    ),
    Defect(
        "banno-patch-trims", "banno", OPERATION,
        "Blanks around a preferred name are taken off.",
        ("B-22",), called(OPERATION, trimmed),
    ),
    Defect(
        "banno-patch-loses-address", "banno", OPERATION,
        "Patching the name takes back a change of the e-mail address.",
        ("BAN-U-40", "BAN-U-11"), saves(OPERATION, over_the_first_address),
    ),
    Defect(
        "banno-patch-change-of-case-lost", "banno", OPERATION,
        "A preferred name that differs from the old one in case alone is not taken over.",
        ("BAN-U-40",), around(OPERATION, same_name_kept),
    ),
    Defect(
        "banno-patch-characters-first", "banno", OPERATION,
        "A name that is too long and holds a disallowed character is answered `DisallowedCharacters`.",
        ("B-24", "BAN-U-51"), refusals(characters_first),
    ),
    Defect(
        "banno-patch-wrong-type-disallowed", "banno", OPERATION,
        "A preferred name that is no text is answered `DisallowedCharacters`.",
        ("B-25",), refusals(wrong_type_disallowed),
    ),
    Defect(
        "banno-patch-no-code-without-body", "banno", OPERATION,
        "A patch without a body is answered 400 without an error code.",
        ("BAN-U-44", "BAN-U-50"), refusals(bare_without_body),
    ),
    Defect(
        "banno-patch-counts-bytes", "banno", OPERATION,
        "The length of a preferred name is counted in bytes, which shows in the error code.",
        ("B-22", "BAN-U-51"), judged("consumer", {OPERATION}, counted_in_bytes),
    ),
    Defect(
        "banno-patch-refuses-twenty", "banno", OPERATION,
        "A preferred name of exactly twenty characters is refused.",
        ("B-22",), judged("consumer", {OPERATION}, below_twenty),
    ),
)  # fmt: skip
