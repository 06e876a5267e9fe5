"""What QA does outside the vendor's rules, what end users and the core do, and the page behind a reset link."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.domain.call import Call
from simulator.domain.problem import Refused
from simulator.providers.narmi import desk, hook
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.reset import password_reset
from simulator.providers.narmi.state import State
from tests.providers.narmi.staffed import (
    ADMIN,
    AT,
    CLEO,
    NOBODY,
    SUPPORT,
    after,
    asked,
    called,
    codes,
    done,
    seen,
    user,
)

LOCKED = user("lockie", locked=True, password="right")
PENDING = user("pendingone", enrollment="pending_code", enrollment_code="abcd2345", temporary_login=True)
INVITED = user("invited", type="staff", role="Support", invited=True, enrolled_at=None, password="right")
OPEN = replace(CLEO, password="right")
STATE = seen(OPEN, LOCKED, PENDING, INVITED)


def call(**more: Any) -> Call:
    return called("control", **more)


def edited(about: User, **patch: Any) -> State:
    return after(STATE, desk.edited(STATE, about.user_id, patch, call()))


def test_users_are_listed_as_stored_with_what_is_everybodys() -> None:
    found = desk.listed(STATE, "cleo")[:9]
    assert [one["userId"] for one in found] == [CLEO.user_id]
    assert (found[0]["environment"], found[0]["enrollmentCodes"], found[0]["password"]) == ("production", True, "right")
    assert desk.shown(STATE, NOBODY) is None


def test_one_user_is_shown_with_core_and_profile() -> None:
    shown = desk.shown(STATE, CLEO.user_id)
    assert shown is not None
    assert (shown["core"]["coreUserId"], shown["profile"]["userId"]) == ("20001", CLEO.user_id)
    staff = desk.shown(STATE, SUPPORT.user_id)
    assert staff is not None
    assert staff["core"] is None


def test_any_member_is_edited_and_the_environment_is_everybodys() -> None:
    state = edited(
        CLEO, locked=True, environment="uat", enrollmentCodes=False, core={"email": None}, profile={"notes": []}
    )
    shown = desk.shown(state, CLEO.user_id)
    assert shown is not None
    assert (shown["locked"], shown["core"]["email"], len(shown["profile"]["notes"])) == (True, None, 0)
    assert desk.listed(state, "admin")[:1][0]["environment"] == "uat"
    assert len(desk.edited(STATE, CLEO.user_id, {"environment": "uat"}, call())) == 1


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ({"lockd": True}, "lockd"), ({"locked": "yes"}, "locked"), ({"userId": NOBODY}, "cannot be edited"),
        ({"environment": "moon"}, "environment"), ({"profile": {"wires": 5}}, "wires"), ({"core": 5}, "core"),
        ({"core": {"email": 5}}, "email"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(patch: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        edited(CLEO, **patch)
    assert said.split(maxsplit=1)[0] in str(caught.value)


def test_a_login_belongs_to_one() -> None:
    with pytest.raises(Refused):
        edited(CLEO, login="ADMIN")
    with pytest.raises(Refused):
        desk.created(STATE, {"firstName": "A", "lastName": "B", "login": "cleo"}, call())
    with pytest.raises(Refused):
        desk.created(STATE, {"firstName": "A", "lastName": "B", "userId": CLEO.user_id}, call())


def test_a_user_is_made_from_a_name_and_is_on_the_core() -> None:
    key, changes = desk.created(STATE, {"firstName": "Ann", "lastName": "New"}, call())
    state = after(STATE, changes)
    shown = desk.shown(state, key)
    assert shown is not None
    assert (shown["type"], shown["core"]["firstName"]) == ("customer", "Ann")
    staff, changes = desk.created(STATE, {"firstName": "A", "lastName": "B", "type": "staff"}, call())
    assert len(changes) == 1
    assert after(STATE, changes).users.get(staff) is not None


def test_who_is_removed_leaves_nothing_pending() -> None:
    state = after(STATE, asked(STATE, "updateUserFromCore", CLEO, body={"confirm": True}))
    state = after(state, asked(state, "resetUserPassword", CLEO, body={"confirm": True}))
    gone = after(state, desk.removed(state, CLEO.user_id))
    assert (gone.users.get(CLEO.user_id), list(gone.tasks), list(gone.reset_tickets)) == (None, [], [])


def added(what: str, about: User, state: State = STATE, /, **members: Any) -> tuple[Any, State]:
    entry, changes = hook.LISTS[what](state, about.user_id, members, call())
    return entry, after(state, changes)


def test_any_line_of_history_can_be_written() -> None:
    entry, state = added("history", CLEO, action="deposit.create", device="Pixel")
    assert (entry["action"], entry["device"], entry["actor"]["type"]) == ("deposit.create", "Pixel", "user")
    assert codes(state, CLEO) == ["deposit.create"]
    assert added("history", CLEO, action="wire.review", actor="system")[0]["ip"] is None
    for members in ({"action": "user.fly"}, {"action": "user.lock", "actor": "nobody"}, {}):
        with pytest.raises(ValueError, match=r"action|actor"):
            added("history", CLEO, **members)


def test_the_core_gives_a_person_another_id() -> None:
    made, state = added("core", CLEO, email="new@example.com")
    other = state.core(made["coreUserId"])
    assert other is not None
    assert (other.first_name, other.email) == ("Cleo", "new@example.com")
    assert all(one.number.startswith(other.core_user_id) for one in other.accounts)
    with pytest.raises(Refused):
        added("core", CLEO, state, coreUserId=made["coreUserId"])
    with pytest.raises(ValueError, match="core"):
        added("core", CLEO, email=5)


def test_the_end_user_logs_in_unless_locked() -> None:
    assert added("logins", CLEO, password="right")[0] == {"succeeded": True}
    wrong, state = added("logins", CLEO, password="wrong")
    assert (wrong, codes(state, CLEO)) == ({"succeeded": False}, ["user.login_failed"])
    for about in (LOCKED, PENDING, INVITED):
        with pytest.raises(Refused):
            added("logins", about, password="right")


def test_what_was_due_came_before_whatever_else_is_done() -> None:
    """A pull from the core takes two seconds; then a login, an edit, or the page behind a reset link comes after it."""
    state = after(STATE, asked(STATE, "resetUserPassword", CLEO, body={"confirm": True}))
    (ticket,) = state.reset_tickets
    state = after(state, asked(state, "updateUserFromCore", CLEO, body={"confirm": True}))
    due = call(at=AT + timedelta(seconds=2))
    _, logged_in = hook.LISTS["logins"](state, CLEO.user_id, {"password": "right"}, due)
    assert codes(after(state, logged_in), CLEO)[:2] == ["user.login", "account.update"]
    edit = after(state, desk.edited(state, CLEO.user_id, {"firstName": "Clea", "core": {"firstName": "Cloe"}}, due))
    assert codes(edit, CLEO)[0] == "account.update"
    assert [one.first_name for one in (edit.users.get(CLEO.user_id),) if one] == ["Clea"]
    reset = password_reset(state, ticket.ticket_id, "Fresh-1", due)
    assert reset is not None
    assert codes(after(state, reset), CLEO)[:2] == ["user.reset_password", "account.update"]
    early = call(at=AT + timedelta(seconds=1))
    _, logged_in = hook.LISTS["logins"](state, CLEO.user_id, {"password": "right"}, early)
    assert codes(after(state, logged_in), CLEO)[0] == "user.login"
    assert "account.update" not in codes(after(state, logged_in), CLEO)


def test_a_backup_code_is_good_once_and_needs_the_password_too() -> None:
    told, state = done(STATE, "generateBackupCodes", CLEO)
    code = told["codes"][3]
    assert added("logins", CLEO, state, backupCode=code, password="wrong")[0] == {"succeeded": False}
    first, used = added("logins", CLEO, state, backupCode=code)
    assert (first, added("logins", CLEO, used, backupCode=code)[0]) == ({"succeeded": True}, {"succeeded": False})


def test_the_enrolment_code_completes_an_enrolment() -> None:
    for members in ({}, {"code": "x"}):
        with pytest.raises(ValueError, match="code"):
            added("enrollments", PENDING, **members)
    _, state = added("enrollments", PENDING, code="abcd2345", login="Pen")
    now = state.users.get(PENDING.user_id)
    assert now is not None
    assert (now.enrollment, now.login, now.temporary_login) == ("complete", "Pen", False)
    for about, members in ((PENDING, {"code": "abcd2345"}), (CLEO, {"code": "x"})):
        with pytest.raises(Refused):
            added("enrollments", about, state, **members)
    with pytest.raises(Refused):
        added("enrollments", PENDING, code="abcd2345", login="cleo")


def ticket(state: State, operation: str, about: User) -> tuple[str, State]:
    later = after(state, asked(state, operation, about, body={"confirm": True}))
    (found,) = later.reset_tickets
    return found.ticket_id, later


def test_a_link_sets_the_password_once_within_its_time_and_unlocks_nobody() -> None:
    key, state = ticket(STATE, "resetUserPassword", LOCKED)
    looked = password_reset(state, key, "", call())
    assert looked is not None
    assert (looked.reply.status, looked.changes) == (200, ())
    late = password_reset(state, key, "new", call(at=AT + timedelta(hours=1)))
    assert late is not None
    assert late.reply.status == 410
    outcome = password_reset(state, key, "new", call())
    assert outcome is not None
    later = after(state, outcome)
    now = later.users.get(LOCKED.user_id)
    assert now is not None
    assert (now.password, now.locked, codes(later, LOCKED)[0]) == ("new", True, "user.reset_password")
    again = password_reset(later, key, "newer", call())
    assert again is not None
    assert again.reply.status == 410
    assert password_reset(state, "no such ticket", "x", call()) is None


def test_an_invitation_activates() -> None:
    key, state = ticket(STATE, "resendInvite", INVITED)
    outcome = password_reset(state, key, "new", call(at=AT + timedelta(days=6)))
    assert outcome is not None
    later = after(state, outcome)
    now = later.users.get(INVITED.user_id)
    assert now is not None
    assert (now.invited, codes(later, INVITED)[0]) == (False, "user.enroll")


def test_a_reset_completes_an_enrolment_only_where_no_code_is_asked() -> None:
    without = seen(PENDING, enrollment_codes=False)
    key, state = ticket(without, "resetUserPassword", PENDING)
    outcome = password_reset(state, key, "new", call())
    assert outcome is not None
    assert after(state, outcome).users.get(PENDING.user_id).enrollment == "complete"  # type: ignore[union-attr]
    assert ADMIN.admin
