"""All that a run of a client came to, and what it leaves with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contract_tests.client.coverage import KINDS, Coverage, Fact
from contract_tests.client.judging import Breach
from contract_tests.client.running import Ending

OK, FINDINGS, NO_REQUEST = 0, 1, 5


@dataclass(frozen=True)
class Verdict:
    """How the client ended, what it asked, what was wrong with that, and what it has met.

    `requests` counts what reached the sandbox, `lost` those among them that nobody could judge, `unreadable` what was
    no HTTP, `astray` what reached the default sandbox of a simulator that is this client's alone.
    """

    command: Sequence[str]
    ending: Ending
    requests: int
    lost: int
    unreadable: int
    astray: int
    breaches: Sequence[Breach]
    coverage: Coverage
    least: float | None = None

    @property
    def code(self) -> int:
        """What to leave with: 0, 1 or 5."""
        if not self.requests and not self.unreadable:
            return NO_REQUEST
        wrong = self.breaches or self.lost or self.unreadable or self.too_little or not self.ending.good
        return FINDINGS if wrong else OK

    @property
    def too_little(self) -> bool:
        """Whether less was met than was asked for."""
        return self.least is not None and self.coverage.percent < self.least

    @property
    def violations(self) -> list[Breach]:
        """Wrong requests to documented operations."""
        return [one for one in self.breaches if one.documented]

    @property
    def undocumented(self) -> list[Breach]:
        """Requests that no operation answers."""
        return [one for one in self.breaches if not one.documented]

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON."""
        coverage, ending = self.coverage, self.ending
        counted = {kind: dict(zip(("met", "all"), coverage.counted(kind), strict=True)) for kind in KINDS}
        return {
            "command": list(self.command),
            "code": self.code,
            "ended": {"code": ending.code, "stopped": ending.stopped, "left": ending.left, "alive": ending.alive},
            "requests": {"judged": self.requests - self.lost, "lost": self.lost, "unreadable": self.unreadable},
            "violations": [one.plain for one in self.violations],
            "undocumented": [one.plain for one in self.undocumented],
            "coverage": {"percent": round(coverage.percent, 2), **counted},
            "met": [_plain(fact) for fact in coverage.facts if fact in coverage.met],
            "gaps": [_plain(fact) for fact in coverage.gaps],
        }


def _plain(fact: Fact) -> dict[str, str]:
    return {name: value for name, value in fact._asdict().items() if value}
