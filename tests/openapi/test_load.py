"""Documents are read whole: references are replaced, and one that leads nowhere is refused."""

from pathlib import Path

import pytest

from simulator.openapi.load import documents, resolved
from tests.openapi.made import document


def test_documents_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/x", "a/z", "a/y"):
        file = tmp_path / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"info: {{title: '{name}', version: 1}}")
    (tmp_path / "claims.yaml").write_text("not: read")
    read = documents(tmp_path)
    assert [(one.name, one.provider, one.title) for one in read] == [
        ("a/y", "a", "a/y"),
        ("a/z", "a", "a/z"),
        ("b/x", "b", "b/x"),
    ]


def test_a_reference_is_replaced_by_what_it_names() -> None:
    root = {"a": {"$ref": "#/x/y"}, "x": {"y": {"z": [{"$ref": "#/x/w"}]}, "w": 7}}
    assert resolved(root, root)["a"] == {"z": [7]}


def test_members_beside_a_reference_win() -> None:
    root = {"a": {"$ref": "#/x", "summary": "mine"}, "x": {"summary": "theirs", "type": "string"}}
    assert resolved(root, root)["a"] == {"summary": "mine", "type": "string"}


def test_a_pointer_may_carry_escaped_slashes_and_tildes() -> None:
    root = {"a": {"$ref": "#/paths/~1doors~1{id}/x~0y"}, "paths": {"/doors/{id}": {"x~y": 1}}}
    assert resolved(root, root)["a"] == 1


def test_a_member_called_ref_that_is_no_text_is_a_member() -> None:
    root = {"properties": {"$ref": {"type": "string"}}}
    assert resolved(root, root) == root


@pytest.mark.parametrize(
    ("root", "said"),
    [
        ({"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}, "refers to itself"),
        ({"a": {"b": {"$ref": "#/a"}}}, "refers to itself"),
        ({"a": {"$ref": "#/nowhere"}}, "points to nothing in this document"),
        ({"a": {"$ref": "#/b/0"}, "b": [1]}, "points to nothing in this document"),
        ({"a": {"$ref": "other.yaml#/b"}}, "leaves the document"),
        ({"a": {"$ref": "https://example.com"}}, "leaves the document"),
    ],
)
def test_a_reference_that_cannot_be_replaced_is_refused(root: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        resolved(root, root)


def test_one_thing_may_be_referred_to_twice() -> None:
    root = {"a": [{"$ref": "#/x"}, {"$ref": "#/x"}], "x": 1}
    assert resolved(root, root)["a"] == [1, 1]


@pytest.mark.parametrize(
    ("server", "path"),
    [
        ("https://banno.com", ""),
        ("https://banno.com/", ""),
        ("https://{ENV}/a/consumer/api/v0", "/a/consumer/api/v0"),
        ("https://banno.com/v0/", "/v0"),
        ("/_simulator/v1", "/_simulator/v1"),
        ("/", ""),
    ],
)
def test_routes_lie_below_the_path_of_the_first_server(server: str, path: str) -> None:
    assert document({}, server=server).path_below_host == path


def test_a_served_document_names_the_simulator_first_and_stays_itself() -> None:
    one = document({}, server="https://banno.com/v0")
    served = one.served_at("http://127.0.0.1:1/s/mine")
    assert [server["url"] for server in served["servers"]] == ["http://127.0.0.1:1/s/mine/v0", "https://banno.com/v0"]
    assert len(one.source["servers"]) == 1
