"""Where the simulator of a session comes from: a process beside the tests, or one that runs already."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from simulator.testing.server import started
from tests.serving import PATIENCE_SECONDS, Server, environment
from tests.testing.project import ALONE, ran, words

HEAVY = {"click", "http", "jsonschema", "jsonschema_rs", "joserfc", "msgspec", "starlette", "uvicorn", "yaml"}

EVERYBODY = """
import os
import pytest
from client import unlock


@pytest.mark.parametrize("turn", range(12))
def test_each_has_a_bank_of_its_own(sandbox, turn):
    kathy = sandbox.user("kathy-smith")
    assert (kathy["status"], kathy["preferredName"]) == ("Locked", None)
    kathy.edit(preferredName=f"turn {turn}")
    assert unlock(sandbox, kathy.user_id) == 204
    assert (kathy["status"], kathy["preferredName"]) == ("Active", f"turn {turn}")
    assert len(sandbox.journal) == 1
    with open(f"worker-{os.environ['PYTEST_XDIST_WORKER']}", "a") as file:
        file.write(sandbox.url + "\\n")
"""


def test_workers_share_nothing(tmp_path: Path) -> None:
    told = ran(tmp_path, EVERYBODY, "-p", "xdist", "-n", "2")
    assert (told.code, len(told.passed())) == (0, 12), told.text
    homes = [{line.split("/s/")[0] for line in file.read_text().split()} for file in tmp_path.glob("worker-*")]
    assert [len(home) for home in homes] == [1, 1]
    assert homes[0] != homes[1]


def test_workers_may_share_a_running_simulator(server: Server, tmp_path: Path) -> None:
    told = ran(tmp_path, EVERYBODY, "-p", "xdist", "-n", "2", more={"SIMULATOR_URL": server.url})
    assert (told.code, len(told.passed())) == (0, 12), told.text
    assert all(line.startswith(f"{server.url}/s/default-") for line in _lines(tmp_path, "worker-*"))


LOOK = """
def test_look(simulator, sandbox):
    kathy = sandbox.user("kathy-smith")
    print("saw", simulator.url, simulator.parent, kathy["preferredName"], sandbox.clock.now.isoformat())
"""


def test_the_option_names_a_running_simulator_and_the_sandbox_that_others_begin_as(
    server: Server, tmp_path: Path
) -> None:
    server.ask("POST", "/_simulator/v1/sandboxes", b'{"id":"prepared"}', {"content-type": "application/json"})
    path = "/s/prepared/_simulator/v1/users/banno/3fa85f64-5717-4562-b3fc-2c963f66afa6"
    server.ask("PATCH", path, b'{"preferredName":"Prepared"}', {"content-type": "application/merge-patch+json"})
    told = ran(tmp_path, LOOK, "-s", f"--simulator-url={server.url}/s/prepared", more={"SIMULATOR_URL": "http://no"})
    assert f"saw {server.url} prepared Prepared 2026-01-15T09:00:00+00:00" in told.text


def test_an_address_where_nobody_answers_is_said_once_and_for_all(tmp_path: Path) -> None:
    told = ran(tmp_path, LOOK, "--simulator-url=http://127.0.0.1:9")
    ((how, why),) = told.tests["test_look"]
    assert how == "error"
    assert "no simulator answers: GET http://127.0.0.1:9/_simulator/v1/health" in why


def test_a_simulator_that_does_not_start_says_why(tmp_path: Path) -> None:
    told = ran(tmp_path, LOOK, "--simulator-clock", "yesterday")
    ((how, why),) = told.tests["test_look"]
    assert how == "error"
    assert "the simulator ended with code 2: simulator: clock: expected wall, frozen or frozen:<instant>" in why


SETTINGS = """
[pytest]
pythonpath = .
simulator_clock = frozen:2030-05-06T07:08:09Z
simulator_fixtures = people
simulator_flags = --users 3
"""
PERSONA = """
story: She is of this project only.
firstName: Wanda
lastName: Locke
email: wanda.locke@example.com
phone: null
banno: {institution: Ponder Creek Bank, status: Locked}
"""
WANDA = """
def test_wanda(sandbox):
    assert sandbox.user("wanda-locke")["status"] == "Locked"
    assert sandbox.clock.now.isoformat() == "2030-05-06T07:08:09+00:00"
    assert sandbox.ask("GET", "/users", provider="banno", query="wanda")["total"] == 1
    everybody = sandbox.ask("GET", "/users", provider="banno", limit=1000)["items"]
    assert [one["firstName"] for one in everybody].count("Wanda") == 1
"""


def test_a_project_sets_clock_fixtures_and_flags_once_for_all_runs(tmp_path: Path) -> None:
    institution = "- {institutionId: 5b0f1c9e-6d24-4a7b-8f31-92c7d0e4a6b8, name: Ponder Creek Bank}\n"
    files = {
        "pytest.ini": SETTINGS,
        "people/institutions.yaml": institution,
        "people/personas/wanda-locke.yaml": PERSONA,
        "yaml.py": "raise ImportError('a module of the project, with the name of one of ours')",
    }
    told = ran(tmp_path, WANDA, "--simulator-seed", "7", files=files)
    assert told.code == 0, told.text


WAIT = """
import time

def test_wait(simulator):
    with open("url.part", "w") as file:
        file.write(simulator.url)
    __import__("os").rename("url.part", "url")
    time.sleep(60)
"""


def test_the_simulator_ends_even_where_pytest_is_killed(tmp_path: Path) -> None:
    (tmp_path / "test_wait.py").write_text(WAIT)
    deadline = time.monotonic() + PATIENCE_SECONDS
    with subprocess.Popen(words(), cwd=tmp_path, env=environment(ALONE), stdout=subprocess.DEVNULL) as process:
        while not (tmp_path / "url").exists():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        process.kill()
    while _answers((tmp_path / "url").read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_simulator_ends_even_where_a_child_of_a_test_holds_its_input_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Seen(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **settings: Any) -> None:
            super().__init__(*words, **settings)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Seen)
    with started((), tmp_path):
        assert begun[0].stdin is not None
        held = os.dup(begun[0].stdin.fileno())
    os.close(held)
    assert begun[0].returncode == 0


LETTER = """
import pytest
from client import reset


@pytest.mark.parametrize("turn", range(3))
def test_letter(sandbox, turn):
    assert reset(sandbox, sandbox.user("kathy-smith")) == 200
    with open("letters", "a") as file:
        file.write(f"{turn} {sandbox.outbox.latest.id} {sandbox.outbox.latest.link.split('/', 3)[3]}\\n")
"""


def test_with_a_frozen_clock_a_test_sees_the_same_ids_in_every_run_and_order(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder, order in zip(folders, ((), ("-k", "1 or 2")), strict=True):
        assert ran(folder, LETTER, "--simulator-clock=frozen", *order).code == 0
    one, other = (_lines(folder, "letters") for folder in folders)
    assert (len(one), len(other)) == (3, 2)
    assert set(other) < set(one)


NOTHING = """
import sys

def test_nothing():
    assert not {name.split(".")[0] for name in sys.modules} & %r
    assert [name for name in sys.modules if name.startswith("simulator.")] == [
        "simulator.testing", "simulator.testing.plugin"
    ]
"""


def test_a_run_that_does_not_use_it_pays_nothing(tmp_path: Path) -> None:
    told = ran(tmp_path, NOTHING % HEAVY)
    assert told.code == 0, told.text


def test_importing_it_imports_pytest_and_nothing_else(tmp_path: Path) -> None:
    code = (
        "import sys, pytest; before = set(sys.modules); import simulator.testing.plugin; "
        "print(*sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["simulator"]


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}/_simulator/v1/health", timeout=10):
            return True
    except OSError:
        return False


def _lines(folder: Path, pattern: str) -> list[str]:
    return [line for file in folder.glob(pattern) for line in file.read_text().splitlines()]
