"""What QA may do to a partner's users: anything that fits, nothing that does not, and with a word that says why."""

from typing import Any

import msgspec
import pytest

from simulator.domain.problem import Kind, Refused
from simulator.domain.table import Rows
from simulator.providers.customers_bank import desk
from simulator.providers.customers_bank.state import State, User
from simulator.stores.snapshot import Snapshot
from tests.providers.customers_bank.partner import AWAY, HOME, NOBODY, after, called, partner, user

ADA, BEA = user("ada", is_admin=True, is_primary_admin=True), user("bea", name=None, roles=("x",))
FAR = user("far", partner_id=AWAY.partner_id)
BANK = partner(FAR, ADA, BEA)


def edited(**patch: Any) -> User:
    seen = after(BANK, desk.edited(after(BANK), ADA.user_id, patch, called("x")))
    found = seen.users.get(ADA.user_id)
    assert found is not None
    return found


def created(snapshot: Snapshot = BANK, **members: Any) -> tuple[str, State]:
    user_id, changes = desk.created(after(snapshot), members, called("x"))
    return user_id, after(snapshot, changes)


def test_a_user_is_shown_as_stored() -> None:
    assert desk.shown(after(BANK), ADA.user_id) == msgspec.to_builtins(ADA)
    assert desk.shown(after(BANK), NOBODY) is None


def test_everybody_is_listed_by_name_or_whom_the_text_names() -> None:
    def found(text: str) -> list[str]:
        return [one["userId"] for one in desk.listed(after(BANK), text)[:]]

    assert found("") == [BEA.user_id, ADA.user_id, FAR.user_id]
    assert found("ADA@") == [ADA.user_id]
    assert found("zzz") == []


def test_an_edit_changes_what_it_names_whatever_the_vendors_rules_say() -> None:
    after_ = edited(isAdmin=False, isFrozen=True, name=None, roles=["a"])
    assert (after_.is_admin, after_.is_frozen, after_.name, after_.roles) == (False, True, None, ("a",))
    assert (after_.email, after_.is_primary_admin) == (ADA.email, True)
    assert edited() == ADA
    assert edited(partnerId=AWAY.partner_id).partner_id == AWAY.partner_id


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ({"isFrozn": True}, "(did you mean 'isFrozen'?)"),
        ({"isFrozen": "yes"}, "isFrozen: Expected `bool`, got `str`"),
        ({"userId": BEA.user_id}, "userId is what the user is found by and cannot be edited"),
        ({"userId": "x"}, "userId: "),
        ({"partnerId": NOBODY}, f"partnerId: expected one of {HOME.partner_id}, {AWAY.partner_id}; got {NOBODY}"),
        ({"partnerId": None}, "partnerId"),
    ],
)
def test_what_does_not_fit_is_named(patch: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        edited(**patch)
    assert said in str(caught.value)


def test_a_new_user_needs_nothing_and_is_of_the_first_partner() -> None:
    user_id, seen = created()
    assert seen.users.get(user_id) == User(user_id, HOME.partner_id)


def test_what_a_new_user_says_counts() -> None:
    user_id, seen = created(userId=NOBODY, partnerId=AWAY.partner_id, name="Cleo", isPrimaryAdmin=True)
    assert user_id == NOBODY
    assert seen.users.get(NOBODY) == User(NOBODY, AWAY.partner_id, name="Cleo", is_primary_admin=True)


def test_an_id_that_is_taken_is_a_conflict() -> None:
    with pytest.raises(Refused) as caught:
        created(userId=ADA.user_id)
    assert caught.value.problem.kind is Kind.CONFLICT


def test_a_new_user_has_a_partner_that_there_is() -> None:
    nobody = Snapshot({"customers_bank": {name: Rows[Any]() for name in ("users", "partners", "credentials")}})
    for snapshot, members in ((BANK, {"partnerId": NOBODY}), (nobody, {"partnerId": NOBODY}), (nobody, {})):
        with pytest.raises(ValueError, match="partnerId"):
            created(snapshot, **members)


def test_a_removed_user_is_gone_and_nobody_else() -> None:
    seen = after(BANK, desk.removed(after(BANK), ADA.user_id))
    assert list(seen.users) == [BEA, FAR]
