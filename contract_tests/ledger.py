"""Writes down, at the end of a run, which claims its tests proved and with what outcome."""

import json
from pathlib import Path
from typing import Any

import pytest

from contract_tests.claims import spoken_of

Outcomes = dict[str, dict[str, str]]


class Ledger:
    """Gathers the outcome of every proving test; also where tests ran in other processes."""

    def __init__(self, file: str) -> None:
        self._file = Path(file)
        self._outcomes: Outcomes = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note the outcome of a test; an error around it counts against it."""
        for claim in spoken_of(report):
            self._outcomes.setdefault(claim, {})[report.nodeid] = report.outcome

    def pytest_sessionfinish(self, session: Any) -> None:
        """Write the ledger, once, in the process that gathers all reports."""
        if not hasattr(session.config, "workerinput"):
            self._file.write_text(json.dumps(dict(sorted(self._outcomes.items())), indent=1) + "\n", encoding="utf-8")
