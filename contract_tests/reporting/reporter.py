"""Listens to a run of pytest: turns what fails into findings, and tells of them when the run is over."""

import time
from collections.abc import Generator, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contract_tests.bundle.bundle import Settings
from contract_tests.bundle.secret import hushed
from contract_tests.bundle.writing import write as bundled
from contract_tests.finding import Broken, Finding, distinct, layer_of
from contract_tests.reporting import console, evidence, page, written
from contract_tests.reporting.score import Score
from contract_tests.tape import Taped

PACKAGE = Path(__file__).parents[1]
TAPE = pytest.StashKey[Taped]()
NOTHING_RAN = 5
VERDICT = "test_verdict"
"""What says at the end whether anything was proven, and so is never left out."""


class Reporter:
    """The findings of a run; also where tests run in several processes, as findings travel with the reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._gathers = not hasattr(config, "workerinput")
        seconds = config.getoption("--max-time")
        self._until = float("inf") if seconds is None else time.monotonic() + seconds
        self._found: list[Finding] = []
        self._written: set[Path] = set()
        self._score = Score()
        self._done_with: set[str] = set()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin the tape anew; leave the test out where time is up, or its layer has nothing more to show."""
        if PACKAGE not in item.path.parents:
            return
        if (tape := self._config.stash.get(TAPE, None)) is not None:
            tape.cut()
        if time.monotonic() > self._until and item.path.stem != VERDICT:
            pytest.skip("the time of --max-time was up")
        if _layer(item) in self._done_with:
            pytest.skip("this layer has found something already")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the report of a failure carry what was found."""
        report = yield
        if report.failed and call.excinfo is not None and PACKAGE in item.path.parents:
            for one in self._findings(item, call):
                report.user_properties.append(("finding", one.plain))
                if self._config.getoption("--first-of-each-layer"):
                    self._done_with.add(one.layer)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Gather what the report carries, in the process that gathers all reports."""
        self._score.note(report)
        told = (value for name, value in report.user_properties if name == "finding")
        self._found += [Finding.of(value) for value in told if isinstance(value, dict)]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write what was asked for, and fail where too little was proven, or nothing ran at all."""
        if not self._gathers:
            return
        findings = distinct(self._found)
        if folder := self._config.getoption("--report-json"):
            written.write(Path(folder), findings, self._score, self._config)
        if folder := self._config.getoption("--report-html"):
            page.write(Path(folder), findings, self._score, self._config.getoption("--target"))
        if session.exitstatus == pytest.ExitCode.INTERRUPTED and findings:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        least = self._config.getoption("--fail-under")
        if session.exitstatus == 0 and least is not None and self._score.percent < least:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        if session.exitstatus == 0 and self._score.left_out and not self._score.ran:
            session.exitstatus = NOTHING_RAN

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Tell of each finding, once."""
        if self._gathers:
            target, least = self._config.getoption("--target"), self._config.getoption("--fail-under")
            for line in console.lines(distinct(self._found), self._score, target, least):
                terminalreporter.write_line(line)

    def _findings(self, item: pytest.Item, call: pytest.CallInfo[Any]) -> Iterable[Finding]:
        """A test that could not even begin says nothing about its claims."""
        assert call.excinfo is not None
        error, tape = call.excinfo.value, self._config.stash.get(TAPE, None)
        found = error.findings if isinstance(error, Broken) else [evidence.of(item, error, _layer(item), tape)]
        claims = () if call.when == "setup" else evidence.claims(item)
        for one in found:
            message, line = hushed(one.message), evidence.curl_of(one, tape) or one.curl
            told = replace(one, message=message, curl=line, claims=one.claims or claims, test=item.nodeid)
            yield self._bundled(told, tape)

    def _bundled(self, one: Finding, tape: Taped | None) -> Finding:
        folder = self._config.getoption("--report-json") or self._config.getoption("--bundles")
        if not folder or tape is None or not tape.tape:
            return one
        return replace(one, bundle=str(bundled(Path(folder), one, tape.tape, self._settings, self._written)))

    @property
    def _settings(self) -> Settings:
        option = self._config.getoption
        real = option("--profile", "full") != "full"
        return Settings(option("--target"), option("--seed"), tuple(option("--defect")), simulator=not real)


def _layer(item: pytest.Item) -> str:
    return layer_of(item.path.relative_to(PACKAGE).parts)
