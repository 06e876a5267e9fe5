"""A memory with room for so many entries holds the newest."""

from simulator.domain.room import kept


def test_what_is_kept_is_handed_back_and_found() -> None:
    memory: dict[str, int] = {}
    assert kept(memory, 2, "a", 1) == 1
    assert memory == {"a": 1}


def test_what_was_kept_first_goes_first_however_often_it_was_read() -> None:
    memory: dict[str, int] = {}
    for number, key in enumerate("abc"):
        assert memory.get("a") in (None, 0)
        kept(memory, 2, key, number)
    assert list(memory.items()) == [("b", 1), ("c", 2)]


def test_a_memory_never_grows_beyond_its_room() -> None:
    memory: dict[int, int] = {}
    assert [kept(memory, 3, number, -number) for number in range(10)] == [-number for number in range(10)]
    assert list(memory) == [7, 8, 9]
