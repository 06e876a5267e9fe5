"""Tokens that open nothing: absent, broken, expired, forged, of another sandbox, of another API."""

from typing import Any

import pytest

from contract_tests.bank import Bank
from contract_tests.claims import proves
from contract_tests.operation import Operation
from contract_tests.refusals.form import assert_refused
from contract_tests.refusals.sound import call, every_operation, for_consumers, token_for, untouched, welcome

APIS = {"banno-admin", "banno-consumer", "customers-bank", "narmi"}

DEFECTS = ("expired", "bad-signature", "wrong-algorithm", "none-algorithm", "wrong-sandbox", "not-yet")
HEADERS = {
    "nothing": None,
    "an empty value": "",
    "the scheme alone": "Bearer",
    "the scheme and a blank": "Bearer ",
    "garbage": "Bearer abc",
    "two dots": "Bearer ..",
    "three parts of nothing": "Bearer e30.e30.e30",
    "another scheme": "Basic a2F0aHk6c2VjcmV0",
    "a token without a scheme": "{token}",
    "a token behind another scheme": "Token {token}",
    "a token and something more": "Bearer {token} more",
    "a token cut short": "Bearer {short}",
    "a token with a changed payload": "Bearer {changed}",
    "a very long token": "Bearer {long}",
}


@proves("BAN-A-02", "BAN-A-12", "BAN-U-45", "CUBI-02", "B-17", "B-30", "B-59", "F-04", "F-12")
@every_operation
def test_a_header_without_a_good_token_is_unauthorized(bank: Bank, operation: Operation) -> None:
    """401, naming the scheme, and nothing has happened."""
    token = token_for(bank, operation)
    head, payload, signature = token.split(".")
    swapped = payload[:-2] + ("AA" if payload[-2:] != "AA" else "BB")
    parts = {"token": token, "short": token[:-3], "long": "x" * 20000, "changed": f"{head}.{swapped}.{signature}"}
    with untouched(bank):
        for name, value in HEADERS.items():
            headers = {} if value is None else {"Authorization": value.format(**parts)}
            assert_refused(call(bank, operation, token="", headers=headers), operation, 401, name)


@proves("BAN-A-02", "BAN-A-12", "BAN-U-45", "B-30", "F-04")
@every_operation
def test_a_defective_token_is_unauthorized(bank: Bank, operation: Operation) -> None:
    """Each defect that the token endpoint of the control API can make, for each API that the operation takes."""
    for api in operation.schemes:
        for defect in DEFECTS:
            token = bank.token(api, defect=defect)
            with untouched(bank):
                assert_refused(call(bank, operation, token=token), operation, 401, (api, defect))


@proves("BAN-A-02", "F-04")
@every_operation
def test_a_token_expires_on_the_clock_of_its_sandbox(bank: Bank, operation: Operation) -> None:
    """401 when its time is over; a new one is good."""
    bank.clock.freeze()
    token = bank.token(operation.schemes[0], expires_in=60)
    bank.clock.advance(61)
    with untouched(bank):
        assert call(bank, operation, token=token).status == 401
    assert welcome(operation, call(bank, operation, token=bank.token(operation.schemes[0], expires_in=61)))


@proves("F-04")
@every_operation
def test_a_token_of_another_sandbox_is_unauthorized(bank: Bank, operation: Operation) -> None:
    """A fork refuses the tokens of its parent, a parent those of its fork, a sibling those of its sibling."""
    child = bank.fork()
    sibling = bank.fork()
    try:
        for here, there in ((child, bank), (bank, child), (child, sibling)):
            foreign = token_for(there, operation)
            with untouched(here):
                refused = call(here, operation, token=foreign)
                assert_refused(refused, operation, 401)
                assert here.sandbox in (refused.hint or "") or there.sandbox in (refused.hint or "")
    finally:
        child.delete()
        sibling.delete()


@proves("BAN-A-02", "BAN-A-11", "F-04")
@every_operation
def test_a_token_of_another_api_opens_nothing(bank: Bank, operation: Operation) -> None:
    """A consumer's token on an Admin call is 401 or 403; an administrator's on a consumer's write is 403."""
    for api in APIS - set(operation.schemes):
        with untouched(bank):
            refused = call(bank, operation, token=bank.token(api))
            assert refused.status == 403 if for_consumers(operation) else refused.status in (401, 403)


@proves("F-05", "BAN-A-07", "BAN-A-08", "BAN-A-09", "B-30", "F-12")
@every_operation
def test_a_token_without_any_right_is_forbidden(bank: Bank, operation: Operation) -> None:
    """403: the token is good, the right is missing. A partner's tokens carry no rights, so none can be missing; nor
    where an operation of Narmi's needs none.
    """
    bare: dict[str, dict[str, Any]] = {
        "banno-admin": {"permissions": []},
        "banno-consumer": {"scopes": []},
        "narmi": {"permissions": []},
    }
    for api in set(operation.schemes) & set(bare) if operation.needs_a_right else ():
        token = bank.token(api, **bare[api])
        with untouched(bank):
            assert_refused(call(bank, operation, token=token), operation, 403)


@proves("BAN-A-01", "BAN-A-02")
def test_two_tokens_are_not_better_than_one(bank: Bank) -> None:
    """Two Authorization headers, one good and one bad, in either order, are no way in."""
    path = "/a/consumer-status/api/v0/users/3fa85f64-5717-4562-b3fc-2c963f66afa6/status"
    good, bad = f"Bearer {bank.token()}", "Bearer abc"
    for values in ((good, bad), (bad, good)):
        assert bank.send("GET", path, headers=[("Authorization", value) for value in values]).status in (400, 401)


@pytest.mark.parametrize("place", ["query", "cookie"])
def test_a_token_in_another_place_is_no_token(bank: Bank, place: str) -> None:
    """Only the header counts."""
    path = "/a/consumer-status/api/v0/users/3fa85f64-5717-4562-b3fc-2c963f66afa6/status"
    sent: dict[str, Any] = (
        {"params": {"access_token": bank.token()}}
        if place == "query"
        else {"headers": {"Cookie": f"access_token={bank.token()}"}}
    )
    assert bank.send("GET", path, **sent).status == 401
