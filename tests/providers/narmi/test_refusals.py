"""Who is let in, in which order calls are refused, and how it is said."""

from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from simulator.domain.call import put
from simulator.domain.credential import Principal
from simulator.domain.demand import Grant
from simulator.domain.problem import Fault, Kind, Problem, Violation
from simulator.domain.refusal import first_problem
from simulator.providers.narmi import permission
from simulator.providers.narmi.party import saved
from simulator.providers.narmi.record.pending import Emulation
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.refusals import REFUSALS
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire.refusal import refusal as written
from tests.providers.narmi.staffed import ADMIN, AT, CLEO, NOBODY, SUPPORT, after, called, seen, user

STATE = seen(CLEO)
VIEW = (Grant("narmi", frozenset({permission.VIEW_USER})),)
EITHER = (
    Grant("narmi", frozenset({permission.LOCK_USER})),
    Grant("narmi", frozenset({permission.LOCK_STAFF_USER})),
)
UNREADABLE = Violation(Fault.UNPARSABLE, "body", "", "JSON")
WRONG = Violation(Fault.MISSING, "body", "", "member phone", keyword="required")


def problem(row: str, operation: str, by: User = ADMIN, state: State = STATE, /, **more: Any) -> Problem | None:
    return first_problem(REFUSALS[row], state, called(operation, by, **more))


def kind(row: str, operation: str, by: User = ADMIN, state: State = STATE, /, **more: Any) -> Kind | None:
    found = problem(row, operation, by, state, **more)
    return None if found is None else found.kind


def test_a_token_is_of_staff_that_can_log_in() -> None:
    about = {"path": {"userId": CLEO.user_id}}
    assert kind("read", "getManagedUser", SUPPORT, **about) is None
    assert kind("read", "getManagedUser", CLEO, **about) is Kind.FORBIDDEN
    assert kind("read", "getManagedUser", user("stranger"), **about) is Kind.UNAUTHENTICATED
    locked = after(STATE, [saved(replace(SUPPORT, locked=True))])
    found = problem("read", "getManagedUser", SUPPORT, locked, **about)
    assert found is not None
    assert (found.kind, found.headers[0][0]) == (Kind.UNAUTHENTICATED, "WWW-Authenticate")
    elsewhere = Principal("banno-admin", ADMIN.user_id, "x", frozenset(permission.ALL))
    assert kind("read", "getManagedUser", principal=elsewhere, **about) is Kind.FORBIDDEN


def test_where_no_token_is_asked_the_first_admin_calls() -> None:
    anybody = Principal("narmi", None, "anybody", frozenset())
    assert kind("read", "getManagedUser", principal=anybody, grants=VIEW, path={"userId": CLEO.user_id}) is None


def test_a_token_narrows_and_a_role_narrows_and_neither_adds() -> None:
    about = {"path": {"userId": CLEO.user_id}, "grants": VIEW}
    assert kind("read", "getManagedUser", SUPPORT, **about) is None
    assert kind("read", "getManagedUser", SUPPORT, permissions=[], **about) is Kind.FORBIDDEN
    assert kind("read", "getManagedUser", permissions=["CAN VIEW USER"], **about) is None
    demoted = after(STATE, [saved(replace(SUPPORT, role="Nothing"))])
    found = problem("read", "getManagedUser", SUPPORT, demoted, **about)
    assert found is not None
    assert 'the permission "Can view user"' in found.hint


def test_locking_staff_takes_another_permission_than_locking_customers() -> None:
    for about, wanted in ((CLEO, permission.LOCK_USER), (SUPPORT, permission.LOCK_STAFF_USER)):
        path = {"path": {"userId": about.user_id}, "body": {"confirm": True}, "grants": EITHER}
        for held in (permission.LOCK_USER, permission.LOCK_STAFF_USER):
            found = kind("action", "lockManagedUser", permissions=[held], **path)
            assert found is (None if held == wanted else Kind.FORBIDDEN)


@pytest.mark.parametrize(
    ("body", "needed"),
    [
        ({"email": "x@y"}, {permission.CHANGE_EMAIL}),
        ({"phone": "+15555550002"}, {permission.EDIT_USER}),
        ({"email": "x@y", "username": "x"}, {permission.CHANGE_EMAIL, permission.EDIT_USER}),
        ({}, {permission.EDIT_USER}),
    ],
)
def test_contact_information_needs_what_its_members_need(body: dict[str, str], needed: set[str]) -> None:
    about = {"path": {"userId": CLEO.user_id}, "body": body}
    assert kind("write", "editUserContact", permissions=needed, **about) is None
    for one in needed:
        assert kind("write", "editUserContact", permissions=needed - {one}, **about) is Kind.FORBIDDEN
    staff = {"path": {"userId": SUPPORT.user_id}, "body": {"phone": "+15555550002"}}
    assert kind("write", "editUserContact", permissions={permission.EDIT_USER}, **staff) is Kind.FORBIDDEN
    assert kind("write", "editUserContact", permissions={permission.EDIT_STAFF_USER}, **staff) is None


def test_backup_codes_for_other_staff_are_the_admins() -> None:
    role = {"permissions": [permission.GENERATE_CODES]}
    path = {"path": {"userId": SUPPORT.user_id}}
    lead = user("lead", type="staff", role="Lead")
    state = after(STATE, [saved(lead)])
    assert kind("write", "generateBackupCodes", **role, **path) is None
    assert kind("write", "generateBackupCodes", lead, state, **role, **path) is Kind.FORBIDDEN
    assert kind("write", "generateBackupCodes", lead, state, **role, path={"userId": lead.user_id}) is None
    assert kind("write", "generateBackupCodes", lead, state, **role, path={"userId": CLEO.user_id}) is None


@pytest.mark.parametrize(("wish", "needed"), [("staff", permission.ADD_STAFF_USER), ("customer", permission.ADD_USER)])
def test_adding_needs_the_permission_of_its_branch(wish: str, needed: str) -> None:
    assert kind("write", "addManagedUser", permissions=[needed], body={"kind": wish}) is None
    others = [one for one in permission.ALL if one != needed]
    assert kind("write", "addManagedUser", permissions=others, body={"kind": wish}) is Kind.FORBIDDEN


def test_calls_are_refused_in_the_order_that_is_written_down() -> None:
    """Each next call has one thing less wrong with it (F-04)."""
    wrong: dict[str, Any] = {
        "permissions": [], "path": {"userId": NOBODY}, "media_types": frozenset({"application/json"}),
        "media_type": "text/plain", "has_body": True, "violations": (UNREADABLE, WRONG), "body": UNSET,
        "grants": (Grant("narmi", frozenset({permission.CHANGE_CORE_USER_ID})),),
    }  # fmt: skip
    steps: list[tuple[tuple[Kind, str], dict[str, Any]]] = [
        ((Kind.FORBIDDEN, ""), {"permissions": permission.ALL}),
        ((Kind.NOT_FOUND, ""), {"path": {"userId": CLEO.user_id}}),
        ((Kind.UNSUPPORTED_MEDIA_TYPE, ""), {"media_type": "application/json"}),
        ((Kind.INVALID, ""), {"violations": (WRONG,), "body": {}}),
        ((Kind.CONFLICT, "confirmation_required"), {"body": {"confirm": True}}),
        ((Kind.CONFLICT, "user_not_locked"), {"path": {"userId": LOCKED.user_id}}),
        ((Kind.INVALID, ""), {"violations": ()}),
    ]
    state = after(STATE, [saved(LOCKED)])
    for expected, mend in steps:
        found = problem("action", "changeCoreUserId", ADMIN, state, **wrong)
        assert found is not None
        assert (found.kind, found.code) == expected
        wrong |= mend
    assert kind("action", "changeCoreUserId", ADMIN, state, **wrong) is None
    assert kind("action", "changeCoreUserId", user("stranger"), state, **wrong) is Kind.UNAUTHENTICATED


LOCKED = user("lockie", locked=True)
EMULATION = Emulation("11111111-0000-4000-8000-000000000000", ADMIN.user_id, CLEO.user_id, AT)
EMULATOR = Principal("narmi", ADMIN.user_id, EMULATION.emulation_id, frozenset({permission.VIEW_USER}))


def test_an_emulation_reads_its_own_user_and_writes_nothing() -> None:
    state = after(STATE, [put("narmi", "emulations", EMULATION.emulation_id, EMULATION)])
    own, other = ({"path": {"userId": one.user_id}, "principal": EMULATOR} for one in (CLEO, SUPPORT))
    assert kind("read", "listHistory", ADMIN, state, **own) is None
    assert kind("read", "listHistory", ADMIN, state, **other) is Kind.FORBIDDEN
    assert kind("read", "listManagedUsers", ADMIN, state, principal=EMULATOR) is Kind.FORBIDDEN
    for row in ("write", "action"):
        found = problem(row, "lockManagedUser", ADMIN, state, **own, body={"confirm": True})
        assert found is not None
        assert (found.kind, found.code) == (Kind.FORBIDDEN, "read_only_emulation")


def test_an_emulation_is_released_once_by_its_own_staff_and_is_nobody_afterwards() -> None:
    state = after(STATE, [put("narmi", "emulations", EMULATION.emulation_id, EMULATION)])
    path = {"path": {"emulationId": EMULATION.emulation_id.upper()}}
    assert kind("release", "releaseEmulation", ADMIN, state, **path) is None
    assert kind("release", "releaseEmulation", ADMIN, state, principal=EMULATOR, **path) is None
    assert kind("release", "releaseEmulation", SUPPORT, state, **path) is Kind.NOT_FOUND
    gone = after(state, [put("narmi", "emulations", EMULATION.emulation_id, replace(EMULATION, released=True))])
    assert kind("release", "releaseEmulation", ADMIN, gone, **path) is Kind.NOT_FOUND
    assert kind("release", "releaseEmulation", ADMIN, gone, principal=EMULATOR, **path) is Kind.UNAUTHENTICATED


@pytest.mark.parametrize(
    "path", [{"userId": "x"}, {"taskId": NOBODY}, {"userId": CLEO.user_id, "accountId": NOBODY},
             {"userId": CLEO.user_id, "deviceId": NOBODY}],
)  # fmt: skip
def test_what_a_path_names_has_to_be_there(path: dict[str, str]) -> None:
    assert kind("read", "x", path=path) is Kind.NOT_FOUND


def test_uat_has_no_notification_history() -> None:
    found = problem(
        "read", "getNotificationHistory", ADMIN, seen(CLEO, environment="uat"), path={"userId": CLEO.user_id}
    )
    assert found is not None
    assert (found.kind, found.code) == (Kind.CONFLICT, "not_available_in_uat")


def test_a_refusal_has_an_id_and_a_message() -> None:
    reply = written(Problem(Kind.CONFLICT, "why", code="rule"), "x")
    assert (reply.status, reply.body, reply.hint) == (409, {"id": "rule", "message": "why"}, "why")
    assert written(Problem(Kind.NOT_FOUND, "why"), "x").body == {"id": "not_found", "message": "why"}


def test_a_422_names_each_member_and_an_unreadable_body_is_400() -> None:
    deep = Violation(Fault.WRONG_TYPE, "body", "/address/city", "type string")
    whole = Violation(Fault.CONSTRAINT, "body", "", "at least 1 members")
    limit = Violation(Fault.CONSTRAINT, "query", "limit", "at least 1")
    reply: Any = written(Problem(Kind.INVALID, "why", (WRONG, deep, deep, whole, limit)), "x")
    assert reply.status == 422
    assert reply.body["message"] == {
        "phone": ["Expected member phone."],
        "address.city": ["Expected type string."] * 2,
        "$": ["Expected at least 1 members."],
        "limit": ["Expected at least 1."],
    }
    nested = Violation(Fault.MISSING, "body", "/address", "member city", keyword="required")
    assert "address.city" in written(Problem(Kind.UNPROCESSABLE, "why", (nested,)), "x").body["message"]  # type: ignore[index]
    for one in (
        UNREADABLE,
        Violation(Fault.MISSING, "body", "", "a JSON body"),
        Violation(Fault.WRONG_TYPE, "body", "", "type object", keyword="type"),
    ):
        reply = written(Problem(Kind.INVALID, "why", (one,)), "x")
        assert (reply.status, reply.body["message"]) == (400, "why")


@pytest.mark.parametrize("body", [{}, {"user_id": 7}, {"user_id": None}, {"user_id": [CLEO.user_id]}])
def test_who_names_nobody_to_log_in_as_is_told_so_by_the_spec(body: dict[str, Any]) -> None:
    wrong = {"violations": (WRONG,), "body": {"confirm": True, **body}}
    assert kind("action", "startEmulation", **wrong) is Kind.INVALID
