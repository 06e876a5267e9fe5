"""A remembered answer is the very same one, for as long as the record is."""

import pytest

from simulator.domain import remembered
from simulator.domain.remembered import Remembered


def counted(seen: list[str]) -> Remembered[list[str], str]:
    def function(record: list[str]) -> str:
        seen.append(record[0])
        return record[0].upper()

    return Remembered(function)


def test_the_function_is_asked_once_for_each_record() -> None:
    seen: list[str] = []
    answer, record = counted(seen), ["kathy"]
    assert (answer(record), answer(record)) == ("KATHY", "KATHY")
    assert seen == ["kathy"]


def test_an_equal_record_is_still_another_one() -> None:
    seen: list[str] = []
    answer = counted(seen)
    one, other = ["kathy"], ["kathy"]
    assert answer(one) == answer(other)
    assert seen == ["kathy", "kathy"]


def test_the_oldest_answer_is_forgotten_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "KEPT_MAX", 2)
    seen: list[str] = []
    answer, records = counted(seen), [["a"], ["b"], ["c"]]
    for record in (*records, records[1], records[0]):
        answer(record)
    assert seen == ["a", "b", "c", "a"]


def test_a_new_record_never_takes_over_the_answer_of_one_that_is_gone() -> None:
    answer = counted([])
    assert [answer([str(number)]) for number in range(3000)] == [str(number) for number in range(3000)]
