"""Pages that contradict themselves or each other, and lists of another length than usual."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from contract_tests.client.fuzz.body import Told
from contract_tests.client.page import PAGED
from contract_tests.pointer import found_at

ENDLESS = 1_000_000
TWIN = UUID("7e1f0000-0000-4000-8000-000000000000")


def relations(operation: str, body: Any) -> Iterator[tuple[Told, bool]]:
    """Edits of a page of a list, each with whether it holds for all further pages too; none where the reply is no page.

    That nobody is found is within the spec. The rest is legal in each member, and odd as a whole.
    """
    paging = PAGED.get(operation)
    if paging is None:
        return
    items, total = paging.items, paging.total
    found = found_at(body, items)
    if not isinstance(found, list) or not isinstance(found_at(body, total), int) or not found:
        return
    nowhere = tuple((link, None) for link in paging.links)
    yield Told("T1", items, "is a list of nobody", ((items, []), (total, 0), *nowhere)), False
    yield Told("T2", items, "has no item, though more are said to exist", ((items, []),)), False
    yield Told("T2", items, "has no item on any further page", ((items, []),)), True
    yield Told("T2", items, "is the same page again and again", ((items, found),)), True
    yield Told("T2", total, "is 0, though there are items", ((total, 0),)), False
    yield Told("T2", total, f"is {ENDLESS}, on every page", ((total, ENDLESS),)), True
    if len(found) > 1:
        yield Told("T2", items, "has one item, though more were asked for", ((items, found[:1]),)), False
    elif isinstance(found[0], dict):
        yield (
            Told("T2", items, "has two items where one was usual", ((items, [found[0], _twin(found[0])]), (total, 2))),
            False,
        )


def _twin(item: dict[str, Any]) -> dict[str, Any]:
    """Somebody else who looks the same: with ids of their own."""
    return {name: str(uuid5(TWIN, value)) if _is_id(value) else value for name, value in item.items()}


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False
