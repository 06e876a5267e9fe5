"""The index finds what a plain search through every text would find, in the same order."""

from hypothesis import given
from hypothesis import strategies as some

from simulator.domain.text_index import TextIndex
from tests.laws import LAW

TEXTS = some.lists(some.text("abc\n", max_size=12), max_size=12)


@LAW
@given(TEXTS, some.text("abc\n", max_size=6))
def test_the_index_agrees_with_looking_at_every_text(texts: list[str], needle: str) -> None:
    named = [(str(number), text) for number, text in enumerate(texts)]
    assert list(TextIndex(named).containing(needle)) == [key for key, text in named if needle in text]


def test_keys_come_in_the_order_in_which_they_were_given() -> None:
    index = TextIndex([("z", "kathy smith"), ("a", "kathy vance"), ("m", "otto")])
    assert list(index.containing("kathy")) == ["z", "a"]


def test_letters_that_stand_apart_are_no_match() -> None:
    assert list(TextIndex([("a", "abc bcd")]).containing("abcd")) == []


def test_an_empty_index_finds_nothing() -> None:
    assert list(TextIndex([]).containing("")) == []
    assert list(TextIndex([]).containing("abc")) == []


def test_no_needle_is_part_of_every_text() -> None:
    assert list(TextIndex([("a", ""), ("b", "x")]).containing("")) == ["a", "b"]
