"""Every exchange of a sandbox is read once, oldest first, however long its journal is and whenever it is looked at."""

from typing import Any

from contract_tests.client.gathering import AT_ONCE, ENOUGH, Gathering


class Journal:
    """A sandbox's journal of a certain length, as the control API tells of it."""

    def __init__(self, length: int = 1_000_000) -> None:
        self.count = 0
        self.length = length

    def ask(self, method: str, path: str, *, limit: int, offset: int | None) -> dict[str, Any]:
        """A page of it, newest first."""
        assert (method, path) == ("GET", "/journal")
        kept = range(self.count, max(0, self.count - self.length), -1)
        return {"items": [_told(number) for number in kept[offset or 0 :][: min(limit, AT_ONCE)]]}


def _told(number: int) -> dict[str, Any]:
    request = {"method": "GET", "target": "/", "headers": [], "body": ""}
    response = {"status": 200, "headers": [], "body": ""}
    told = {"id": f"my-sandbox-{number}", "at": "", "operation": "", "verdict": "valid", "hint": "", "violations": []}
    return {**told, "request": request, "response": response}


def gathered(journal: Journal) -> Gathering:
    return Gathering(journal)  # type: ignore[arg-type]


def numbers(gathering: Gathering) -> list[int]:
    return [int(one.id.rpartition("-")[2]) for one in gathering.exchanges]


def test_an_empty_journal_is_read_as_nothing() -> None:
    found = gathered(Journal())
    found.read()
    assert (found.look(), found.count, found.lost, found.exchanges) == (0, 0, 0, [])


def test_more_than_one_answer_holds_is_read_in_pages() -> None:
    journal = Journal()
    found = gathered(journal)
    journal.count = 2 * AT_ONCE + 7
    found.read()
    assert numbers(found) == [*range(1, journal.count + 1)]
    assert (found.count, found.lost) == (journal.count, 0)


def test_looking_counts_and_reads_only_when_it_is_worth_it() -> None:
    journal = Journal(2 * ENOUGH)
    found = gathered(journal)
    for journal.count, read in ((1, 0), (ENOUGH - 1, 0), (ENOUGH, ENOUGH), (ENOUGH + 5, ENOUGH), (700, 700)):
        assert found.look() == journal.count
        assert len(found.exchanges) == read
    assert (numbers(found), found.lost) == ([*range(1, 701)], 0)


def test_what_fell_out_unread_is_counted() -> None:
    journal = Journal(100)
    found = gathered(journal)
    journal.count = 130
    found.read()
    journal.count = 150
    found.read()
    assert numbers(found) == [*range(31, 151)]
    assert (found.count, found.lost) == (150, 30)


def test_a_sandbox_that_the_client_has_reset_counts_from_one_again() -> None:
    journal = Journal()
    found = gathered(journal)
    journal.count = 20
    found.read()
    journal.count = 3
    assert found.look() == 23
    found.read()
    assert numbers(found) == [*range(1, 21), 1, 2, 3]
