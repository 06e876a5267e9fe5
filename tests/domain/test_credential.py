"""A caller is who the token says and may what it grants, no more."""

from simulator.domain.credential import ANYBODY, Principal


def test_callers_are_equal_when_they_are_the_same_in_everything() -> None:
    one = Principal("shop", "ada", "app", frozenset({"a", "b"}))
    assert one == Principal("shop", "ada", "app", frozenset({"b", "a"}))
    assert one != Principal("shop", "ada", "app", frozenset({"a"}))
    assert one != Principal("staff", "ada", "app", frozenset({"a", "b"}))


def test_anybody_has_no_name_and_no_grants() -> None:
    assert Principal("", "", "", frozenset()) == ANYBODY
