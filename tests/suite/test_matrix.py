"""The matrix tells who caught what, and is good only where nothing survives, hides, or is found in vain."""

from dataclasses import replace

from contract_tests.finding import Finding
from contract_tests.matrix.table import Matrix, detected, row, summary
from contract_tests.matrix.trial import PLAIN, Trial

FOUND = Finding("checks", "a promise", "broken")
PLAINLY = replace(FOUND, layer="conformance", test=f"contract_tests/conformance/test_engine.py::{PLAIN}banno/x]")
CAUGHT = Trial("a", 1, (FOUND,), replays={"a.json": True})
TWICE = Trial("b", 1, (FOUND, PLAINLY))
SURVIVOR = Trial("c", 1)
STORIES = {"a": "A.", "b": "B.", "c": "C."}


def test_the_score_is_the_share_that_anybody_found() -> None:
    assert detected([CAUGHT, TWICE]) == 100
    assert detected([CAUGHT, SURVIVOR]) == 50
    assert detected([]) == 0


def test_a_row_marks_the_layers_that_found_something() -> None:
    assert row(TWICE, 3) == "b    conformance  checks  -----  --------  plain"
    assert row(SURVIVOR, 3) == "c    -----------  ------  -----  --------  -----"
    assert row(Trial("", 4, failed="no"), 3) == "(clean, seed 4)  no"


def test_the_summary_names_survivors_with_their_story() -> None:
    lines = list(summary(Matrix([CAUGHT, TWICE, SURVIVOR], [SURVIVOR], [Trial("", 1)], STORIES)))
    assert lines == [
        "detection score: 2 of 3 seeded bugs (66.7 %)",
        "  by conformance: 1, 0 of them alone",
        "  by checks: 2, 1 of them alone",
        "  by model: 0, 0 of them alone",
        "  by journeys: 0, 0 of them alone",
        "  plain Schemathesis beside it: 1",
        "survivor: c: C.",
        "replayed in a fresh process: 1 of 1 findings stand, and are gone without the bug",
        "behind a socket: 0 of 1 found, 1 by the same layers",
        "clean simulator: silent with 1 of 1 seeds",
    ]


def test_it_is_good_only_where_everything_is() -> None:
    sound = Matrix([CAUGHT, TWICE], [CAUGHT], [Trial("", 1)], STORIES)
    assert sound.good(95)
    assert not replace(sound, trials=[CAUGHT, SURVIVOR]).good(95)
    assert not replace(sound, trials=[replace(CAUGHT, replays={"a.json": False})]).good(95)
    assert not replace(sound, again=[Trial("a", 1)]).good(95)
    assert not replace(sound, clean=[Trial("", 1, (FOUND,))]).good(95)
    assert not replace(sound, clean=[Trial("", 1, failed="no")]).good(95)
