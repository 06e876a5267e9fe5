"""All that can be missing, missing at once: what a client bears place by place it may not bear together, and few runs
show that.
"""

from collections.abc import Iterable, Iterator, Sequence

from contract_tests.client.fuzz.edit import Edit, compatible

MISSING = ("is null", "is absent", "is empty", "has no item", "is false")


def missing(borne: Sequence[Edit]) -> Iterator[list[Edit]]:
    """For each way to be missing, all such edits of one operation, and then of all operations."""
    for way in MISSING:
        alike = [one for one in borne if one.what == way]
        families = [
            [one for one in alike if one.operation == name] for name in dict.fromkeys(e.operation for e in alike)
        ]
        for family in map(compatible, [*families, alike] if len(families) > 1 else families):
            if len(family) > 1:
                yield family


def _operations(edits: Sequence[Edit]) -> Iterable[str]:
    return dict.fromkeys(one.operation for one in edits)
