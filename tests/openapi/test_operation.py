"""Everything that answering needs is taken out of a document once."""

from typing import Any

import pytest

from simulator.domain.demand import Grant
from simulator.openapi.operation import granted, operations
from simulator.openapi.validate import Schema
from tests.openapi.made import document

NODE: dict[str, Any] = {
    "operationId": "openDoorAsPrinted",
    "summary": "Open a door",
    "x-handler": "openDoor",
    "x-refusals": "strict",
    "x-claims": ["SHOP-1"],
    "security": [{"Staff": ["open"]}, {"Guest": []}],
    "parameters": [{"name": "wide", "in": "query", "required": True, "schema": {"type": "boolean"}}],
    "requestBody": {"required": True, "content": {"Application/JSON": {"schema": {"type": "object"}}}},
    "responses": {
        "200": {"description": "Open.", "content": {"application/json": {"schema": {"type": "object"}}}},
        "401": {"description": "No.", "headers": {"WWW-Authenticate": {"required": True}, "Retry-After": {}}},
    },
}
SECURITY = {
    "securitySchemes": {
        "Staff": {"type": "http", "scheme": "bearer", "x-token-api": "shop-staff"},
        "Guest": {"type": "http", "scheme": "bearer", "x-token-api": "shop-guest"},
    }
}


def compiled(**more: Any) -> Any:
    """The one operation of a document that has it."""
    item = {"post": {**NODE, **more}, "parameters": [{"name": "id", "in": "path", "required": True, "schema": {}}]}
    return operations(document({"/doors/{id}": item}, server="https://x/v0", components=SECURITY))[0]


def test_an_operation_says_where_it_is_and_who_answers() -> None:
    one = compiled()
    assert (one.id, one.handler, one.method, one.path) == ("openDoorAsPrinted", "openDoor", "POST", "/v0/doors/{id}")
    assert (one.provider, one.document, one.summary, one.claims) == ("shop", "shop/doors", "Open a door", ("SHOP-1",))


def test_without_a_handler_of_its_own_an_operation_is_answered_under_its_id() -> None:
    one = operations(document({"/x": {"get": {"operationId": "look", "summary": "", "responses": {}}}}))[0]
    assert (one.handler, one.demand.refusals, one.claims, one.body, one.body_required) == ("look", "", (), None, False)


def test_a_demand_holds_every_alternative_of_the_security() -> None:
    demand = compiled().demand
    assert demand.grants == (Grant("shop-staff", frozenset({"open"})), Grant("shop-guest", frozenset()))
    assert (demand.operation, demand.refusals) == ("openDoorAsPrinted", "strict")


def test_media_types_are_compared_in_lower_case() -> None:
    assert compiled().demand.media_types == {"application/json"}


def test_only_query_parameters_are_bound_and_path_ones_are_the_matchers() -> None:
    assert {name: (one.required, one.type) for name, one in compiled().query.items()} == {"wide": (True, "boolean")}


def test_each_status_has_its_body_and_the_headers_it_must_come_with() -> None:
    one = compiled()
    assert isinstance(one.replies[200], Schema)
    assert one.replies[401] is None
    assert one.headers == {200: frozenset(), 401: frozenset({"www-authenticate"})}


def test_security_of_the_document_holds_where_the_operation_names_none() -> None:
    bare = {"operationId": "look", "summary": "", "responses": {}}
    one = operations(document({"/x": {"get": bare}}, components=SECURITY, security=[{"Staff": ["look"]}]))[0]
    assert one.demand.grants == (Grant("shop-staff", frozenset({"look"})),)


@pytest.mark.parametrize("lacking", ["operationId", "summary", "responses"])
def test_an_operation_that_lacks_what_compiling_needs_is_refused(lacking: str) -> None:
    node = {name: value for name, value in NODE.items() if name != lacking}
    with pytest.raises((ValueError, KeyError)):
        operations(document({"/x": {"post": node}}, components=SECURITY))


def test_operations_come_in_the_order_of_the_document() -> None:
    def node(name: str) -> dict[str, Any]:
        return {"operationId": name, "summary": "", "responses": {}}

    found = operations(document({"/b": {"put": node("1"), "get": node("2")}, "/a": {"get": node("3")}}))
    assert [one.id for one in found] == ["2", "1", "3"]


def test_all_that_an_api_can_grant_is_what_its_operations_ask_for() -> None:
    other = compiled(security=[{"Staff": ["close"]}])
    assert granted([compiled(), other]) == {"shop-staff": {"open", "close"}, "shop-guest": frozenset()}
