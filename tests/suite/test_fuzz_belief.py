"""What clients believe: read from their lines, and held against what is so and what they were told."""

import json
from typing import Any

import pytest

from contract_tests.client.fuzz.belief import Belief, Unbelievable, read, wrong
from contract_tests.client.fuzz.edit import Edit
from contract_tests.pointer import ABSENT, found_at

PATH = "/a/consumer-status/api/v0/users/7/status"


def believed(**told: Any) -> Belief:
    """What one line says."""
    (found,) = read([json.dumps({"get": PATH, **told})])
    return found


def edited(**fault: Any) -> list[Edit]:
    """One edit of an answer."""
    return [Edit("getUserStatus", 1, "T1", "is other", {"kind": "edit", **fault})]


def contradicted(belief: Belief, body: Any, edits: list[Edit] | None = None) -> list[Any]:
    """What is so instead of a belief; none where the belief is true, or was told."""
    return [found for _, found in wrong([belief], edits or [], {PATH: body}.get)]


def test_lines_are_read_in_their_order_and_empty_ones_passed_over() -> None:
    lines = [f'{{"get": "{PATH}", "at": "/status", "is": "Active"}}', "", "  ", f'{{"get": "{PATH}", "count": 3}}']
    assert list(read(lines)) == [Belief(PATH, "/status", "Active"), Belief(PATH, "", 3, count=True)]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("/a/b?query=x%20y", "/a/b?query=x%20y"),
        ("/s/client/a/b", "/a/b"),
        ("http://127.0.0.1:8765/s/client/a/b?x=1", "/a/b?x=1"),
    ],
)
def test_a_path_may_be_the_whole_address(said: str, path: str) -> None:
    assert next(read([json.dumps({"get": said, "is": None})])).path == path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hello", "line 1 of its beliefs is no JSON: hello"),
        ('{"get": "/a", "is": 1', "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("7", "is none: 7; expected"),
        ("[]", "is none"),
        ('{"is": 1}', "is none"),
        ('{"get": 1, "is": 1}', "is none"),
        ('{"get": "/a"}', "is none"),
        ('{"get": "/a", "is": 1, "count": 1}', "is none"),
        ('{"get": "/a", "at": 0, "is": 1}', "is none"),
        ('{"get": "/a", "at": "status", "is": 1}', "is none"),
        ('{"get": "/a", "count": "3"}', "is none"),
        ('{"get": "/a", "count": true}', "is none"),
        ('{"get": "/a", "is": 1, "since": 0}', "is none"),
        ('{"get": "a", "is": 1}', "is none"),
        ('{"get": "", "is": 1}', "is none"),
        ('{"get": "http://[", "is": 1}', "is none"),
        ('{"get": "/a b", "is": 1}', "is none"),
        ('{"get": "/a\\r\\nHost: x", "is": 1}', "is none"),
        ('{"get": "/Zoë", "is": 1}', "is none"),
    ],
    ids=lambda text: text[:30],
)
def test_a_line_that_is_no_belief_is_named(line: str, said: str) -> None:
    with pytest.raises(Unbelievable) as raised:
        list(read([line]))
    assert said in str(raised.value)
    assert len(str(raised.value)) < 500


def test_the_number_of_a_bad_line_counts_from_one() -> None:
    with pytest.raises(Unbelievable, match="line 3 of"):
        list(read([json.dumps({"get": PATH, "is": 1}), "", "?"]))


@pytest.mark.parametrize(
    ("belief", "body", "true"),
    [
        ({"at": "/status", "is": "Active"}, {"status": "Active"}, True),
        ({"at": "/status", "is": "Active"}, {"status": "Locked"}, False),
        ({"at": "/status", "is": "Active"}, None, False),
        ({"at": "/status", "is": None}, {"status": None}, True),
        ({"at": "/status", "is": None}, {}, True),
        ({"at": "/status", "is": None}, {"status": ""}, False),
        ({"at": "/a/b", "is": None}, {}, True),
        ({"at": "/n", "is": 1}, {"n": True}, False),
        ({"at": "/n", "is": {"b": 1, "a": 2}}, {"n": {"a": 2, "b": 1}}, True),
        ({"at": "/items/1/id", "is": 7}, {"items": [{"id": 6}, {"id": 7}]}, True),
        ({"at": "/items/2/id", "is": 7}, {"items": [{"id": 6}, {"id": 7}]}, False),
        ({"at": "/items", "count": 2}, {"items": [1, 2]}, True),
        ({"at": "/items", "count": 3}, {"items": [1, 2]}, False),
        ({"at": "/items", "count": 0}, {"items": []}, True),
        ({"at": "/items", "count": 0}, {}, False),
        ({"at": "/items", "count": 1}, {"items": "x"}, False),
        ({"count": 2}, [1, 2], True),
        ({"is": [1, 2]}, [1, 2], True),
    ],
)
def test_a_belief_is_held_against_the_answer(belief: dict[str, Any], body: Any, true: bool) -> None:
    """Absent is null."""
    assert (contradicted(believed(**belief), body) == []) is true


def test_a_contradiction_tells_what_is_so() -> None:
    assert contradicted(believed(at="/status", **{"is": "Active"}), {"status": "Locked"}) == ["Locked"]
    assert contradicted(believed(at="/status", **{"is": "Active"}), {}) == [None]
    assert str(believed(at="/status", **{"is": "Active"})) == f"GET {PATH} has 'Active' at /status"
    assert str(believed(at="/items", count=3)) == f"GET {PATH} has 3 items at /items"


@pytest.mark.parametrize(
    ("belief", "fault", "told"),
    [
        ({"at": "/status", "is": "Dormant"}, {"put": {"/status": "Dormant"}}, True),
        ({"at": "/status", "is": "Dormant"}, {"put": {"/status": "Pending"}}, False),
        ({"at": "/status", "is": "Dormant"}, {"put": {"/other": "Dormant"}}, False),
        ({"at": "/email", "is": "x"}, {"put": {"/users/0/email": "x"}}, True),
        ({"at": "/email", "is": "x"}, {"put": {"/users": [{"id": 1, "email": "x"}]}}, True),
        ({"at": "/email", "is": None}, {"drop": ["/users/0/email"]}, True),
        ({"at": "/email", "is": "x"}, {"drop": ["/users/0/email"]}, False),
        ({"at": "/email", "is": None}, {"drop": ["/users/0/phone"]}, False),
        ({"at": "/status", "is": "Dormant"}, {"kind": "answer", "body": {"status": "Dormant"}}, True),
        ({"at": "/items", "count": 0}, {"put": {"/items": [], "/total": 0}}, True),
        ({"at": "/items", "count": 2}, {"put": {"/items": [], "/total": 0}}, False),
        ({"at": "/status", "is": "Dormant"}, {"kind": "reset"}, False),
    ],
)
def test_what_an_edit_told_may_be_believed(belief: dict[str, Any], fault: dict[str, Any], told: bool) -> None:
    so = {"status": "Active", "email": "y", "items": [1]}
    assert (contradicted(believed(**belief), so, edited(**fault)) == []) is told


def test_a_pointer_finds_what_it_names() -> None:
    assert found_at({"a/b": {"~": [7]}}, "/a~1b/~0/0") == 7
    for pointer in ("/a", "/a~1b/~0/1", "/a~1b/~0/-1", "/a~1b/~0/x", "/a~1b/~0/0/0"):
        assert found_at({"a/b": {"~": [7]}}, pointer) is ABSENT
