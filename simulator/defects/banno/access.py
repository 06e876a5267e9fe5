"""Bugs in who may do what, and in the order of refusals."""

from collections.abc import Collection

from msgspec import UNSET
from msgspec.structs import replace

from simulator.defects.banno.person import saves
from simulator.defects.defect import Defect
from simulator.defects.wrapping import Seed, all_of, around_step, judged, last_steps, refusals
from simulator.domain.call import Call, Reply
from simulator.domain.demand import Grant
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step, media_type_taken, permitted, without_violations
from simulator.providers.banno.refusals import exists, own
from simulator.providers.banno.state import State, User

__all__ = ["DEFECTS"]

READ_SCOPE = "https://api.banno.com/consumer/auth/user.profile.readonly"
READ, UPDATE, PATCH, DETAILS = "getUser", "updateUser", "patchUser", "getUserDetails"


def open_to(row: str, operations: Collection[str], api: str, *names: str) -> Seed:
    """The operations let one more kind of token in."""
    grant = Grant(api, frozenset(names))

    def edit(call: Call) -> Call:
        return replace(call, demand=replace(call.demand, grants=(*call.demand.grants, grant)))

    return judged(row, operations, edit)


def whoever_asks(call: Call) -> Call:
    """The call as if its token were of whoever the path names."""
    return replace(call, principal=replace(call.principal, subject=None))


def only_if_there(step: Step, state: State, call: Call) -> Problem | None:
    """Nobody is asked about users who are not there; they are missed later."""
    return step(state, call) if state.users.get(call.path["userId"].lower()) is not None else None


def as_spelled(step: Step, state: State, call: Call) -> Problem | None:
    """A consumer's own id counts as its own in small letters alone."""
    spelled = call.path["userId"]
    return step(state, call if spelled == spelled.lower() else replace(call, path={"userId": "another"}))


def told_why(reply: Reply, problem: Problem, operation: str) -> Reply:
    """Explains what should go without a word."""
    missing = operation == DETAILS and problem.kind is Kind.NOT_FOUND
    return replace(reply, body={"message": "user not found"}) if missing else reply


def coded_as_patch(reply: Reply, problem: Problem, operation: str) -> Reply:
    """Answers an update as a patch is answered."""
    malformed = operation == UPDATE and problem.kind is Kind.INVALID
    return replace(reply, body={"errorCode": "MalformedJson"}) if malformed else reply


def unchallenged(reply: Reply, problem: Problem, _: str) -> Reply:
    """Does not say which scheme would have worked for another's path."""
    return replace(reply, headers=(), body=UNSET) if problem.kind is Kind.NOT_OWN else reply


def modified_before(state: State, after: User, _: Call) -> User:
    """Notes no time."""
    before = state.users.get(after.user_id)
    return replace(after, modified_at=(before or after).modified_at)


DEFECTS = (
    Defect(
        "banno-access-viewer-unlocks", "banno", "unlockUser",
        "The permission `banno.view` is enough for unlocking.",
        ("F-05",), open_to("admin", {"unlockUser"}, "banno-admin", "banno.view"),
    ),
    Defect(
        "banno-access-status-for-all", "banno", "getUserStatus",
        "An Admin token without any permission may read a status.",
        ("F-05",), open_to("admin", {"getUserStatus"}, "banno-admin"),
    ),
    Defect(
        "banno-access-printed-reset", "banno", "resetPassword",
        "On the printed path, the permission `banno.manage` is enough for a reset.",
        ("F-05", "B-01"), open_to("admin", {"resetPasswordAsPrinted"}, "banno-admin", "banno.manage"),
    ),
    Defect(
        "banno-access-reader-patches", "banno", PATCH,
        "The scope for reading a profile is enough for patching the preferred name.",
        ("BAN-A-09",), open_to("consumer", {PATCH}, "banno-consumer", READ_SCOPE),
    ),
    Defect(
        "banno-access-admin-updates", "banno", UPDATE,
        "An Admin token that may manage users may update one.",
        ("BAN-A-11",), open_to("consumer", {UPDATE}, "banno-admin", "banno.manage"),
    ),
    Defect(
        "banno-access-reads-others", "banno", READ,
        "A consumer's token reads any user.",
        ("F-04",), judged("consumer", {READ}, whoever_asks),
    ),
    Defect(
        "banno-access-unknown-told-apart", "banno", "",
        "A consumer who asks for a user that does not exist is answered 404, so that ids can be guessed.",
        ("F-04",), around_step("consumer", own, only_if_there),
    ),
    Defect(
        "banno-access-own-id-as-spelled", "banno", "",
        "A consumer who writes its own id in capital letters is taken for another.",
        ("F-04",), around_step("consumer", own, as_spelled),
    ),
    Defect(
        "banno-order-missing-before-forbidden", "banno", "",
        "An administrator without the permission is answered 404 where the user does not exist.",
        ("F-04",), last_steps("admin", permitted, media_type_taken, without_violations),
    ),
    Defect(
        "banno-order-media-type-before-missing", "banno", "",
        "An Admin call about an unknown user is answered 415 where its media type is wrong, too.",
        ("F-04",), last_steps("admin", exists, without_violations),
    ),
    Defect(
        "banno-order-body-before-missing", "banno", "",
        "A wrong body for a consumer who was deleted is answered 400.",
        ("F-04",), last_steps("consumer", without_violations, exists),
    ),
    Defect(
        "banno-refusal-tells-why", "banno", DETAILS,
        "The 404 of details has a body with a message.",
        ("F-12",), refusals(told_why),
    ),
    Defect(
        "banno-refusal-put-coded", "banno", UPDATE,
        "The 400 of an update has a body with an error code, as a patch has.",
        ("F-12", "B-31"), refusals(coded_as_patch),
    ),
    Defect(
        "banno-refusal-unchallenged", "banno", "",
        "The 401 for another consumer's path lacks the header `WWW-Authenticate`.",
        ("F-04", "B-30"), refusals(unchallenged),
    ),
    Defect(
        "banno-modified-not-noted", "banno", "",
        "Patches and updates leave the time of the last change as it was.",
        ("BAN-S-16",), all_of(saves(PATCH, modified_before), saves(UPDATE, modified_before)),
    ),
)  # fmt: skip
