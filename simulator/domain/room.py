"""Memories that hold so many entries and no more: plain dictionaries, so that reading one costs nothing extra."""

from typing import TypeVar

__all__ = ["kept"]

K = TypeVar("K")
V = TypeVar("V")


def kept(memory: dict[K, V], room: int, key: K, value: V) -> V:
    """The value, which the memory holds from now on; where there is no room, what was kept first goes."""
    if len(memory) >= room:
        del memory[next(iter(memory))]
    memory[key] = value
    return value
