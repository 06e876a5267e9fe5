"""The support desk of the examples on generated clients is built and keeps the contract; so do its copies with bugs."""

import json
import sys
from pathlib import Path

import pytest

from contract_tests.strangers.tool import finished
from examples.clients.planted import Bug, bugs, command, planted

CLIENTS = Path(__file__).parents[2] / "examples/clients"
PLANTED = [bug for bug in bugs().values() if bug.client == "desk.ts"]


@pytest.fixture(scope="module")
def built(strangers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk as build.sh makes it: generated, checked by the compiler, and compiled."""
    folder = tmp_path_factory.mktemp("desk")
    finished("env", f"NODE_MODULES={strangers}/node/node_modules", CLIENTS / "typescript/build.sh", folder, cwd=folder)
    return folder


@pytest.fixture(autouse=True)
def compiler(strangers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where planted.py finds the compiler."""
    monkeypatch.setenv("NODE_MODULES", str(strangers / "node/node_modules"))


def run(url: str, words: list[str], folder: Path) -> str:
    """What `simulator client` says of these words."""
    return finished(sys.executable, "-m", "simulator", "client", "--url", url, "--", *words, cwd=folder)


def test_the_desk_keeps_the_contract(url: str, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And believes what is so."""
    monkeypatch.setenv("SIMULATOR_BELIEFS", str(tmp_path / "beliefs"))
    said = run(url, command("desk.ts", built), tmp_path)
    assert "unlocked, now Active" in said
    assert "6 requests, 0 violations, 0 undocumented requests" in said
    beliefs = [json.loads(line) for line in (tmp_path / "beliefs").read_text("utf-8").splitlines()]
    assert {belief["at"]: belief["is"] for belief in beliefs} == {
        "/firstName": "Kathy",
        "/email": "user@example.com",
        "/status": "Active",
    }


@pytest.mark.parametrize("bug", PLANTED, ids=lambda bug: bug.name)
def test_a_planted_bug_does_not_show_on_an_ordinary_day(bug: Bug, url: str, built: Path, tmp_path: Path) -> None:
    said = run(url, planted(bug, tmp_path / "planted", built), tmp_path)
    assert " 0 violations, 0 undocumented requests" in said
