"""`simulator test` hands the contract suite to pytest and leaves with a code that says how it went."""

import subprocess
from types import SimpleNamespace
from typing import Any

import pytest

from simulator.cli import test as verb
from tests.cli.ran import Run


@pytest.mark.parametrize(("left", "code"), [(0, 0), (1, 1), (2, 1), (3, 3), (4, 4), (5, 5), (-9, 3)])
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


def test_test_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verb, "find_spec", lambda name: None if name == "schemathesis" else object())
    done = run("test")
    assert done.code == 2
    assert "needs schemathesis; install this package with its extra [test]" in done.err
