"""`simulator personas` lists the people of the fixtures."""

import json
from pathlib import Path

import pytest

from tests.cli.called import Good
from tests.cli.ran import Run


def test_personas_are_listed_with_their_stories(good: Good) -> None:
    assert "The guide's own caller" in good("personas")
    whole = {one["name"]: one for one in json.loads(good("personas", "--json"))}
    assert whole["kathy-smith"]["banno"]["userId"] == "3fa85f64-5717-4562-b3fc-2c963f66afa6"


def test_personas_of_ones_own_are_listed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, good: Good
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "personas").mkdir()
    file = tmp_path / "personas" / "ada-byron.yaml"
    file.write_text("story: Counts everything twice.\nfirstName: Ada\nlastName: Byron\nbanno: {}\n")
    assert "ada-byron" in good("personas", "--fixtures", ".")
    file.write_text("story: Counts everything twice.\n")
    done = run("personas", "--fixtures", ".")
    assert done.code == 2
    assert "ada-byron.yaml:1:1" in done.err
