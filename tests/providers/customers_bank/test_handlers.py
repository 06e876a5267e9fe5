"""Each of Customers Bank's operations, asked without a server: what it answers and what it changes."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import UNSET

from simulator.domain.call import Outcome, deleted
from simulator.domain.problem import Kind, Refused
from simulator.providers.customers_bank import rules, wire
from simulator.providers.customers_bank.handlers import HANDLERS, NAME, caller, owner, saved
from simulator.providers.customers_bank.state import State, User
from tests.providers.customers_bank.partner import AT, AWAY, HOME, after, called, credential, partner, user

ADA = user("ada", is_admin=True, is_primary_admin=True)
BEA, CLEO = user("bea", is_admin=True), user("cleo", email="a.cleo@example.com")
FAR = user("far", partner_id=AWAY.partner_id, is_admin=True)
OLD, NEW = credential("old", start_at=AT - timedelta(days=1)), credential("new")
FAR_KEY = credential("far-key", partner_id=AWAY.partner_id)
STATE = after(partner(CLEO, BEA, ADA, FAR, credentials=[NEW, OLD, FAR_KEY]))


def asked(name: str, by: User = ADA, *, seen: State = STATE, **more: Any) -> Outcome:
    return HANDLERS[name](seen, called(name, by, **more))


def refused(name: str, by: User = ADA, **more: Any) -> str:
    """The member that is wrong, in a refusal that is 422."""
    with pytest.raises(Refused) as caught:
        asked(name, by, **more)
    problem = caught.value.problem
    assert (problem.kind, len(problem.violations)) == (Kind.UNPROCESSABLE, 1)
    return problem.violations[0].at.strip("/")


def test_a_creation_answers_a_key_with_the_id_of_the_user_it_makes() -> None:
    outcome = asked("createPartnerUser", body={"email": "dan@example.com", "name": "Dan", "isAdmin": True})
    shown: Any = outcome.reply.body
    (change,) = outcome.changes
    assert outcome.reply.status == 202
    assert change == saved(User(shown["id"], HOME.partner_id, "Dan", "dan@example.com", is_admin=True))
    assert (shown["keyId"], shown["displayName"]) == (shown["id"], "Dan")
    assert (len(shown["secretText"]), shown["hint"]) == (40, shown["secretText"][:3])


@pytest.mark.parametrize("name", [{}, {"name": None}, {"name": ""}])
def test_the_key_of_who_has_no_name_goes_by_the_address(name: dict[str, Any]) -> None:
    shown: Any = asked("createPartnerUser", body={"email": "dan@example.com", **name}).reply.body
    assert shown["displayName"] == "dan@example.com"


def test_a_creation_joins_the_callers_partner() -> None:
    (change,) = asked("createPartnerUser", FAR, body={"email": "ada@example.com"}).changes
    assert change.record.partner_id == AWAY.partner_id


def test_an_address_that_a_colleague_has_is_refused() -> None:
    assert refused("createPartnerUser", body={"email": "A.CLEO@example.com"}) == "email"


def listed(by: User = ADA, **query: Any) -> Any:
    outcome = asked("listPartnerUsers", by, query=query)
    assert (outcome.reply.status, outcome.changes) == (200, ())
    return outcome.reply.body


def counts(by: User = ADA, **query: Any) -> tuple[int, int, int, int, list[str]]:
    body = listed(by, **query)
    names = [one["name"] for one in body["items"]]
    return body["pageSize"], body["pageOffset"], body["totalPages"], body["totalItemCount"], names


def test_a_list_shows_all_colleagues_by_name_unless_pages_are_asked_for() -> None:
    assert counts() == (3, 0, 1, 3, ["ada", "bea", "cleo"])
    assert counts(page=1, perPage=2) == counts()
    assert counts(FAR) == (1, 0, 1, 1, ["far"])
    assert counts(username="nobody here") == (0, 0, 0, 0, [])


def test_pages_are_counted_from_zero_and_cut_what_was_sorted_and_filtered() -> None:
    assert counts(paginateResults=True) == (10, 0, 1, 3, ["ada", "bea", "cleo"])
    assert counts(paginateResults=True, perPage=2) == (2, 0, 2, 3, ["ada", "bea"])
    assert counts(paginateResults=True, perPage=2, page=1) == (2, 2, 2, 3, ["cleo"])
    assert counts(paginateResults=True, perPage=3, page=1) == (3, 3, 1, 3, [])
    assert counts(paginateResults=True, perPage=1, username="E") == (1, 0, 3, 3, ["ada"])
    assert counts(paginateResults=True, perPage=1, username="bea") == (1, 0, 1, 1, ["bea"])
    assert counts(paginateResults=True, username="nobody here") == (10, 0, 0, 0, [])


def test_a_list_is_sorted_as_it_was_asked_to_be() -> None:
    assert [one["name"] for one in listed(sortAscending=False)["items"]] == ["cleo", "bea", "ada"]
    assert listed(sortOn="isPrimaryAdmin", sortAscending=False)["items"][0] == wire.user(ADA)


def test_one_colleague_is_read_in_any_letter_case_of_the_id() -> None:
    outcome = asked("getPartnerUser", CLEO, path={"userId": BEA.user_id.upper()})
    assert (outcome.reply.status, outcome.reply.body, outcome.changes) == (200, wire.user(BEA), ())


def test_an_update_is_accepted_and_made_at_once() -> None:
    outcome = asked("updatePartnerUser", body={"id": CLEO.user_id.upper(), "isAdmin": True})
    assert (outcome.reply.status, outcome.reply.body) == (202, UNSET)
    assert outcome.changes == (saved(rules.updated(CLEO, {"isAdmin": True})),)


def test_the_primary_administrator_stays_one_whoever_else_there_is() -> None:
    demotion = {"id": ADA.user_id, "isAdmin": False}
    assert refused("updatePartnerUser", BEA, body=demotion) == "isAdmin"
    assert asked("updatePartnerUser", BEA, body={**demotion, "isAdmin": True}).reply.status == 202


def test_the_last_administrator_of_a_partner_stays_one() -> None:
    """Another partner's administrators do not count."""
    only, far = user("only", is_admin=True), after(partner(user("only", is_admin=True), CLEO, FAR))
    assert refused("updatePartnerUser", only, seen=far, body={"id": only.user_id, "isAdmin": False}) == "isAdmin"
    assert asked("updatePartnerUser", only, seen=far, body={"id": only.user_id, "name": "x"}).reply.status == 202
    assert asked("updatePartnerUser", only, seen=far, body={"id": CLEO.user_id, "isAdmin": False}).reply.status == 202
    assert asked("updatePartnerUser", body={"id": BEA.user_id, "isAdmin": False}).reply.status == 202


def test_a_colleague_leaves() -> None:
    outcome = asked("deletePartnerUser", path={"userId": BEA.user_id.upper()})
    assert (outcome.reply.status, outcome.reply.body) == (204, UNSET)
    assert outcome.changes == (deleted(NAME, "users", BEA.user_id),)


@pytest.mark.parametrize(("by", "who"), [(ADA, ADA), (BEA, BEA), (BEA, ADA)])
def test_nobody_deletes_oneself_or_the_primary_administrator(by: User, who: User) -> None:
    assert refused("deletePartnerUser", by, path={"userId": who.user_id.upper()}) == "userId"


def test_credentials_are_the_partners_own_oldest_first_and_without_secrets() -> None:
    outcome = asked("listCredentials")
    assert (outcome.reply.status, outcome.changes) == (200, ())
    assert outcome.reply.body == [wire.credential(OLD, None), wire.credential(NEW, None)]


def test_credentials_of_one_moment_are_in_order_of_the_id() -> None:
    keys = sorted((credential(f"key-{number}") for number in range(9)), key=lambda one: one.credential_id)
    shown: Any = asked("listCredentials", seen=after(partner(ADA, credentials=keys[::-1]))).reply.body
    assert [one["keyId"] for one in shown] == [one.credential_id for one in keys]


def test_a_secret_is_told_once_and_only_its_beginning_is_kept() -> None:
    outcome = asked("createCredential", FAR, body={"displayName": "Key"})
    shown: Any = outcome.reply.body
    (change,) = outcome.changes
    kept = rules.issued(shown["keyId"], AWAY.partner_id, "Key", shown["secretText"], AT)
    assert outcome.reply.status == 200
    assert (change.table, change.key, change.record) == ("credentials", kept.credential_id, kept)
    assert shown["secretText"] not in str(change.record)
    assert len(shown["secretText"]) == 40


def test_a_secret_does_not_repeat_itself() -> None:
    shown: Any = asked("createCredential", body={"displayName": "Key"}).reply.body
    secret: str = shown["secretText"]
    assert secret[:8] not in secret[8:]


def test_a_credential_is_deleted_by_its_id_in_any_letter_case() -> None:
    outcome = asked("deleteCredential", path={"id": OLD.credential_id.upper()})
    assert (outcome.reply.status, outcome.reply.body) == (204, UNSET)
    assert outcome.changes == (deleted(NAME, "credentials", OLD.credential_id),)


def test_the_caller_is_the_tokens_user_or_the_first_primary_administrator() -> None:
    bosses = [user(f"boss-{number}", is_primary_admin=True) for number in range(5)]
    seen = after(partner(CLEO, *bosses))
    assert caller(seen, called("x", CLEO)) == CLEO
    assert caller(seen, called("x")) == min(bosses, key=lambda one: one.user_id)


def test_idempotency_keys_belong_to_the_partner() -> None:
    assert owner(STATE, called("x", CLEO)) == owner(STATE, called("x", ADA)) == HOME.partner_id
    assert owner(STATE, called("x", FAR)) == AWAY.partner_id
