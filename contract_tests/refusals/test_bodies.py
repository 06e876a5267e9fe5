"""Bodies that cannot be read: malformed, truncated, not UTF-8, too deep, too large, mislabelled."""

import json
from typing import Any

import pytest

from contract_tests.bank import Bank
from contract_tests.claims import proves
from contract_tests.operation import Operation
from contract_tests.refusals.form import assert_refused
from contract_tests.refusals.sound import body_of, call, every_operation_with_a_body, unreadable, untouched, welcome

MEBIBYTE = 1024 * 1024
DEEPEST = 64
NO_JSON = (
    "text/plain", "text/html", "text/json", "application/xml", "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x", "application/json-patch+json", "application/jsonx", "application/octet-stream",
    "application/*", "*/*", "json", "application", ";",
)  # fmt: skip


@proves("BAN-U-13", "BAN-U-44", "BAN-P-03", "BAN-T-06", "B-17", "B-25", "B-55", "B-59", "F-04", "F-12")
@every_operation_with_a_body
def test_a_body_that_is_no_json_is_a_bad_request(bank: Bank, operation: Operation) -> None:
    """400, with the documented error body where there is one, and nothing has happened."""
    sound = json.dumps(body_of(operation)).encode()
    broken = {
        "nothing": b"",
        "white space": b" \r\n\t",
        "a word": b"nonsense",
        "a form": b"state=false&method=email",
        "two documents": sound + sound,
        "something after it": sound + b"x",
        "a trailing comma": sound[:-1] + b",}",
        "single quotes": sound.replace(b'"', b"'"),
        "a comment": sound + b" // sound",
        "not a number": sound[:-1] + b', "x": NaN}',
        "infinity": sound[:-1] + b', "x": -Infinity}',
        "a raw control character": sound[:-1] + b', "x": "\x01"}',
        "a bad escape": sound[:-1] + b', "x": "\\q"}',
        "a byte order mark": b"\xef\xbb\xbf" + sound,
        "UTF-16": sound.decode().encode("utf-16"),
        "a lone byte": sound[:-1] + b', "x": "\xff"}',
        "an overlong encoding": sound[:-1] + b', "x": "\xc0\xaf"}',
        "an encoded surrogate": sound[:-1] + b', "x": "\xed\xa0\x80"}',
        "a zero byte": sound + b"\x00",
        "compressed bytes": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    }
    with untouched(bank):
        for name, body in broken.items():
            assert_refused(call(bank, operation, content=body), operation, unreadable(operation, body), name)


@proves("BAN-U-13", "BAN-U-44", "B-25", "F-04")
@every_operation_with_a_body
def test_a_body_cut_short_is_a_bad_request(bank: Bank, operation: Operation) -> None:
    """At every byte."""
    sound = json.dumps(body_of(operation)).encode()
    with untouched(bank):
        for length in range(len(sound)):
            cut = sound[:length]
            assert_refused(call(bank, operation, content=cut), operation, unreadable(operation, cut), cut)


@proves("B-25", "BAN-U-13", "BAN-T-07", "BAN-P-04", "F-04")
@every_operation_with_a_body
@pytest.mark.parametrize("value", [None, True, 0, 1.5, "text", [], [{}], ["state", False]], ids=repr)
def test_a_body_that_is_no_object_is_a_bad_request(bank: Bank, operation: Operation, value: Any) -> None:
    """JSON, but not the kind that was asked for."""
    with untouched(bank):
        assert_refused(call(bank, operation, json=value), operation, 400, value)


@proves("F-04", "B-25")
@every_operation_with_a_body
def test_a_body_may_be_64_deep_and_no_deeper(bank: Bank, operation: Operation) -> None:
    """Counting the object itself; a hundred thousand levels are refused as calmly as sixty-five."""
    for depth in (DEEPEST + 1, 1000, 100_000):
        with untouched(bank):
            assert_refused(call(bank, operation, content=deep(operation, depth)), operation, 400, depth)
    assert welcome(operation, call(bank, operation, content=deep(operation, DEEPEST)))


@proves("F-04")
@every_operation_with_a_body
def test_a_body_may_be_a_mebibyte_and_no_larger(bank: Bank, operation: Operation) -> None:
    """413 for one byte more."""
    sound = json.dumps(body_of(operation)).encode()
    with untouched(bank):
        for size in (MEBIBYTE + 1, 4 * MEBIBYTE):
            assert_refused(call(bank, operation, content=sound.ljust(size)), operation, 413)
    assert welcome(operation, call(bank, operation, content=sound.ljust(MEBIBYTE)))


@proves("BAN-T-06", "BAN-P-03", "BAN-U-10", "BAN-U-42", "BAN-U-48", "B-23", "F-04", "F-12")
@every_operation_with_a_body
def test_another_media_type_is_unsupported(bank: Bank, operation: Operation) -> None:
    """415, and nothing has happened."""
    with untouched(bank):
        for label in NO_JSON:
            assert_refused(call(bank, operation, media_type=label), operation, 415, label)


@proves("BAN-T-06", "BAN-P-03", "BAN-U-10", "BAN-U-42", "B-23")
@every_operation_with_a_body
@pytest.mark.parametrize(
    "label",
    ["application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/json;charset=UTF-8;x=y"],
)
def test_json_may_be_labelled_with_parameters_and_in_any_case(bank: Bank, operation: Operation, label: str) -> None:
    """The media type is what counts."""
    assert welcome(operation, call(bank, operation, media_type=label))


def deep(operation: Operation, depth: int) -> bytes:
    """A sound body with one more member that nests arrays until the whole is `depth` levels deep."""
    inner = depth - 1
    return json.dumps(body_of(operation))[:-1].encode() + b', "more": ' + b"[" * inner + b"]" * inner + b"}"
