"""All that can be missing, missing at once: what a client bears place by place it may not bear together, and few runs
show that.
"""

from collections.abc import Iterator, Sequence

from contract_tests.client.fuzz.edit import Edit, compatible

EMPTY_LIST = "has no item"
MISSING = ("is null", "is absent", "is empty", EMPTY_LIST, "is false")


def missing(borne: Sequence[Edit]) -> list[list[Edit]]:
    """For each way to be missing, all such edits of one operation, and then of all operations; at last, in whatever way
    it was borne, every value at once.
    """
    ways = [*([one] for one in MISSING), [one for one in MISSING if one != EMPTY_LIST]]
    found: list[list[Edit]] = []
    for family in (family for some in ways for family in _families([one for one in borne if one.what in some])):
        if len(family) > 1 and family not in found:
            found.append(family)
    return found


def _families(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    for operation in dict.fromkeys(one.operation for one in edits):
        yield compatible(one for one in edits if one.operation == operation)
    yield compatible(edits)
