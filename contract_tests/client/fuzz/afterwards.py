"""Two surprises in a row: after an answer that went wrong, one more in the very next call. What clients do after their
first mishap is what nobody has tried. A busy bank is no mishap: one waits.
"""

from collections.abc import Iterator, Sequence

from contract_tests.client.fuzz.candidates import counted
from contract_tests.client.fuzz.edit import Edit
from contract_tests.exchange import Exchange

BUSY, FAILED, UNAVAILABLE = 429, 500, 503
Mishap = tuple[str, int, bool]
"""A call, by operation and number, and whether it was answered, if not as it should be."""


def afterwards(
    edit: Edit, exchanges: Sequence[Exchange], proposed: Sequence[Edit]
) -> Iterator[tuple[tuple[Mishap, str], tuple[Edit, Edit]]]:
    """The edit, where it is of a whole answer, each with one of those that are proposed for the next call of its run.
    What has the same name has the same sense.
    """
    calls = [(one.operation.id, nth) for one, nth in counted(exchanges) if one.operation]
    at = calls.index((edit.operation, edit.nth)) + 1 if (edit.operation, edit.nth) in calls else len(calls)
    if not edit.whole or edit.slow or edit.fault.get("status") == BUSY or at == len(calls):
        return
    mishap = edit.operation, edit.nth, edit.fault.get("status", UNAVAILABLE) < FAILED
    for other in proposed:
        if (other.operation, other.nth) == calls[at] and _surprising(other, again=other.operation == edit.operation):
            yield (mishap, str(other)), (edit, other)


def _surprising(edit: Edit, *, again: bool) -> bool:
    """Whether it is another answer, no answer or, where the call is not made `again`, another listed value."""
    fails = edit.fault.get("status") == UNAVAILABLE and not edit.slow and "carriedOut" not in edit.fault
    return fails or edit.fault["kind"] == "answer" or (not again and edit.what.startswith("is '"))
