"""The fewest of several edits that still do it."""

from collections.abc import Callable, Sequence

from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.troupe import Troupe

Fails = Callable[[Sequence[Edit]], bool]


def shrunk(troupe: Troupe, cause: Cause) -> Cause:
    """The cause with the fewest edits, as far as there is time."""
    cause.edits = fewest(cause.edits, lambda edits: troupe.fails(edits, cause.failure.key))
    return cause


def fewest(edits: Sequence[Edit], fails: Fails) -> list[Edit]:
    """A part of the edits that fails, and of which no single edit can be left out (delta debugging)."""
    left, parts = list(edits), 2
    while len(left) > 1:
        size = -(-len(left) // parts)
        chunks = [left[at : at + size] for at in range(0, len(left), size)]
        without = ([one for other in chunks if other is not chunk for one in other] for chunk in chunks)
        smaller = next((few for few in [*chunks, *without] if len(few) < len(left) and fails(few)), None)
        if smaller is not None:
            parts = max(2, parts - 1) if len(smaller) > size else 2
            left = smaller
        elif parts >= len(left):
            break
        else:
            parts = min(len(left), 2 * parts)
    return left
