"""RFC 7396: every case of its appendix A, and that nothing which goes in is altered."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.domain.merge_patch import merged
from tests.laws import LAW

APPENDIX_A: list[tuple[Any, Any, Any]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


def objects(values: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    return some.dictionaries(some.sampled_from("abc"), values, max_size=3)


LEAVES = some.none() | some.booleans() | some.integers(0, 9) | some.text("ab", max_size=2)
JSON = some.recursive(LEAVES, lambda deeper: some.lists(deeper, max_size=3) | objects(deeper), max_leaves=8)


def test_the_appendix_has_fifteen_cases() -> None:
    assert len(APPENDIX_A) == 15


@pytest.mark.parametrize(("target", "patch", "result"), APPENDIX_A)
def test_appendix_a_of_the_rfc(target: Any, patch: Any, result: Any) -> None:
    assert merged(target, patch) == result


@LAW
@given(JSON, JSON)
def test_neither_target_nor_patch_is_altered(target: Any, patch: Any) -> None:
    before = deepcopy((target, patch))
    merged(target, patch)
    assert (target, patch) == before


@LAW
@given(JSON, JSON)
def test_patching_twice_is_patching_once(target: Any, patch: Any) -> None:
    once = merged(target, patch)
    assert merged(once, patch) == once


@LAW
@given(some.dictionaries(some.sampled_from("abc"), JSON, max_size=3))
def test_the_empty_patch_changes_no_object(target: dict[str, Any]) -> None:
    assert merged(target, {}) == target
