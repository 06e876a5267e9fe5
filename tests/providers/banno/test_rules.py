"""What happens to Banno's records, each change to what it is about and to nothing else."""

from datetime import timedelta

import msgspec
import pytest

from simulator.providers.banno import rules
from simulator.providers.banno.state import Status, User
from tests.providers.banno.bank import AT, AWAY, HOME, user

STATUSES: tuple[Status, ...] = ("Active", "Pending", "Disabled", "Reset", "Dormant", "Locked", "PasswordExpired")


def differences(before: User, after: User) -> dict[str, object]:
    """The members that differ, with their new values."""
    old, new = msgspec.structs.asdict(before), msgspec.structs.asdict(after)
    return {name: value for name, value in new.items() if value != old[name]}


def test_an_unlocked_user_is_active_and_keeps_the_lock_of_rsa() -> None:
    locked = user("ada", status="Locked", unlock_queued=True, locked_out_of_rsa=True)
    assert differences(locked, rules.unlocked(locked, AT)) == {
        "status": "Active",
        "unlock_queued": False,
        "modified_at": AT,
    }


def test_a_queued_unlock_leaves_the_user_locked() -> None:
    locked = user("ada", status="Locked")
    assert differences(locked, rules.unlock_queued(locked, AT)) == {"unlock_queued": True, "modified_at": AT}


def test_the_end_of_memo_mode_takes_the_queued_unlocks_of_its_own_institution() -> None:
    away = {"institution_id": AWAY.institution_id, "status": "Locked"}
    due, patient, elsewhere = (
        user("ada", unlock_queued=True, **away),
        user("bea", **away),
        user("cleo", unlock_queued=True, status="Locked"),
    )
    ended = rules.memo_mode_ended([due, patient, elsewhere], AWAY, AT)
    assert ended == [rules.unlocked(due, AT)]
    assert rules.memo_mode_ended([due, patient], HOME, AT) == []


@pytest.mark.parametrize("name", ["Kat", "", None])
def test_a_rename_changes_the_preferred_name_alone(name: str | None) -> None:
    before = user("ada", preferred_name="Addie")
    assert differences(before, rules.renamed(before, name, AT)) == {"preferred_name": name, "modified_at": AT}


def test_a_new_address_changes_the_address_alone() -> None:
    before = user("ada", email="a@example.com")
    assert differences(before, rules.email_set(before, "no address", AT)) == {"email": "no address", "modified_at": AT}


@pytest.mark.parametrize(
    ("fields", "email", "sms"),
    [
        ({"email": "a@x", "phone": "+1"}, "a@x", "+1"),
        ({"email": None, "phone": None}, None, None),
        ({"email": "", "phone": ""}, None, None),
    ],
)
def test_a_user_is_reached_only_where_there_is_a_way(
    fields: dict[str, str | None], email: str | None, sms: str | None
) -> None:
    ada = user("ada", **fields)
    assert (rules.contacted(ada, "email"), rules.contacted(ada, "sms")) == (email, sms)


def test_a_ticket_is_good_for_an_hour_and_unused() -> None:
    ada = user("ada")
    ticket = rules.ticketed(ada, "t", AT)
    assert (ticket.ticket_id, ticket.user_id, ticket.used) == ("t", ada.user_id, False)
    assert ticket.expires_at == AT + timedelta(seconds=3600)


@pytest.mark.parametrize("status", STATUSES)
def test_a_new_password_ends_reset_and_expiry_and_never_a_lock(status: Status) -> None:
    before = user("ada", status=status)
    changed = differences(before, rules.password_set(before, "new", AT))
    ended = {"status": "Active"} if status in ("Reset", "PasswordExpired") else {}
    assert changed == {"password": "new", "modified_at": AT, **ended}


@pytest.mark.parametrize("status", STATUSES)
def test_only_a_locked_user_is_locked_and_only_a_disabled_one_is_not_active(status: Status) -> None:
    one = user("ada", status=status)
    assert (one.locked, one.active) == (status == "Locked", status != "Disabled")


def test_no_rule_alters_the_record_it_was_given() -> None:
    before = user("ada", status="Locked")
    copy = msgspec.structs.replace(before)
    rules.unlocked(before, AT)
    rules.renamed(before, "Kat", AT)
    rules.password_set(before, "x", AT)
    assert before == copy
