"""What a run found is told to a terminal, to machines, and on a page that lets nothing run."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from contract_tests.finding import Finding
from contract_tests.reporting import console, evidence, page
from contract_tests.reporting.score import Score

FINDING = Finding(
    "checks", "an unlocked user stays unlocked", "<script>alert(1)</script>", "getUserStatus",
    ("BAN-T-09", "B-07", "X-1", "X-2"), curl="curl -i http://h/<x>", bundle="b.json", times=2,
)  # fmt: skip


def report(outcome: str, *claims: str, when: str = "call", ours: bool = True) -> Any:
    told: list[Any] = [("proves", list(claims))]
    return SimpleNamespace(when=when, outcome=outcome, user_properties=[("contract", True), *told] if ours else told)


def scored(*reports: Any) -> Score:
    score = Score()
    for one in reports:
        score.note(one)
    return score


def test_a_claim_stands_when_every_test_of_it_ran_and_passed() -> None:
    passed, failed = report("passed", "A", "B"), report("failed", "B")
    assert scored(passed).percent == 100
    assert str(scored(passed, failed)) == "1 of 2 claims proven (50.0 %) by 2 tests"
    assert scored(passed, report("failed", "A", when="teardown")).proven == 1


def test_what_was_left_out_proves_nothing_and_is_counted() -> None:
    score = scored(report("skipped", "A", when="setup"), report("passed", "B"))
    assert str(score) == "1 of 2 claims proven (50.0 %) by 1 tests; 1 tests were left out"


def test_other_peoples_tests_are_not_ours_to_count() -> None:
    assert scored(report("passed", "A", ours=False)).ran == 0


def test_a_terminal_is_told_each_finding_with_its_claims_and_how_to_see_it() -> None:
    lines = list(console.lines([FINDING], scored(report("failed", "B-07")), "inproc", least=90.0))
    assert lines[1] == "1. checks: getUserStatus: an unlocked user stays unlocked (seen 2 times)"
    assert lines[3] == "   claim  BAN-T-09: After a successful unlock the status is no longer `Locked`."
    assert "   claim  and 1 more: X-2" in lines
    assert "   replay simulator replay b.json" in lines
    assert lines[-3:] == [
        "1 finding",
        "0 of 1 claims proven (0.0 %) by 1 tests",
        "fewer than the 90 % that --fail-under asks for",
    ]


def test_what_was_found_at_an_address_is_replayed_there() -> None:
    lines = list(console.lines([FINDING], scored(report("failed")), "http://h:1", least=None))
    assert "   replay simulator replay --target http://h:1 b.json" in lines


def test_an_error_that_is_no_assertion_says_its_kind() -> None:
    assert evidence.message(KeyError("traceId")) == "KeyError: 'traceId'"
    assert evidence.message(AssertionError("200 != 404")) == "200 != 404"
    assert evidence.message(ValueError()) == "ValueError"


def test_a_run_in_which_nothing_ran_says_so() -> None:
    lines = list(console.lines([], scored(report("skipped", when="setup")), "inproc", least=None))
    assert lines == ["nothing ran, so nothing was proven; 1 tests were left out"]


def test_a_run_of_other_tests_is_told_nothing() -> None:
    assert list(console.lines([], Score(), "inproc", least=None)) == []


def test_the_page_shows_markup_as_text(tmp_path: Path) -> None:
    page.write(tmp_path, [FINDING, replace(FINDING, title="b")], Score(), "inproc")
    html = (tmp_path / "findings.html").read_text("utf-8")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "<h1>2 findings</h1>" in html
