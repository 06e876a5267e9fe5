"""The bytes of a body: which are JSON, how deep it may be nested, and what is remarked upon."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec import UNSET

from simulator.domain.problem import Fault
from simulator.openapi.bind import bind
from simulator.openapi.body import DEPTH_MAX, parsed, too_deep
from tests.laws import LAW
from tests.openapi.made import operation

NOTE = operation(body={"type": "object", "properties": {"note": {}, "more": {}}})
JSON = some.recursive(
    some.none() | some.booleans() | some.integers(-9, 10**25) | some.text('ab"\\[{}]é\n', max_size=4),
    lambda deeper: some.lists(deeper, max_size=3) | some.dictionaries(some.text('a"[', max_size=2), deeper, max_size=3),
    max_leaves=10,
)


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_sixty_four_levels_are_read_and_sixty_five_are_not() -> None:
    value, fault = parsed(nested(64))
    assert fault is None
    assert repr(value) == "[" * 64 + "]" * 64
    assert parsed(nested(65))[0] is UNSET
    assert DEPTH_MAX == 64


@pytest.mark.parametrize("depth", [65, 1000, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_whatever_is_nested_too_deep_is_unparsable(depth: int, opening: str, closing: str) -> None:
    _, fault = parsed((opening * depth + "0" + closing * depth).encode())
    assert fault is not None
    assert (fault.fault, fault.expected) == (Fault.UNPARSABLE, "JSON nested at most 64 levels deep")


def test_brackets_beside_each_other_do_not_add_to_the_depth() -> None:
    assert not too_deep(b"[" * 63 + b"[],[],{}" + b"]" * 63)
    assert too_deep(b"[" * 63 + b"[],[],[{}]" + b"]" * 63)


def test_objects_and_lists_count_alike() -> None:
    assert not too_deep(b'{"a":[' * 32 + b"]}" * 32)
    assert too_deep(b"[" + b'{"a":[' * 32 + b"]}" * 32 + b"]")


@pytest.mark.parametrize(
    "text",
    ["[" * 200, '\\"' + "[" * 200, "\\\\", "{" * 200 + "\\\\\\" + '"' + "[" * 200],
    ids=["plain", "quote", "slash", "both"],
)
def test_brackets_inside_a_text_are_letters(text: str) -> None:
    body = json.dumps([text, text, *([[]] * 70)]).encode()
    value, fault = parsed(body)
    assert fault is None
    assert value[0] == text


def test_many_brackets_side_by_side_are_not_deep() -> None:
    assert not too_deep(b"[" + b"[]," * 5000 + b"[]]")


@pytest.mark.parametrize("tail", [b'\\"' * 300_000, b"a" * 500_000, b"\\" * 500_001, b'"' * 300_001])
def test_a_text_without_an_end_takes_no_longer_than_one_with_an_end(tail: bytes) -> None:
    """It took hours once."""
    body = b"[" + b"[]," * 65 + b'"' + tail
    assert parsed(body)[1] is not None


@pytest.mark.parametrize(
    ("body", "got"),
    [
        (b"\xef\xbb\xbf{}", "a byte order mark; send plain UTF-8"),
        (b"\xff\xfe{\0}\0", "a byte order mark; send plain UTF-8"),
        (b'"\\ud800"', "an unpaired UTF-16 surrogate"),
        (b'"\\uDBFF"', "an unpaired UTF-16 surrogate"),
    ],
)
def test_a_misleading_complaint_is_put_better(body: bytes, got: str) -> None:
    _, fault = parsed(body)
    assert fault is not None
    assert (fault.fault, fault.got) == (Fault.UNPARSABLE, got)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{}x",
        b"{'a':1}",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"1e999",
        b"01",
        b'{"a":1,}',
        b"[1 2]",
        b'"\xff"',
        b'"\xc3("',
        b"\x00",
        b'"a\nb"',
        b'"\\x"',
        b" ",
        b"tru",
        b"9" * 5000,
    ],
)
def test_what_is_no_json_is_unparsable(body: bytes) -> None:
    value, fault = parsed(body)
    assert value is UNSET
    assert fault is not None
    assert (fault.fault, fault.place) == (Fault.UNPARSABLE, "body")


@LAW
@given(JSON)
def test_whatever_json_writes_is_read_back(value: Any) -> None:
    assert parsed(json.dumps(value).encode()) == (value, None)
    assert parsed(json.dumps(value, ensure_ascii=False, indent=1).encode()) == (value, None)


@LAW
@given(some.binary(max_size=40))
def test_no_bytes_raise(body: bytes) -> None:
    value, fault = parsed(body)
    assert (value is UNSET) == (fault is not None)


def test_a_plain_complaint_is_passed_on() -> None:
    for body, got in ((b"{", "truncated"), (b"[1 2]", "malformed"), (b'"\\udbff\\u0041"', "surrogate")):
        _, fault = parsed(body)
        assert fault is not None
        assert got in fault.got


def remarks(body: bytes) -> list[str]:
    return list(bind(NOTE, b"", "", body).remarks)


def test_unknown_members_are_remarked_upon() -> None:
    assert remarks(b'{"note": 1, "colour": 2}') == ["member colour is unknown and was ignored"]


@pytest.mark.parametrize(
    "body", [b'{"note": 1, "note": 2}', b'{"note": 1, "\\u006eote": 2}', b'{"note":1,"note":2,"note":2}']
)
def test_the_last_of_two_members_counts_and_is_remarked_upon(body: bytes) -> None:
    assert remarks(body) == ["member note was given more than once; the last one counts"]
    assert bind(NOTE, b"", "", body).body == {"note": 2}


def test_members_given_twice_are_found_at_any_depth() -> None:
    assert remarks(b'{"note": [{"a": 1, "a": 2}]}') == ["member a was given more than once; the last one counts"]


@pytest.mark.parametrize("body", [b'{"note": "a:b:c"}', b'{"note": {"a": 1, "b": {"a": 1}}}', b"[]", b'{"note": 12e3}'])
def test_a_usual_body_gives_no_cause_to_remark(body: bytes) -> None:
    assert remarks(body) == []


def test_at_most_ten_oddities_of_each_kind_are_told() -> None:
    assert len(remarks(json.dumps({f"m{number}": 0 for number in range(11)}).encode())) == 10
    twice = ",".join(f'"m{number}":0,"m{number}":1' for number in range(11))
    assert len(remarks(f"{{{twice}}}".encode())) == 20


def test_thousands_of_members_are_looked_through_at_once() -> None:
    """It took minutes once."""
    body = json.dumps({f"m{number}": 0 for number in range(60_000)} | {"note": {"a": 1}}).encode()
    assert remarks(body)[0] == "member m0 is unknown and was ignored"
