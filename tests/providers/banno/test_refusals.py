"""Banno refuses in the vendor's order, and each row has its own."""

import pytest
from msgspec.structs import replace

from simulator.domain.call import Call
from simulator.domain.credential import Principal
from simulator.domain.demand import Demand, Grant
from simulator.domain.problem import Fault, Kind, Violation
from simulator.domain.refusal import first_problem
from simulator.providers.banno.refusals import REFUSALS
from tests.providers.banno.bank import AWAY, HOME, called, state, user

ADA = user("ada")
OTTO = user("otto", institution_id=AWAY.institution_id)
STATE = state(ADA, OTTO)
NOBODY = "00000000-0000-4000-8000-000000000000"
READ = frozenset({"read"})
CONSUMER = Principal("banno-consumer", ADA.user_id, "app", READ)
ADMIN = Principal("banno-admin", "desk", "desk", READ)
WRONG = (Violation(Fault.MISSING, "body", "", "a JSON body"),)


def all_wrong(principal: Principal, path: dict[str, str]) -> Call:
    """A call with a body in the wrong media type that is wrong besides."""
    demand = Demand("x", (Grant(principal.api, READ),), frozenset({"application/json"}))
    call = called(path=path, principal=principal, media_type="text/plain", has_body=True, violations=WRONG)
    return replace(call, demand=demand)


def kind(row: str, call: Call) -> Kind | None:
    problem = first_problem(REFUSALS[row], STATE, call)
    return None if problem is None else problem.kind


def test_the_admin_api_looks_for_the_user_before_the_media_type() -> None:
    call = all_wrong(replace(ADMIN, grants=frozenset()), {"userId": NOBODY})
    steps = (
        call,
        replace(call, principal=ADMIN),
        replace(call, principal=ADMIN, path={"userId": ADA.user_id}),
        replace(call, principal=ADMIN, path={"userId": ADA.user_id}, media_type="application/json"),
        replace(call, principal=ADMIN, path={"userId": ADA.user_id}, media_type="application/json", violations=()),
    )
    order = [kind("admin", mended) for mended in steps]
    assert order == [Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.UNSUPPORTED_MEDIA_TYPE, Kind.INVALID, None]


def test_the_consumer_api_looks_at_the_media_type_before_the_user() -> None:
    missing = replace(CONSUMER, subject=NOBODY)
    call = all_wrong(replace(missing, grants=frozenset()), {"userId": ADA.user_id})
    steps = (
        call,
        replace(call, principal=missing),
        replace(call, principal=missing, path={"userId": NOBODY}),
        replace(call, principal=missing, path={"userId": NOBODY}, media_type="application/json"),
        replace(call, principal=CONSUMER, media_type="application/json"),
        replace(call, principal=CONSUMER, media_type="application/json", violations=()),
    )
    order = [kind("consumer", mended) for mended in steps]
    assert order == [Kind.FORBIDDEN, Kind.NOT_OWN, Kind.UNSUPPORTED_MEDIA_TYPE, Kind.NOT_FOUND, Kind.INVALID, None]


@pytest.mark.parametrize("user_id", [OTTO.user_id, NOBODY, "", "x"])
def test_a_consumers_token_opens_no_other_path_existing_or_not(user_id: str) -> None:
    call = all_wrong(CONSUMER, {"userId": user_id})
    problem = first_problem(REFUSALS["consumer"], STATE, call)
    assert problem is not None
    assert problem.kind is Kind.NOT_OWN
    assert dict(problem.headers)["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize("principal", [CONSUMER, replace(CONSUMER, subject=None), ADMIN])
def test_ones_own_path_may_be_written_in_any_case(principal: Principal) -> None:
    demand = Demand("x", (Grant(principal.api, READ),))
    call = replace(called(path={"userId": ADA.user_id.upper()}, principal=principal), demand=demand)
    assert kind("consumer", call) is None


PLACES = [
    ({"institutionId": HOME.institution_id, "userId": ADA.user_id}, None),
    ({"institutionId": HOME.institution_id.upper(), "userId": ADA.user_id.upper()}, None),
    ({"institutionId": HOME.institution_id}, None),
    ({"institutionId": AWAY.institution_id, "userId": ADA.user_id}, "belongs to another institution"),
    ({"institutionId": NOBODY, "userId": ADA.user_id}, "no institution"),
    ({"institutionId": "x"}, "no institution 'x'"),
    ({"institutionId": HOME.institution_id, "userId": NOBODY}, "no user"),
    ({"userId": "ada"}, "no user 'ada'"),
    ({"userId": ADA.user_id}, None),
]


@pytest.mark.parametrize(("path", "said"), PLACES)
def test_institution_and_user_must_exist_and_belong_together(path: dict[str, str], said: str | None) -> None:
    demand = Demand("x", (Grant("banno-admin", READ),))
    problem = first_problem(REFUSALS["admin"], STATE, replace(called(path=path, principal=ADMIN), demand=demand))
    assert (problem is None) == (said is None)
    if problem is not None:
        assert problem.kind is Kind.NOT_FOUND
        assert said is not None
        assert said in problem.hint
