"""One cause of failure: the fewest edits that bring it about, and how surely."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from contract_tests.client.fuzz.edit import TIERS, Edit
from contract_tests.client.fuzz.failure import Failure

CONFIRMED = 2
"""So often a failure is looked at again."""


@dataclass
class Cause:
    """A failure with its edits. It stood in `stood` of `tried` runs; `others` are edits that bring it about too,
    each by itself. `run` is the number of the run that showed it first, `seconds` how long that took.
    """

    failure: Failure
    edits: Sequence[Edit]
    run: int = 0
    seconds: float = 0.0
    stood: int = 1
    tried: int = 1
    others: list[Edit] = field(default_factory=list)

    @property
    def tier(self) -> str:
        """The farthest of the tiers of its edits."""
        return max((one.tier for one in self.edits), key=list(TIERS).index)

    @property
    def steady(self) -> bool:
        """Whether it stood each time."""
        return self.stood == self.tried
