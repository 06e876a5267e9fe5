"""E7 and E8: core user IDs, changed while the user is locked, linked and unlinked; and what is pulled from the core."""

from typing import Any

import pytest

from contract_tests.chronicle import noted
from contract_tests.claims import proves
from contract_tests.journeys.test_only_that import only
from contract_tests.narmi import (
    ADMIN,
    HUGO,
    KATHY,
    MARISOL,
    OWNER,
    PROVIDER,
    SPARE,
    SPARE_OF_HUGO,
    SUB_USER,
    SUPPORT,
    YUSUF,
    ZOE,
    Narmi,
)
from contract_tests.refusals.sound import untouched

CHANGE, LINK = "change_core_user_id", "link_core_user_id"


@proves(
    "NARMI-110", "NARMI-089", "NARMI-082", "NARMI-083", "NARMI-033", "NARMI-062", "NARMI-012", "B-74", "NARMI-M-07",
)  # fmt: skip
def test_the_six_steps(narmi: Narmi) -> None:
    """Find, too early 409, lock, new ID on the core, contact and phone brought up to date, change, unlock."""
    (row,) = narmi.users(search="arisol veg").json["results"]
    id, login = row["id"], row["login"]
    assert id == narmi.id_of(MARISOL)
    early = narmi.act(id, CHANGE, core_user_id=SPARE)
    assert (early.status, early.json["id"]) == (409, "user_not_locked")
    assert narmi.act(id, "lock").status == 200
    narmi.happens(id, "logins", expect=409)
    assert narmi.user(id).json["archived"] is True
    fresh = narmi.happens(id, "core")["coreUserId"]
    assert narmi.contact(id, {"phone": "+15555550123", "email": "fresh@example.com"}).status == 200
    phone = next(one for one in narmi.items(id, "mfa_devices") if one["type"] == "phone")
    kind = "landline" if phone["number_type"] == "mobile" else "mobile"
    assert narmi.call("PATCH", narmi.path(id, "mfa_devices", phone["id"]), {"number_type": kind}).status == 200
    done = narmi.act(id, CHANGE, core_user_id=fresh)
    assert (done.status, done.json["core_user_id"], done.json["login"]) == (200, fresh, login)
    assert narmi.user(id).json == done.json
    assert fresh in {account["core_user_id"] for account in narmi.items(id, "accounts")}
    assert narmi.act(id, "unlock").status == 200
    assert narmi.happens(id, "logins")["succeeded"] is True
    codes = narmi.codes(id)
    assert codes[:4] == ["user.login", "user.unlock", "account.update", "phone.update"]
    assert sorted(codes[4:6]) == ["phone.update", "user.email_update"]
    assert codes[6] == "user.lock"


@proves("NARMI-089", "NARMI-P-06", "F-11", "NARMI-M-11")
def test_a_core_user_id_is_changed_at_once_and_nothing_else(narmi: Narmi) -> None:
    """One entry; the login is kept; the accounts are those of the new ID; the permission alone will do."""
    before = narmi.user(HUGO).json
    with (
        noted(narmi, HUGO, "account.update"),
        only(narmi.bank, narmi.id_of(HUGO), PROVIDER, coreUserId=SPARE_OF_HUGO),
    ):
        done = narmi.act(
            HUGO, CHANGE, core_user_id=SPARE_OF_HUGO, sent={"permissions": ["Can change user core user id"]}
        )
    assert done.status == 200
    changed = {"core_user_id": SPARE_OF_HUGO, "account_number": done.json["account_number"]}
    assert done.json == {**before, **changed, "core_email": done.json["core_email"]}
    assert done.json["account_number"] != before["account_number"]
    assert {account["core_user_id"] for account in narmi.items(HUGO, "accounts")} == {SPARE_OF_HUGO}


@proves("NARMI-089", "NARMI-M-11", "NARMI-P-06", "NARMI-M-07", "F-04")
def test_when_a_core_user_id_is_not_changed(narmi: Narmi) -> None:
    """Not locked 409, whatever the ID; a business 409; staff 409; unknown or in use 422; no permission 403."""
    with untouched(narmi.bank):
        for who, rule in ((KATHY, "user_not_locked"), (OWNER, "not_for_business"), (SUPPORT, "customers_only")):
            for body in ({"core_user_id": SPARE}, {"core_user_id": "99999999"}, {}, {"core_user_id": 7}):
                refused = narmi.act(who, CHANGE, **body)
                assert (refused.status, refused.json["id"]) == (409, rule), (who, body)
        own, other = narmi.user(YUSUF).json["core_user_id"], narmi.user(MARISOL).json["core_user_id"]
        for wanted in (own, other, "99999999", "x", "", None, 20417701):
            refused = narmi.act(YUSUF, CHANGE, core_user_id=wanted)
            assert (refused.status, list(refused.json["message"])) == (422, ["core_user_id"]), wanted
        assert narmi.act(YUSUF, CHANGE).status == 422
        assert narmi.act(YUSUF, CHANGE, core_user_id=SPARE, sent={"permissions": ["Can lock user"]}).status == 403
    assert narmi.act(OWNER, "lock").status == 200
    with untouched(narmi.bank):
        assert narmi.act(OWNER, CHANGE, core_user_id=SPARE).json["id"] == "not_for_business"


@proves("NARMI-087", "NARMI-088", "NARMI-M-11", "NARMI-030", "F-11")
def test_an_id_is_linked_and_unlinked(narmi: Narmi) -> None:
    """200 and two files' accounts; again 409; unlinked 200 and gone; again 404."""
    own = narmi.items(MARISOL, "accounts")
    id = narmi.id_of(MARISOL)
    with noted(narmi, MARISOL, "accounts.create"), only(narmi.bank, id, PROVIDER, linkedCoreUserIds=[SPARE]):
        done = narmi.act(MARISOL, LINK, core_user_id=SPARE)
    assert (done.status, done.json["linked_core_user_ids"]) == (200, [SPARE])
    both = narmi.items(MARISOL, "accounts")
    assert both[: len(own)] == own
    assert {account["core_user_id"] for account in both[len(own) :]} == {SPARE}
    with untouched(narmi.bank):
        again = narmi.act(MARISOL, LINK, core_user_id=SPARE)
        assert (again.status, again.json["id"]) == (409, "already_linked")
    assert narmi.happens(MARISOL, "logins")["succeeded"] is True
    with noted(narmi, MARISOL, "account.destroy"):
        done = narmi.act(MARISOL, "unlink_core_user_id", core_user_id=SPARE)
    assert (done.status, done.json["linked_core_user_ids"]) == (200, [])
    assert narmi.items(MARISOL, "accounts") == own
    with untouched(narmi.bank):
        again = narmi.act(MARISOL, "unlink_core_user_id", core_user_id=SPARE)
        assert (again.status, again.json["id"]) == (404, "not_found")


@proves("NARMI-087", "NARMI-088", "NARMI-P-05", "NARMI-M-11")
def test_which_ids_are_not_linked(narmi: Narmi) -> None:
    """The own one 409, an unknown one 422, of a business or staff 409; without the permission 403."""
    permission = ["Can manage user's linked core user ids"]
    with untouched(narmi.bank):
        own = narmi.user(MARISOL).json["core_user_id"]
        assert narmi.act(MARISOL, LINK, core_user_id=own).json["id"] == "already_linked"
        for wanted in ("99999999", "x", None, 7):
            assert narmi.act(MARISOL, LINK, core_user_id=wanted).status == 422, wanted
        for who, rule in ((OWNER, "not_for_business"), (SUPPORT, "customers_only")):
            assert narmi.act(who, LINK, core_user_id=SPARE).json["id"] == rule
        for action in (LINK, "unlink_core_user_id"):
            refused = narmi.act(ZOE, action, core_user_id=SPARE, sent={"permissions": ["Can view user"]})
            assert refused.status == 403
        assert narmi.act(ZOE, "unlink_core_user_id", core_user_id=SPARE, sent={"permissions": permission}).status == 404
    assert narmi.act(ZOE, LINK, core_user_id=SPARE, sent={"permissions": permission}).status == 200
    assert len(narmi.user(ZOE).json["linked_core_user_ids"]) == 2


@proves("NARMI-088", "NARMI-087")
def test_unlinking_takes_that_id_alone(narmi: Narmi) -> None:
    """The other one stays, and so does the own one."""
    (before,) = narmi.user(ZOE).json["linked_core_user_ids"]
    assert narmi.act(ZOE, LINK, core_user_id=SPARE).json["linked_core_user_ids"] == [before, SPARE]
    done = narmi.act(ZOE, "unlink_core_user_id", core_user_id=before)
    assert (done.status, done.json["linked_core_user_ids"]) == (200, [SPARE])
    own = narmi.user(ZOE).json["core_user_id"]
    assert narmi.act(ZOE, "unlink_core_user_id", core_user_id=own).status == 404


@proves("NARMI-090", "NARMI-M-12", "NARMI-P-07", "F-11")
def test_an_update_from_the_core_is_a_task(narmi: Narmi) -> None:
    """202 and not yet done; later done, with the core's values, one entry; the login and the address stay."""
    narmi.bank.clock.freeze()
    narmi.edit(KATHY, core={"lastName": "Smythe", "phone": "+15555550177", "email": "core@example.com"})
    before = narmi.user(KATHY).json
    with noted(narmi, KATHY):
        begun = narmi.act(KATHY, "update_user")
        task = begun.json
        assert (begun.status, task["kind"], task["status"], task["finished_at"]) == (
            202, "update_user", "pending", None,
        )  # fmt: skip
        assert task["user_id"] == narmi.id_of(KATHY)
        assert narmi.call("GET", f"/tasks/{task['id']}").json == task
        assert narmi.user(KATHY).json == before
    with noted(narmi, KATHY, "account.update"):
        narmi.bank.clock.advance(60)
        done = narmi.call("GET", f"/tasks/{task['id']}").json
        assert done["status"] == "finished"
        assert done["finished_at"] >= done["requested_at"] == task["requested_at"]
    after = narmi.user(KATHY).json
    assert after == {**before, "last_name": "Smythe", "phone": "+15555550177"}
    assert narmi.call("GET", "/tasks/00000000-0000-4000-8000-00000000dead").status == 404


@proves("NARMI-090", "NARMI-P-07")
@pytest.mark.parametrize(("who", "rule"), [(SUB_USER, "not_for_subuser"), (SUPPORT, "customers_only")])
def test_who_is_not_updated(narmi: Narmi, who: str, rule: str) -> None:
    """409 for a business's sub-user and for staff; its owner is."""
    with untouched(narmi.bank):
        refused = narmi.act(who, "update_user")
        assert (refused.status, refused.json["id"]) == (409, rule)
    assert narmi.act(OWNER, "update_user").status == 202


@proves("NARMI-086", "NARMI-P-04", "F-11")
def test_deleted_transactions_are_found_once(narmi: Narmi) -> None:
    """Counted over all accounts, the linked ones too, with one entry; then there are none, and no entry."""
    assert narmi.act(MARISOL, LINK, core_user_id=SPARE).status == 200
    before = voided(narmi, MARISOL)
    assert before > 0
    with noted(narmi, MARISOL, "transaction.update"):
        done = narmi.act(MARISOL, "check_deleted_transactions", sent={"permissions": []})
    assert done.status == 200
    assert done.json["deleted"] >= before
    assert voided(narmi, MARISOL) == 0
    with untouched(narmi.bank):
        again = narmi.act(MARISOL, "check_deleted_transactions")
        assert (again.status, again.json) == (200, {"deleted": 0})
        for who in (ADMIN, SUPPORT):
            refused = narmi.act(who, "check_deleted_transactions")
            assert (refused.status, refused.json["id"]) == (409, "customers_only")


@proves("NARMI-086", "NARMI-087")
def test_deleted_transactions_of_linked_ids_are_found_too(narmi: Narmi) -> None:
    """Those on the accounts of another file that the user sees; nobody finds them again."""
    before, other = voided(narmi, MARISOL), narmi.user(MARISOL).json["core_user_id"]
    assert before > 0
    assert narmi.act(ZOE, "check_deleted_transactions").json == {"deleted": 0}
    assert narmi.act(ZOE, LINK, core_user_id=other).status == 200
    with noted(narmi, ZOE, "transaction.update"), noted(narmi, MARISOL):
        assert narmi.act(ZOE, "check_deleted_transactions").json == {"deleted": before}
    assert narmi.act(MARISOL, "check_deleted_transactions").json == {"deleted": 0}


def voided(narmi: Narmi, who: str) -> int:
    """How many voided transactions the core has on the accounts of the user's own ID."""
    core: Any = narmi.stored(who)["core"]
    return sum(account["voided"] for account in core["accounts"])
