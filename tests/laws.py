"""How laws are tried: the same examples in every run, with no deadline on a shared machine."""

from hypothesis import settings

__all__ = ["LAW"]

LAW = settings(derandomize=True, deadline=None, database=None, max_examples=80)
