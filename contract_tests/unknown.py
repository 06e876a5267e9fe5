"""Words that nobody knows, told with those that somebody does."""

from collections.abc import Iterable


def unknown(asked: Iterable[str], known: Iterable[str]) -> str:
    """The unknown ones of the words asked for, and behind them the known ones; empty where all are known."""
    every = set(known)
    strange = sorted(set(asked) - every)
    return f"{', '.join(strange)} (known: {', '.join(sorted(every))})" if strange else ""
