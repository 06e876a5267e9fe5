"""`simulator test` hands the contract suite to pytest and leaves with a code that says how it went."""

import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from simulator.cli import suite
from tests.cli.ran import Run


@pytest.mark.parametrize(("left", "code"), [(0, 0), (1, 1), (2, 3), (3, 3), (4, 2), (5, 5), (64, 4), (-9, 3)])
def test_test_leaves_with_a_code_that_says_how_it_went(
    run: Run, monkeypatch: pytest.MonkeyPatch, left: int, code: int
) -> None:
    asked: list[list[str]] = []

    def ran(words: list[str], **_: Any) -> Any:
        asked.append(words)
        return SimpleNamespace(returncode=left)

    monkeypatch.setattr(subprocess, "run", ran)
    assert run("test", "inproc", "--seed", "7", "-k", "search").code == code
    assert asked[0][1:3] == ["-m", "pytest"]
    assert {"--target=inproc", "--seed=7", "-k", "search"} <= set(asked[0])


@pytest.mark.parametrize("target", ["ftp://x", "127.0.0.1:8765", "inprocess"])
def test_test_says_which_targets_there_are(run: Run, target: str) -> None:
    done = run("test", target)
    assert (done.code, done.err) == (2, f"simulator: expected inproc or a URL that begins with http, got {target!r}\n")


@pytest.mark.parametrize("more", [["-x", "http://127.0.0.1:1"], ["-k", "search", "https://bank.example"]])
def test_test_says_that_the_target_comes_first(run: Run, more: list[str]) -> None:
    done = run("test", *more)
    assert (done.code, done.err) == (2, f"simulator: TARGET comes first: simulator test URL {more[0]} …\n")


def test_test_says_why_a_report_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place, why in (("file", "File exists"), ("file/reports", "Not a directory")):
        done = run("test", "--report", "json", str(tmp_path / place))
        assert (done.code, done.err) == (2, f"simulator: --report: {tmp_path / place}: {why}\n")


def test_test_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suite, "find_spec", lambda name: None if name == "schemathesis" else object())
    done = run("test")
    assert done.code == 2
    assert "needs schemathesis; install this package with its extra [test]" in done.err
