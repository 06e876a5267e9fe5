"""How much a run has proven: of the claims that its tests are about, those whose every test ran and passed."""

from dataclasses import dataclass, field

import pytest

from contract_tests.claims import spoken_of


@dataclass
class Score:
    """Claims by whether they stand, and the numbers of tests that ran and that were left out."""

    stands: dict[str, bool] = field(default_factory=dict)
    ran: int = 0
    left_out: int = 0

    def note(self, report: pytest.TestReport) -> None:
        """Count the outcome of one phase of a test of the suite; an error around it counts against its claims."""
        if ("contract", True) not in report.user_properties:
            return
        if report.when == "call":
            self.ran += report.outcome != "skipped"
        self.left_out += report.outcome == "skipped"
        for claim in spoken_of(report):
            self.stands[claim] = self.stands.get(claim, True) and report.outcome == "passed"

    @property
    def proven(self) -> int:
        """How many claims stand."""
        return sum(self.stands.values())

    @property
    def percent(self) -> float:
        """The proven share of the claims that the run was about; a run about none has proven nothing."""
        return 100.0 * self.proven / len(self.stands) if self.stands else 0.0

    def __str__(self) -> str:
        """For a terminal."""
        left = f"; {self.left_out} tests were left out" if self.left_out else ""
        return f"{self.proven} of {len(self.stands)} claims proven ({self.percent:.1f} %) by {self.ran} tests{left}"
