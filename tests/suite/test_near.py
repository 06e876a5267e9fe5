"""What is near an operation: its path, what links lead to or come from, and no link to what is left out."""

from contract_tests.conformance.near import near
from contract_tests.operation import Document, described


def _operation(id: str, *links: str) -> Document:
    return {"operationId": id, "responses": {"200": {"links": {other: {"operationId": other} for other in links}}}}


SPEC: Document = {
    "info": {"title": "Letters"},
    "paths": {
        "/a": {"get": _operation("list", "read", "count"), "post": _operation("add"), "parameters": []},
        "/a/{id}": {"get": _operation("read")},
        "/n": {"get": _operation("count", "far")},
        "/far": {"get": _operation("far"), "delete": {"operationId": "end", "responses": {"204": {}}}},
    },
}


def _ids(document: Document) -> list[str]:
    return [operation["operationId"] for _, _, operation in described(document)]


def _links(document: Document, path: str) -> set[str]:
    return set(document["paths"][path]["get"]["responses"]["200"]["links"])


def test_its_whole_path_and_both_ends_of_its_links_are_near() -> None:
    assert set(_ids(near(SPEC, ["read"]))) == {"list", "add", "read"}
    assert set(_ids(near(SPEC, ["list"]))) == {"list", "add", "read", "count"}
    assert set(_ids(near(SPEC, ["end"]))) == {"far", "end"}
    assert near(SPEC, ["read"])["info"] == SPEC["info"]
    assert near(SPEC, ["read"])["paths"]["/a"]["parameters"] == []


def test_no_link_leads_to_what_is_left_out() -> None:
    assert _links(near(SPEC, ["read"]), "/a") == {"read"}
    assert _links(near(SPEC, ["list"]), "/n") == set()
    assert _links(SPEC, "/a") == {"read", "count"}


def test_all_is_near_where_nothing_is_wanted_and_nothing_where_nobody_knows_it() -> None:
    assert near(SPEC, []) is SPEC
    assert near(SPEC, ["elsewhere"])["paths"] == {}
