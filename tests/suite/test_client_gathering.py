"""Every exchange of a sandbox is counted once, however long its journal is and whenever it is looked at."""

from typing import Any

from contract_tests.client.gathering import AT_ONCE, Gathering
from simulator.alike import Since, since
from simulator.journal import Ring
from tests.test_alike import kept


class Journal:
    """A sandbox's journal of a certain length, as the control API tells of it."""

    def __init__(self, length: int = 1_000_000) -> None:
        self.ring = Ring(length)
        self.readings = 0

    def ask(self, method: str, path: str, *, limit: int, after: int = 0) -> dict[str, Any]:
        """What came after a place, or where it ends."""
        if (method, path) == ("GET", "/journal"):
            return {"items": [], "total": self.ring.held, "dropped": self.ring.dropped, "end": self.ring.end}
        assert (method, path) == ("GET", "/journal/alike")
        self.readings += 1
        found = since(self.ring, after, limit)
        return {"items": _told(found), "total": _total(found), "dropped": found.dropped, "end": found.end}


def _total(found: Since) -> int:
    return sum(one.times for one in found.found)


def _told(found: Since) -> list[dict[str, Any]]:
    request = {"method": "GET", "target": "/", "headers": [], "body": ""}
    response = {"status": 200, "headers": [], "body": ""}
    told: dict[str, Any] = {"at": "", "operation": "", "verdict": "valid", "hint": "", "violations": []}
    told |= {"request": request, "response": response}
    return [{"times": one.times, "first": {**told, "id": f"my-sandbox-{one.first.number}"}} for one in found.found]


def gathered(journal: Journal) -> Gathering:
    return Gathering(journal)  # type: ignore[arg-type]


def numbers(gathering: Gathering) -> list[int]:
    return [int(one.first.id.rpartition("-")[2]) for one in gathering.found]


def test_an_empty_journal_is_read_as_nothing() -> None:
    found = gathered(Journal())
    found.read()
    assert (found.count, found.lost, found.found) == (0, 0, [])


def test_more_than_one_answer_holds_is_read_in_pages() -> None:
    journal = Journal()
    found = gathered(journal)
    kept(journal.ring, 2 * AT_ONCE + 7, apart=True)
    found.read()
    assert numbers(found) == [*range(1, 2 * AT_ONCE + 8)]
    assert (found.count, found.lost) == (2 * AT_ONCE + 7, 0)


def test_as_many_as_one_answer_holds_are_read_once() -> None:
    journal = Journal()
    found = gathered(journal)
    kept(journal.ring, AT_ONCE, apart=True)
    found.read()
    assert (numbers(found), found.count) == ([*range(1, AT_ONCE + 1)], AT_ONCE)


def test_those_that_are_alike_are_kept_once_a_reading() -> None:
    journal = Journal()
    found = gathered(journal)
    for times in (5000, 0, 3):
        kept(journal.ring, times)
        found.read()
    assert [one.times for one in found.found] == [5000, 3]
    assert (numbers(found), found.count, found.lost) == ([1, 5001], 5003, 0)


def test_what_fell_out_unread_is_counted() -> None:
    journal = Journal(100)
    found = gathered(journal)
    for times in (130, 20, 250):
        kept(journal.ring, times, apart=True)
        found.read()
    assert numbers(found) == [*range(31, 151), *range(301, 401)]
    assert (found.count, found.lost) == (400, 180)


def test_a_sandbox_that_the_client_has_reset_counts_from_one_again() -> None:
    journal = Journal()
    found = gathered(journal)
    kept(journal.ring, 20, apart=True)
    found.read()
    kept(journal.ring, 2, apart=True)
    journal.ring.begin()
    kept(journal.ring, 20, apart=True)
    found.read()
    assert numbers(found) == [*range(1, 23), *range(1, 21)]
    assert (found.count, found.lost) == (42, 0)


def test_what_there_is_room_for_is_counted_and_left_to_be_read_at_once() -> None:
    journal = Journal(100)
    found = Gathering(journal, 30)  # type: ignore[arg-type]
    for times in (20, 10):
        kept(journal.ring, times, apart=True)
        journal.ring.begin()
    assert (found.look(), found.count, journal.readings) == (30, 0, 0)
    kept(journal.ring, 1)
    assert (found.look(), found.count, journal.readings) == (31, 31, 1)
    found.read()
    assert (found.look(), found.count, found.lost) == (31, 31, 0)


def test_a_sandbox_that_the_client_made_anew_is_read_from_its_beginning() -> None:
    journal = Journal(100)
    found = Gathering(journal, 30)  # type: ignore[arg-type]
    kept(journal.ring, 40, apart=True)
    found.look()
    journal.ring = Ring(100)
    kept(journal.ring, 3, apart=True)
    assert (found.look(), numbers(found)) == (43, [*range(1, 41), 1, 2, 3])
