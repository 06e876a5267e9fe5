"""The variants of a reply's schema, and which of them a value shows, for each form of schema that specs use."""

from typing import Any

import pytest

from contract_tests.client.look import look
from contract_tests.client.shape import shape, variants

KNOWN: dict[str, Any] = {
    "Colour": {"type": "string", "enum": ["red", "blue"]},
    "Node": {"type": "object", "required": ["next"], "properties": {"next": {"$ref": "Node"}, "tag": {}}},
}


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    return {**KNOWN[node["$ref"]], **node} if "$ref" in node else node


def object_of(required: tuple[str, ...] = (), /, **members: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": members}


CASES: list[tuple[str, dict[str, Any], Any, list[str], list[str]]] = [
    ("no choice", object_of(("a",), a={"type": "string"}), {"a": "x"}, [], []),
    ("optional, there", object_of(a={"type": "string"}), {"a": "x"}, ["a: absent", "a: a value"], ["a: a value"]),
    ("optional, away", object_of(a={"type": "string"}), {}, ["a: absent", "a: a value"], ["a: absent"]),
    (
        "may be null",
        object_of(("a",), a={"type": ["string", "null"]}),
        {"a": None},
        ["a: null", "a: a value"],
        ["a: null"],
    ),
    (
        "all three ways",
        object_of(a={"type": ["string", "null"]}),
        {"a": ""},
        ["a: absent", "a: null", "a: a value"],
        ["a: a value"],
    ),
    ("always null", object_of(("a",), a={"type": "null"}), {"a": None}, [], []),
    ("enumeration", {"$ref": "Colour"}, "blue", ["the body: red", "the body: blue"], ["the body: blue"]),
    ("enumeration of one", {"enum": [1]}, 1, [], []),
    ("null among the values", {"enum": [1, 2, None]}, 2, ["null", "a value", "1", "2"], ["a value", "2"]),
    (
        "list of none",
        {"type": "array"},
        [],
        ["no item", "one item", "several items"],
        ["no item"],
    ),
    ("list of one at least", {"type": "array", "minItems": 1}, ["x"], ["one item", "several items"], ["one item"]),
    ("list of one at most", {"type": "array", "maxItems": 1}, ["x"], ["no item", "one item"], ["one item"]),
    ("list of just two", {"type": "array", "minItems": 2, "maxItems": 2}, [1, 2], [], []),
    (
        "members of items",
        {"type": "array", "minItems": 2, "items": object_of(a={"$ref": "Colour"})},
        [{"a": "red"}, {}],
        ["[].a: absent", "[].a: a value", "[].a: red", "[].a: blue"],
        ["[].a: absent", "[].a: a value", "[].a: red"],
    ),
    (
        "members of any name",
        {"type": "object", "additionalProperties": {"type": "array", "minItems": 1}},
        {"x": [1], "y": [1, 2]},
        ["*: one item", "*: several items"],
        ["*: one item", "*: several items"],
    ),
    (
        "allOf adds up",
        {"allOf": [object_of(("a",), a={"$ref": "Colour"}), object_of(b={"type": "string"})]},
        {"a": "red"},
        ["a: red", "a: blue", "b: absent", "b: a value"],
        ["a: red", "b: absent"],
    ),
    (
        "oneOf allows what one allows",
        {"oneOf": [object_of(("a", "b"), a={}, b={}), object_of(("a",), a={})]},
        {"a": 1},
        ["b: absent", "b: a value"],
        ["b: absent"],
    ),
    (
        "anyOf with null",
        object_of(("a",), a={"anyOf": [{"$ref": "Colour"}, {"type": "null"}]}),
        {"a": "red"},
        ["a: null", "a: a value", "a: red", "a: blue"],
        ["a: a value", "a: red"],
    ),
    (
        "what holds itself",
        {"$ref": "Node"},
        {"next": {"next": None}, "tag": 1},
        ["tag: absent", "tag: a value"],
        ["tag: a value"],
    ),
    (
        "what is in a member that is away is not met",
        object_of(a=object_of(b={"type": "string"})),
        {},
        ["a: absent", "a: a value", "a.b: absent", "a.b: a value"],
        ["a: absent"],
    ),
]


@pytest.mark.parametrize(
    ("schema", "value", "all_of_them", "met"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_variants_are_listed_and_a_value_shows_some(
    schema: dict[str, Any], value: Any, all_of_them: list[str], met: list[str]
) -> None:
    made = shape(schema, resolved)
    found = [one.removeprefix("the body: ") for one in variants(made)]
    assert found == [one.removeprefix("the body: ") for one in all_of_them]
    names: set[str] = set()
    look(made)(value, names)
    seen = {one.removeprefix("the body: ") for one in names} & set(found)
    assert seen == {one.removeprefix("the body: ") for one in met}
