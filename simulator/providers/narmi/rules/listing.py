"""Who is listed: by text, type and archive mark, in order, out of the population's index and the sandbox's changes."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.providers.narmi.index import SEPARATOR, fitting, haystack
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.state import State

__all__ = ["listed"]

Order = tuple[str, str, str]


class Wanted(NamedTuple):
    """Whom a list is for."""

    needle: str
    kind: str | None
    archived: bool | None

    def fits(self, user: User | None) -> bool:
        """Whether this user is one of them."""
        if user is None or not fitting(user, self.kind, self.archived):
            return False
        return not self.needle or (SEPARATOR not in self.needle and self.needle in haystack(user))


def listed(state: State, text: str, kind: str | None = None, archived: bool | None = None) -> Sequence[str]:
    """The ids of the users whose login or name contains the text, by last name, first name and id (NARMI-012).

    Nobody may alter the answer.
    """
    wanted = Wanted(text.casefold(), kind, archived)
    indexed = state.index.found(*wanted)
    gone, come = _moved(state, wanted)
    if not (gone or come):
        return indexed
    rows = state.users.rows
    kept = _without(indexed, sorted(bisect_left(indexed, order, key=lambda key: rows[key].order) for order in gone))
    return _with(
        kept, sorted(come), [bisect_left(kept, order, key=lambda key: rows[key].order) for order in sorted(come)]
    )


def _moved(state: State, wanted: Wanted) -> tuple[list[Order], list[Order]]:
    """Where users whom the sandbox changed stood in the population's list, and where they stand now; those who stay
    where they are count as neither.
    """
    gone: list[Order] = []
    come: list[Order] = []
    for key, after in state.users.changed().items():
        before = state.users.rows.get(key)
        was, is_now = wanted.fits(before), wanted.fits(after)
        if before and after and was and is_now and _same_place(before, after):
            continue
        if before and was:
            gone.append(before.order)
        if after and is_now:
            come.append(after.order)
    return gone, come


def _same_place(one: User, other: User) -> bool:
    return one.last_name == other.last_name and one.first_name == other.first_name


def _without(keys: Sequence[str], places: Iterable[int]) -> list[str]:
    """The keys but for those at these places, which ascend."""
    kept: list[str] = []
    start = 0
    for place in places:
        kept += keys[start:place]
        start = place + 1
    return kept + list(keys[start:])


def _with(keys: list[str], come: Iterable[Order], places: Iterable[int]) -> list[str]:
    """The keys with these, each before the key at its place; places ascend."""
    merged: list[str] = []
    start = 0
    for (_, _, key), place in zip(come, places, strict=True):
        merged += keys[start:place]
        merged.append(key)
        start = place
    return merged + keys[start:]
