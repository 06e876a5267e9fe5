"""What QA may do to users: anything that fits, nothing that does not, and always with a word that says why."""

from typing import Any

import msgspec
import pytest

from simulator.domain.call import Change
from simulator.domain.problem import Kind, Refused
from simulator.providers.banno import desk, rules
from simulator.providers.banno.state import State
from simulator.stores.snapshot import Snapshot
from tests.providers.banno.bank import AT, AWAY, HOME, after, bank, called, user

ADA = user("ada", email="ada@example.com", status="Locked", preferred_name="Addie")
QUEUED = user("otto", status="Locked", unlock_queued=True, institution_id=AWAY.institution_id)
OTHER = user("opal", status="Locked", unlock_queued=True, institution_id=AWAY.institution_id)
BANK = bank(ADA, QUEUED, OTHER)


def edited(user_id: str, snapshot: Snapshot = BANK, **patch: Any) -> State:
    return after(snapshot, desk.edited(after(snapshot), user_id, patch, called()))


def shown(seen: State, user_id: str) -> dict[str, Any]:
    found = desk.shown(seen, user_id)
    assert found is not None
    return found


def refused(user_id: str = ADA.user_id, **patch: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        edited(user_id, **patch)
    return str(caught.value)


def test_a_user_is_shown_as_stored_with_the_memo_mode_of_the_institution() -> None:
    assert shown(after(BANK), ADA.user_id) == {**msgspec.to_builtins(ADA), "memoMode": False}
    assert shown(after(BANK), QUEUED.user_id)["memoMode"] is True
    assert desk.shown(after(BANK), "nobody") is None


def test_everybody_is_listed_or_whom_the_text_names() -> None:
    seen = after(BANK)
    assert [one["username"] for one in desk.listed(seen, "")[:]] == ["ada", "opal", "otto"]
    assert [one["username"] for one in desk.listed(seen, "ADA@example.com")[:]] == ["ada"]
    assert [one["username"] for one in desk.listed(seen, "o")[:]] == ["ada", "opal", "otto"]
    assert desk.listed(seen, "zzz")[:] == []


def test_an_edit_changes_what_it_names_and_the_time() -> None:
    before, after_ = (
        shown(after(BANK), ADA.user_id),
        shown(edited(ADA.user_id, status="Dormant", verified=True), ADA.user_id),
    )
    changed = {name for name in before if before[name] != after_[name]}
    assert changed == {"status", "verified", "modifiedAt"}
    assert after_["modifiedAt"] == "2026-01-15T09:00:00Z"


def test_null_takes_a_member_away_and_objects_are_merged() -> None:
    seen = edited(ADA.user_id, preferredName=None, address={"city": "Ames"}, demographic={"gender": "Female"})
    ada = shown(seen, ADA.user_id)
    assert (ada["preferredName"], ada["address"]["city"], ada["address"]["state"]) == (None, "Ames", "")
    assert ada["demographic"]["gender"] == "Female"


def test_an_edit_of_nothing_changes_nothing() -> None:
    assert desk.edited(after(BANK), ADA.user_id, {}, called()) == ()


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ({"status": "Sleeping"}, "status: Invalid enum value 'Sleeping'; expected one of Active, Pending, Disabled"),
        ({"stauts": "Locked"}, "(did you mean 'status'?)"),
        ({"lastName": None}, "Object missing required field `lastName`"),
        ({"lastName": 7}, "lastName: Expected `str`, got `int`"),
        ({"userId": QUEUED.user_id}, "userId is what the user is found by and cannot be edited"),
        ({"userId": "x"}, "userId: "),
        (
            {"institutionId": ADA.user_id},
            f"institutionId: expected one of {HOME.institution_id}, {AWAY.institution_id}; got",
        ),
        ({"memoMode": "yes"}, "memoMode: expected true or false, got 'yes'"),
        ({"memoMode": None}, "memoMode: expected true or false, got None"),
        ({"addedAt": "2026-01-01"}, "addedAt: "),
        ({"memberNumber": -1}, "memberNumber: "),
        ({"abilities": ["flying"]}, "flying"),
        ({"address": {"town": "Ames"}}, "address"),
    ],
)
def test_what_does_not_fit_is_named(patch: dict[str, Any], said: str) -> None:
    assert said in refused(**patch)


def test_a_change_of_status_forgets_the_queued_unlock() -> None:
    assert shown(edited(QUEUED.user_id, status="Disabled"), QUEUED.user_id)["unlockQueued"] is False
    assert shown(edited(QUEUED.user_id, firstName="Zed"), QUEUED.user_id)["unlockQueued"] is True


def test_the_end_of_memo_mode_takes_every_queued_unlock_of_the_institution() -> None:
    seen = edited(ADA.user_id, after_moving_ada_away(), memoMode=False)
    away = seen.institutions.get(AWAY.institution_id)
    assert away is not None
    assert not away.memo_mode
    for one in (QUEUED, OTHER):
        assert seen.users.get(one.user_id) == rules.unlocked(one, AT)


def after_moving_ada_away() -> Snapshot:
    return BANK.after(desk.edited(after(BANK), ADA.user_id, {"institutionId": AWAY.institution_id}, called()))


def test_an_edit_that_also_ends_memo_mode_loses_neither() -> None:
    otto = shown(edited(QUEUED.user_id, memoMode=False, firstName="Zed"), QUEUED.user_id)
    assert (otto["firstName"], otto["status"], otto["unlockQueued"]) == ("Zed", "Active", False)


def test_beginning_memo_mode_changes_no_user() -> None:
    changes = desk.edited(after(BANK), ADA.user_id, {"memoMode": True}, called())
    assert [(one.table, one.key, one.record.memo_mode) for one in changes] == [
        ("institutions", HOME.institution_id, True)
    ]


def created(snapshot: Snapshot = BANK, **members: Any) -> tuple[str, dict[str, Any]]:
    user_id, changes = desk.created(after(snapshot), {"firstName": "Cleo", "lastName": "Vance", **members}, called())
    return user_id, shown(after(snapshot, changes), user_id)


def test_what_a_new_user_leaves_out_is_made_up() -> None:
    user_id, cleo = created()
    assert (cleo["userId"], cleo["institutionId"], cleo["reviewInstitutionId"]) == (user_id, *[HOME.institution_id] * 2)
    assert cleo["addedAt"] == cleo["modifiedAt"] == cleo["lastSeenAt"] == "2026-01-15T09:00:00Z"
    assert len({cleo["userId"], cleo["loginId"], cleo["consumerId"]}) == 3
    assert created() == (user_id, cleo)


def test_what_a_new_user_says_counts() -> None:
    mine = "00000000-0000-4000-8000-000000000009"
    user_id, cleo = created(userId=mine, institutionId=AWAY.institution_id, status="Locked", username="cv")
    assert (user_id, cleo["status"], cleo["username"]) == (mine, "Locked", "cv")
    assert cleo["institutionId"] == cleo["reviewInstitutionId"] == AWAY.institution_id


def test_an_id_that_is_taken_is_a_conflict() -> None:
    with pytest.raises(Refused) as caught:
        created(userId=ADA.user_id)
    assert caught.value.problem.kind is Kind.CONFLICT


def test_a_username_is_taken_in_any_case_and_only_at_its_own_institution() -> None:
    for taken in ("ada", "ADA"):
        with pytest.raises(Refused, match="is taken in Home Bank") as caught:
            created(username=taken)
        assert caught.value.problem.kind is Kind.CONFLICT
    assert created(username="ada", institutionId=AWAY.institution_id)[1]["username"] == "ada"
    with pytest.raises(Refused, match="username 'otto' is taken in Away Bank"):
        edited(OTHER.user_id, username="otto")
    assert shown(edited(ADA.user_id, username="ADA"), ADA.user_id)["username"] == "ADA"


def test_who_shares_a_username_already_can_still_be_locked() -> None:
    twin = user("ada-twin", username="ada")
    snapshot = bank(ADA, twin)
    assert shown(edited(twin.user_id, snapshot, status="Locked"), twin.user_id)["status"] == "Locked"


@pytest.mark.parametrize(
    "members", [{"lastName": None}, {"institutionId": "x"}, {"memoMode": True}, {"userId": "X"}, {"firstName": 7}]
)
def test_a_new_user_who_does_not_fit_is_refused(members: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        created(**members)


def test_where_there_is_no_institution_there_is_no_user() -> None:
    gone = BANK.after([Change("banno", "institutions", one.institution_id, None) for one in (HOME, AWAY)])
    with pytest.raises(ValueError, match="institutionId"):
        created(gone)


def test_a_removed_user_takes_the_resets_along() -> None:
    tickets = [rules.ticketed(ADA, "t1", AT), rules.ticketed(OTHER, "t2", AT)]
    snapshot = bank(ADA, OTHER, tickets=tickets)
    seen = after(snapshot, desk.removed(after(snapshot), ADA.user_id))
    assert [one.user_id for one in seen.users] == [OTHER.user_id]
    assert [one.ticket_id for one in seen.reset_tickets] == ["t2"]
