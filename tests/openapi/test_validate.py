"""Schemas say what is wrong, where, what was expected and what came, in words of our own."""

from typing import Any

import pytest

from simulator.domain.problem import Fault
from simulator.openapi.validate import Schema, compiled

CASES: list[tuple[Any, Any, Fault, str, str, str]] = [
    ({"type": "string"}, 7, Fault.WRONG_TYPE, "", "type string", "7"),
    ({"type": ["string", "null"]}, 7, Fault.WRONG_TYPE, "", "type null or string", "7"),
    ({"required": ["a"]}, {}, Fault.MISSING, "", "member a", ""),
    ({"enum": ["a", "b"]}, "c", Fault.CONSTRAINT, "", "one of a or b", '"c"'),
    ({"const": False}, True, Fault.CONSTRAINT, "", "exactly False", "true"),
    ({"maxLength": 2}, "abc", Fault.CONSTRAINT, "", "at most 2 characters", '"abc"'),
    ({"minLength": 2}, "a", Fault.CONSTRAINT, "", "at least 2 characters", '"a"'),
    ({"maximum": 2}, 3, Fault.CONSTRAINT, "", "at most 2", "3"),
    ({"minimum": 2}, 1, Fault.CONSTRAINT, "", "at least 2", "1"),
    ({"exclusiveMaximum": 2}, 2, Fault.CONSTRAINT, "", "less than 2", "2"),
    ({"exclusiveMinimum": 2}, 2, Fault.CONSTRAINT, "", "more than 2", "2"),
    ({"pattern": "^a+$"}, "b", Fault.CONSTRAINT, "", "a text that matches ^a+$", '"b"'),
    ({"format": "uuid"}, "b", Fault.CONSTRAINT, "", "format uuid", '"b"'),
    ({"properties": {"a": {"items": {"type": "null"}}}}, {"a": [None, 1]}, Fault.WRONG_TYPE, "/a/1", "type null", "1"),
]


@pytest.mark.parametrize(("schema", "value", "fault", "at", "expected", "got"), CASES)
def test_a_violation_says_where_what_was_expected_and_what_came(
    schema: Any, value: Any, fault: Fault, at: str, expected: str, got: str
) -> None:
    (violation,) = Schema(schema).violations(value, "body")
    assert (violation.fault, violation.place, violation.at) == (fault, "body", at)
    assert (violation.expected.replace('"', ""), violation.got) == (expected, got)


def test_every_violation_is_found() -> None:
    schema = Schema({"required": ["a"], "properties": {"b": {"type": "null"}, "c": {"maxLength": 1}}})
    found = schema.violations({"b": 1, "c": "xx"}, "body")
    assert sorted(each.keyword for each in found) == ["maxLength", "required", "type"]


def test_a_good_value_has_no_violations() -> None:
    assert Schema({"type": "string", "format": "date-time"}).violations("2026-01-15T09:00:00Z", "body") == ()


@pytest.mark.parametrize(
    ("format_", "value"), [("date-time", "2026-01-15"), ("date", "2026-02-30"), ("uuid", "x"), ("date-time", "now")]
)
def test_formats_are_asserted(format_: str, value: str) -> None:
    assert [each.keyword for each in Schema({"format": format_}).violations(value, "body")] == ["format"]


def test_lengths_count_characters_and_not_bytes() -> None:
    assert Schema({"maxLength": 2}).is_valid("é😀")
    assert not Schema({"maxLength": 2}).is_valid("é😀x")


def test_a_long_value_is_cut() -> None:
    (violation,) = Schema({"maxLength": 5}).violations("x" * 10_000, "body")
    assert len(violation.got) == 60
    assert violation.got.endswith("…")


def test_a_pattern_that_could_take_forever_does_not() -> None:
    assert not compiled({"pattern": "^(a+)+$"}).is_valid("a" * 50_000 + "!")


def test_a_parameter_is_named_and_its_members_are_pointed_at_below() -> None:
    (violation,) = Schema({"items": {"type": "null"}}).violations([1], "query", "limit")
    assert violation.at == "limit/0"


def test_members_are_those_the_schema_names() -> None:
    assert set(Schema({"properties": {"a": {}, "b": {}}}).members) == {"a", "b"}
    assert Schema(True).members == Schema({}).members == {}


FORMS = {
    "oneOf": [
        {"required": ["kind", "a"], "properties": {"kind": {"const": "one"}, "a": {"type": "string"}}},
        {"required": ["kind", "b"], "properties": {"kind": {"const": "other"}}},
    ]
}


def test_what_is_wrong_with_the_form_that_is_meant_is_told_and_no_other() -> None:
    """A constant says which of several forms a value is of."""
    (found,) = Schema(FORMS).violations({"kind": "one", "a": 5}, "body")
    assert (found.fault, found.at, found.expected) == (Fault.WRONG_TYPE, "/a", "type string")
    (missing,) = Schema(FORMS).violations({"kind": "other"}, "body")
    assert (missing.fault, missing.expected) == (Fault.MISSING, "member b")


def test_where_no_form_is_meant_the_first_want_of_each_is_told() -> None:
    either = Schema({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})
    (found,) = either.violations({}, "body")
    assert (found.fault, found.expected) == (Fault.CONSTRAINT, "member a or member b")


def test_the_members_of_all_forms_are_known() -> None:
    assert set(Schema({**FORMS, "properties": {"c": {}}}).members) == {"kind", "a", "c"}
