"""Customers Bank refuses in the vendor's order, and decides on what is true at this moment."""

from typing import Any

import pytest
from msgspec.structs import replace

from simulator.domain.call import Call
from simulator.domain.demand import Grant
from simulator.domain.problem import Fault, Kind, Problem, Violation
from simulator.domain.refusal import first_problem
from simulator.providers.customers_bank.handlers import HANDLERS
from simulator.providers.customers_bank.refusals import REFUSALS
from tests.providers.customers_bank.partner import (
    API,
    AWAY,
    NOBODY,
    after,
    called,
    credential,
    partner,
    principal,
    user,
)

ADA, BEA = user("ada", is_admin=True), user("bea")
FRIDA, DORA = user("frida", is_admin=True, is_frozen=True), user("dora", is_admin=True, account_enabled=False)
FAY = user("fay", is_frozen=True)
FAR = user("far", partner_id=AWAY.partner_id, is_admin=True)
KEY, FAR_KEY = credential("key"), credential("far-key", partner_id=AWAY.partner_id)
STATE = after(partner(ADA, BEA, FRIDA, DORA, FAY, FAR, credentials=[KEY, FAR_KEY]))
GONE = user("gone", is_admin=True)
WRONG = (Violation(Fault.MISSING, "body", "", "a JSON body"),)
READ = frozenset({"read"})
JSON = frozenset({"application/json"})
READS = {"listPartnerUsers", "getPartnerUser"}
WRITES = HANDLERS.keys() - READS


def problem(call: Call) -> Problem | None:
    return first_problem(REFUSALS["partner"], STATE, call)


def kind(call: Call) -> Kind | None:
    found = problem(call)
    return None if found is None else found.kind


def test_what_is_wrong_is_told_in_the_vendors_order() -> None:
    call = called(
        "updatePartnerUser",
        GONE,
        body={"id": NOBODY},
        has_body=True,
        media_type="text/plain",
        media_types=JSON,
        violations=WRONG,
    )
    steps = [call]
    for mended in (
        {"principal": replace(principal(ADA), api="banno-admin")},
        {"principal": principal(FRIDA)},
        {"principal": principal(BEA)},
        {"principal": principal(ADA)},
        {"media_type": "application/json"},
        {"violations": ()},
        {"body": {"id": BEA.user_id}},
    ):
        steps.append(replace(steps[-1], **mended))
    assert list(map(kind, steps)) == [
        Kind.UNAUTHENTICATED,
        Kind.FORBIDDEN,
        Kind.FORBIDDEN,
        Kind.FORBIDDEN,
        Kind.UNSUPPORTED_MEDIA_TYPE,
        Kind.INVALID,
        Kind.NOT_FOUND,
        None,
    ]


def test_a_deleted_users_token_is_challenged() -> None:
    found = problem(called("listPartnerUsers", GONE))
    assert found is not None
    assert dict(found.headers)["WWW-Authenticate"].endswith('error="invalid_token"')


def test_a_deleted_users_token_is_nobodys_before_it_is_too_weak() -> None:
    call = called("listPartnerUsers", GONE)
    assert kind(replace(call, demand=replace(call.demand, grants=(Grant(API, READ),)))) is Kind.UNAUTHENTICATED


def test_a_token_of_another_api_is_forbidden_though_its_subject_is_nobody_here() -> None:
    call = called("listPartnerUsers")
    assert kind(replace(call, principal=replace(principal(GONE), api="banno-consumer"))) is Kind.FORBIDDEN


@pytest.mark.parametrize(("who", "said"), [(FRIDA, "frozen"), (FAY, "frozen"), (DORA, "disabled")])
@pytest.mark.parametrize("operation", HANDLERS)
def test_who_is_frozen_or_disabled_is_refused_everything_and_told_why(operation: str, who: Any, said: str) -> None:
    found = problem(called(operation, who))
    assert found is not None
    assert (found.kind, said in found.hint) == (Kind.FORBIDDEN, True)


@pytest.mark.parametrize("operation", HANDLERS)
def test_only_administrators_write_and_see_credentials(operation: str) -> None:
    body = {"id": BEA.user_id}
    assert kind(called(operation, BEA, body=body)) is (None if operation in READS else Kind.FORBIDDEN)
    assert kind(called(operation, ADA, body=body)) is None


def test_where_no_token_is_asked_the_primary_administrator_calls() -> None:
    state = after(partner(BEA, user("boss", is_admin=True, is_primary_admin=True)))
    assert first_problem(REFUSALS["partner"], state, called("createPartnerUser")) is None


@pytest.mark.parametrize(
    ("operation", "path", "body", "found"),
    [
        ("getPartnerUser", {"userId": BEA.user_id}, None, True),
        ("getPartnerUser", {"userId": BEA.user_id.upper()}, None, True),
        ("getPartnerUser", {"userId": NOBODY}, None, False),
        ("getPartnerUser", {"userId": "x"}, None, False),
        ("getPartnerUser", {"userId": FAR.user_id}, None, False),
        ("deletePartnerUser", {"userId": FAR.user_id}, None, False),
        ("updatePartnerUser", {}, {"id": BEA.user_id.upper()}, True),
        ("updatePartnerUser", {}, {"id": FAR.user_id}, False),
        ("updatePartnerUser", {}, {"id": KEY.credential_id}, False),
        ("createPartnerUser", {}, {"id": NOBODY}, True),
        ("deleteCredential", {"id": KEY.credential_id}, None, True),
        ("deleteCredential", {"id": KEY.credential_id.upper()}, None, True),
        ("deleteCredential", {"id": FAR_KEY.credential_id}, None, False),
        ("deleteCredential", {"id": BEA.user_id}, None, False),
        ("deleteCredential", {"id": NOBODY}, None, False),
    ],
)
def test_what_is_named_must_be_the_partners_own(operation: str, path: Any, body: Any, found: bool) -> None:
    assert kind(called(operation, ADA, path=path, body=body)) is (None if found else Kind.NOT_FOUND)
