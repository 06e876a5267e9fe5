"""Parameters and bodies become values, and everything that is wrong with them is collected."""

from typing import Any
from urllib.parse import quote

import pytest
from msgspec import UNSET

from simulator.domain.problem import Fault
from simulator.openapi.bind import NOTHING, Bound, bind
from tests.openapi.made import operation

WHOLE = {"type": "integer", "minimum": 0, "maximum": 10**30}
DOOR = {"type": "object", "required": ["open"], "properties": {"open": {"type": "boolean"}, "note": {}}}
SEARCH = operation(
    query={"text!": {"type": "string", "minLength": 1, "pattern": r"\S"}, "limit": WHOLE, "exact": {"type": "boolean"}}
)


def asked(query: bytes) -> Bound:
    return bind(SEARCH, query, "", b"")


def wrong(bound: Bound) -> list[tuple[Fault, str, str]]:
    return [(each.fault, each.place, each.at) for each in bound.violations]


def test_a_query_becomes_values_of_the_declared_types() -> None:
    bound = asked(b"text=a&limit=7&exact=true")
    assert (bound.query, bound.violations, bound.remarks) == ({"text": "a", "limit": 7, "exact": True}, (), ())


@pytest.mark.parametrize(
    ("sent", "read"),
    [(b"a+b", "a b"), (b"a%2Bb", "a+b"), (b"%C3%A9", "é"), (b"a=b", "a=b"), (b"%zz", "%zz"), (b"a%00b", "a\0b")],
)
def test_a_text_is_decoded_once(sent: bytes, read: str) -> None:
    assert asked(b"text=" + sent).query == {"text": read}


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        (b"", Fault.MISSING),
        (b"Text=a", Fault.MISSING),
        (b"text=", Fault.CONSTRAINT),
        (b"text", Fault.CONSTRAINT),
        (b"text=+%20", Fault.CONSTRAINT),
        (b"text=a&text=a", Fault.WRONG_TYPE),
    ],
)
def test_an_absent_blank_or_repeated_value_is_a_violation(query: bytes, fault: Fault) -> None:
    bound = asked(query)
    assert {(fault, "query", "text")} == set(wrong(bound))


@pytest.mark.parametrize("query", [b"text=%ff", b"%ff=a&text=a", b"text=a\xff", b"text=%c3%28"])
def test_a_query_that_is_no_utf_8_is_unparsable_and_gives_nothing(query: bytes) -> None:
    bound = asked(query)
    assert (wrong(bound), bound.query) == ([(Fault.UNPARSABLE, "query", "")], {})


@pytest.mark.parametrize(
    "text", ["1.0", "1e3", "+1", " 1", "1 ", "", "0x1", "٣", "１", "1_000", "--1", "9" * 5000, "null", "1\n"]
)
def test_what_is_no_whole_number_has_the_wrong_type(text: str) -> None:
    assert wrong(asked(b"text=a&limit=" + quote(text).encode())) == [(Fault.WRONG_TYPE, "query", "limit")]


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("-0", 0), ("007", 7), ("9" * 30, 10**30 - 1)])
def test_a_whole_number_may_be_as_large_as_its_schema_lets_it(text: str, value: int) -> None:
    bound = asked(f"text=a&limit={text}".encode())
    assert (bound.query["limit"], bound.violations) == (value, ())


@pytest.mark.parametrize("text", ["-1", "9" * 31, "9" * 4000])
def test_a_huge_or_negative_number_breaks_its_constraint(text: str) -> None:
    assert wrong(asked(f"text=a&limit={text}".encode())) == [(Fault.CONSTRAINT, "query", "limit")]


@pytest.mark.parametrize("text", ["True", "1", "", "yes", "null"])
def test_only_true_and_false_are_booleans(text: str) -> None:
    assert wrong(asked(f"text=a&exact={text}".encode())) == [(Fault.WRONG_TYPE, "query", "exact")]


def test_true_and_false_are_read() -> None:
    assert [asked(f"text=a&exact={text}".encode()).query["exact"] for text in ("true", "false")] == [True, False]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    assert wrong(asked(b"limit=x&exact=maybe")) == [
        (Fault.MISSING, "query", "text"),
        (Fault.WRONG_TYPE, "query", "limit"),
        (Fault.WRONG_TYPE, "query", "exact"),
    ]


def test_an_unknown_parameter_is_remarked_upon_and_ignored() -> None:
    bound = asked(b"text=a&colour=red&colour=blue")
    assert (bound.query, bound.violations) == ({"text": "a"}, ())
    assert bound.remarks == ("query colour is unknown and was ignored (known: text, limit, exact)",)


def test_an_operation_that_declares_nothing_reads_nothing() -> None:
    assert bind(operation(), b"", "", b"{") is NOTHING


@pytest.mark.parametrize(
    ("content_type", "read"),
    [
        ("application/json", "application/json"),
        ("Application/JSON; charset=utf-8", "application/json"),
        (" application/json ;x=y", "application/json"),
        ("", ""),
        (";", ""),
    ],
)
def test_a_media_type_is_read_without_case_and_parameters(content_type: str, read: str) -> None:
    bound = bind(operation(body=DOOR), b"", content_type, b'{"open": true}')
    assert (bound.media_type, bound.body, bound.violations) == (read, {"open": True}, ())


def test_a_body_in_another_media_type_is_not_looked_at() -> None:
    bound = bind(operation(body=DOOR), b"", "text/plain", b"{")
    assert (bound.media_type, bound.body, bound.violations) == ("text/plain", UNSET, ())


@pytest.mark.parametrize(("required", "faults"), [(True, [(Fault.MISSING, "body", "")]), (False, [])])
def test_no_body_is_a_violation_only_where_one_is_required(required: bool, faults: list[Any]) -> None:
    bound = bind(operation(body=DOOR, required=required), b"", "", b"")
    assert (wrong(bound), bound.body) == (faults, UNSET)


def test_the_violations_of_a_body_point_at_what_is_wrong() -> None:
    bound = bind(operation(body=DOOR), b"", "", b'{"open": "yes"}')
    assert wrong(bound) == [(Fault.WRONG_TYPE, "body", "/open")]
    assert str(bound.violations[0]) == 'body /open: wrong type; expected type boolean, got "yes"'


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 65])
def test_a_body_that_is_no_json_is_one_violation_and_no_value(body: bytes) -> None:
    bound = bind(operation(body=DOOR), b"", "", body)
    assert (wrong(bound), bound.body, bound.remarks) == ([(Fault.UNPARSABLE, "body", "")], UNSET, ())


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"', b"7"])
def test_a_body_of_another_type_is_a_value_all_the_same(body: bytes) -> None:
    bound = bind(operation(body=DOOR), b"", "", body)
    assert wrong(bound) == [(Fault.WRONG_TYPE, "body", "")]
    assert bound.body is not UNSET
