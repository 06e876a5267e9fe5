"""Lists have one form, and an unknown name is answered with known ones."""

import pytest

from simulator.control.visit import listing, unknown

KNOWN = ["support-call", "memo-mode-night"]


def test_a_list_counts_what_it_holds_unless_told_otherwise() -> None:
    assert listing([1, 2]).body == {"items": [1, 2], "total": 2}
    assert listing(iter([1]), 7, dropped=3).body == {"items": [1], "total": 7, "dropped": 3}
    assert listing([]).body == {"items": [], "total": 0}


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("suport-call", KNOWN, "unknown scenario 'suport-call'; did you mean 'support-call'?"),
        ("zzz", KNOWN, "unknown scenario 'zzz'; known: memo-mode-night, support-call"),
        ("zzz", [], "unknown scenario 'zzz'; known: none"),
    ],
)
def test_an_unknown_name_is_answered_with_known_ones(name: str, known: list[str], said: str) -> None:
    declined = unknown("scenario", name, known)
    assert (declined.status, declined.detail) == (404, said)


def test_a_long_list_of_known_names_is_cut() -> None:
    assert unknown("x", "?", map(str, range(10_000))).detail.count(",") == 39
