"""Which of its schema's variants a value shows, by functions that are made once for each place of the schema: thousands
of replies are looked at.
"""

from collections.abc import Callable
from typing import Any

from contract_tests.client.shape import BODY, SIZES, Shape, below, variants, worded

Look = Callable[[Any, set[str]], None]
"""Adds to a set the names of the variants that a value shows. It may add names where there is no choice, which
`variants` does not know.
"""


def look(of: Shape, place: str = "") -> Look:
    """What looks at a value of that shape."""
    named = place or BODY
    null, there = f"{named}: null", f"{named}: a value"
    parts = tuple(part for part in (_values(of, named), _items(of, place, named), _members(of, place)) if part)

    def seen(value: Any, names: set[str]) -> None:
        if value is None:
            names.add(null)
            return
        names.add(there)
        for part in parts:
            part(value, names)

    return seen


def _values(of: Shape, named: str) -> Look | None:
    if not of.values:
        return None
    known = {value: f"{named}: {value}" for value in of.values}

    def seen(value: Any, names: set[str]) -> None:
        if name := known.get(worded(value)):
            names.add(name)

    return seen


def _items(of: Shape, place: str, named: str) -> Look | None:
    if not of.sizes and of.items is None:
        return None
    sizes = [f"{named}: {size}" for size in SIZES]
    each = look(of.items, f"{place}[]") if of.items is not None else None

    def seen(value: Any, names: set[str]) -> None:
        if not isinstance(value, list):
            return
        names.add(sizes[min(len(value), 2)])
        if each is not None:
            for item in value:
                each(item, names)

    return seen


def _members(of: Shape, place: str) -> Look | None:
    members = [(name, look(one, below(place, name)), f"{below(place, name)}: absent") for name, one in _open(of)]
    rest = look(of.rest, below(place, "*")) if of.rest is not None else None
    if not members and rest is None:
        return None

    def seen(value: Any, names: set[str]) -> None:
        if not isinstance(value, dict):
            return
        for name, member, absent in members:
            if name in value:
                member(value[name], names)
            else:
                names.add(absent)
        if rest is not None:
            for name in value.keys() - of.members.keys():
                rest(value[name], names)

    return seen


def _open(of: Shape) -> list[tuple[str, Shape]]:
    """The members that leave anything open, by name."""
    return [(name, one) for name, one in of.members.items() if name not in of.needed or any(variants(one))]
