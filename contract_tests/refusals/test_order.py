"""A call that is wrong in several ways is refused for the first of them, in the vendor's order (F-04)."""

from typing import Any

from contract_tests.bank import SAMPLE_ID, Bank, Persona
from contract_tests.banno import Banno
from contract_tests.claims import proves
from contract_tests.customers_bank import PLAIN, CustomersBank
from contract_tests.narmi import HUGO, KATHY, MARISOL, NOBODY, OWNER, SUPPORT, ZOE, Narmi
from contract_tests.operation import Operation
from contract_tests.refusals.sound import (
    body_of,
    call,
    every_operation,
    every_operation_with_a_body,
    for_consumers,
    untouched,
)

BROKEN: dict[str, Any] = {"content": b"{", "media_type": "text/plain"}


@proves("F-04", "B-24", "B-17")
@every_operation_with_a_body
def test_admin_calls_are_refused_in_order(bank: Bank, operation: Operation) -> None:
    """401, 403, 404, 415, 400: each hides all that follow."""
    if operation.refusals != "admin":
        return
    powerless = bank.token("banno-admin", permissions=[])
    with untouched(bank):
        assert call(bank, operation, token="", ids={"userId": NOBODY}, **BROKEN).status == 401
        assert call(bank, operation, token=powerless, ids={"userId": NOBODY}, **BROKEN).status == 403
        assert call(bank, operation, ids={"userId": NOBODY}, **BROKEN).status == 404
        assert call(bank, operation, ids={"userId": "no-uuid"}, **BROKEN).status == 404
        assert call(bank, operation, **BROKEN).status == 415
        assert call(bank, operation, content=b"{").status == 400


@proves("F-04", "B-24", "B-30")
@every_operation_with_a_body
def test_consumer_calls_are_refused_in_order(bank: Bank, operation: Operation) -> None:
    """401 for the token, 403, 401 for the user, 415, 404, 400: each hides all that follow."""
    if not for_consumers(operation):
        return
    powerless, own = bank.token("banno-consumer", scopes=[]), bank.token("banno-consumer")
    with untouched(bank):
        assert call(bank, operation, token="", ids={"userId": NOBODY}, **BROKEN).status == 401
        assert call(bank, operation, token=powerless, ids={"userId": NOBODY}, **BROKEN).status == 403
        assert call(bank, operation, token=bank.token("banno-admin"), ids={"userId": NOBODY}, **BROKEN).status == 403
        assert call(bank, operation, token=own, ids={"userId": NOBODY}, **BROKEN).status == 401
        assert call(bank, operation, token=own, ids={"userId": "no-uuid"}, **BROKEN).status == 401
        assert call(bank, operation, token=own, **BROKEN).status == 415
        assert call(bank, operation, token=own, content=b"{").status == 400
    bank.control("DELETE", f"/users/banno/{SAMPLE_ID}")
    assert call(bank, operation, token=own, **BROKEN).status == 415
    assert call(bank, operation, token=own, content=b"{").status == 404


@proves("F-04", "B-24", "B-55")
@every_operation_with_a_body
def test_partner_calls_are_refused_in_order(bank: Bank, operation: Operation) -> None:
    """401, 403, 415, 400, 422, 404: each hides all that follow."""
    if operation.refusals != "partner":
        return
    reader = CustomersBank(bank).token(PLAIN)
    with untouched(bank):
        assert call(bank, operation, token="", **BROKEN).status == 401
        assert call(bank, operation, token=bank.token(), **BROKEN).status in (401, 403)
        assert call(bank, operation, token=reader, **BROKEN).status == 403
        assert call(bank, operation, **BROKEN).status == 415
        assert call(bank, operation, content=b"{").status == 400
        assert call(bank, operation, json={"displayName": 7, "isAdmin": "no"}).status == 400
        assert call(bank, operation, json={}).status == 422
        if operation.id == "updatePartnerUser":
            assert call(bank, operation, json={"id": NOBODY, "Roles": [7]}).status == 400
            assert call(bank, operation, json={"id": "no-uuid"}).status == 422
            assert call(bank, operation, json={"id": NOBODY}).status == 404


@proves("F-04", "NARMI-M-05", "NARMI-M-07", "NARMI-M-09")
@every_operation
def test_narmi_calls_are_refused_in_order(bank: Bank, operation: Operation) -> None:
    """401, 403, 404, 415, 400, 409 for what is not confirmed, 409 for the state, 422: each hides all that follow."""
    if operation.provider != "narmi":
        return
    broken: dict[str, Any] = BROKEN if operation.takes_body else {}
    nobody = {name: NOBODY for name in operation.variables if name != "action"}
    powerless = bank.token("narmi", permissions=[])
    with untouched(bank):
        assert call(bank, operation, token="", ids=nobody, **broken).status == 401
        if operation.needs_a_right:
            assert call(bank, operation, token=powerless, ids=nobody, **broken).status == 403
        for name in nobody:
            assert call(bank, operation, ids={name: NOBODY}, **broken).status == 404
        if operation.takes_body:
            assert call(bank, operation, **broken).status == 415
            assert call(bank, operation, content=b"{").status == 400
        if operation.refusals == "action":
            unsound = {**dict.fromkeys(body_of(operation), False), "user_id": body_of(operation).get("user_id")}
            refused = call(bank, operation, json={**unsound, "confirm": False})
            assert (refused.status, refused.json["id"]) == (409, "confirmation_required")


@proves("F-04", "NARMI-M-07")
def test_a_narmi_action_is_refused_for_the_state_before_the_values(narmi: Narmi) -> None:
    """409 of who is not in the right state, where a sound state would be 422."""
    odd: dict[str, Any] = {"core_user_id": 7}
    with untouched(narmi.bank):
        for who, action, rule in (
            (KATHY, "change_core_user_id", "user_not_locked"),
            (OWNER, "link_core_user_id", "not_for_business"),
            (MARISOL, "update_billpay_credentials", "no_credential"),
            (SUPPORT, "verify", "customers_only"),
        ):
            refused = narmi.act(who, action, **odd, account_identifier=7, reason=7)
            assert (refused.status, refused.json["id"]) == (409, rule)
        assert narmi.act(HUGO, "change_core_user_id", **odd).status == 422
        assert narmi.act(ZOE, "update_billpay_credentials", account_identifier=7).status == 422
        assert narmi.act(MARISOL, "verify", reason=7).status == 422


@proves("F-04", "B-18")
def test_a_search_looks_for_the_institution_before_the_parameters(banno: Banno) -> None:
    """401, 403, 404, 400."""
    powerless = banno.bank.token("banno-admin", permissions=[])
    assert banno.search(None, NOBODY, token=powerless).status == 403
    assert banno.search(None, NOBODY).status == 404
    assert banno.search(None).status == 400


@proves("F-04", "B-08", "B-09", "B-25")
def test_a_bad_body_is_refused_before_the_state_is_looked_at(banno: Banno) -> None:
    """400 for a user who is not locked, where a sound body would be 409."""
    assert banno.unlock().status == 204
    assert banno.unlock(content=b"{").status == 400
    assert banno.unlock(json={"state": "no"}).status == 400
    assert banno.unlock().status == 409
    banno.bank.edit(SAMPLE_ID, email=None)
    assert banno.reset(json={"method": "fax"}).status == 400
    assert banno.reset().status == 409


@proves("F-04", "B-18")
def test_an_unknown_institution_and_an_unknown_user_look_alike(banno: Banno) -> None:
    """Either is 404."""
    for person in (Persona("", NOBODY, SAMPLE_ID), Persona("", SAMPLE_ID, NOBODY), Persona("", NOBODY, NOBODY)):
        assert [banno.details(person).status, banno.reset(person).status, banno.reset(person, printed=True).status] == [
            404
        ] * 3
