"""What stands under examples/ runs: the programs, the tests of a client, and of the CI recipes what can run here."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from simulator.cli import VERBS, Verbs
from tests.serving import ROOT, Server, environment, served
from tests.testing.project import ALONE, words

EXAMPLES = ROOT / "examples"
RECIPES = sorted((EXAMPLES / "ci").glob("*.yml"))
KATHY = "user@example.com"
Step = dict[str, Any]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("support_call.py", f"unlocked\nsent to {KATHY}: http"),
        ("support-call.sh", '"status":"Active"'),
        ("preferred-name.sh", '"preferredName":"Husband"'),
    ],
)
def test_the_programs_do_what_they_say(server: Server, program: str, told: str) -> None:
    if program.endswith(".sh") and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    server.ask("POST", "/_simulator/v1/sandboxes/default/reset")
    start = [sys.executable] if program.endswith(".py") else ["sh"]
    done = _ran([*start, str(EXAMPLES / program)], environment({"SIMULATOR_URL": server.url}))
    assert told in done.replace('": "', '":"')


def test_the_tests_of_the_client_pass_and_a_client_that_breaks_the_contract_fails_them(tmp_path: Path) -> None:
    project = shutil.copytree(EXAMPLES / "pytest", tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__"))
    assert "8 passed" in _ran(words("-q"), environment(ALONE), project)
    client = project / "support_desk.py"
    client.write_text(client.read_text("utf-8").replace('"method": "email"', '"method": "e-mail"'), "utf-8")
    broken = subprocess.run(
        words("-q"), cwd=project, env=environment(ALONE), capture_output=True, text=True, check=False
    )
    assert broken.returncode == 1
    assert "the client broke the contract once" in broken.stdout


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.stem)
def test_the_recipes_say_only_what_the_command_knows(recipe: Path) -> None:
    spoken = [line.split() for step in _steps(recipe) for line in step.get("run", "").splitlines()]
    for said in (line for line in spoken if line[0] == "simulator"):
        assert said[1] in VERBS
        verb = Verbs().get_command(click.Context(Verbs()), said[1])
        assert verb is not None
        known = {option for parameter in verb.params for option in parameter.opts}
        assert {word for word in said if word.startswith("--")} <= known


def test_every_recipe_keeps_a_report_whatever_happens() -> None:
    assert [recipe.stem for recipe in RECIPES] == ["beside", "contract", "inside"]
    for recipe in RECIPES:
        last = _steps(recipe)[-1]
        assert (last["uses"], last["if"], last["with"]["path"]) == (
            "actions/upload-artifact@v4", "always()", "reports",
        )  # fmt: skip


def test_the_simulator_beside_the_tests_starts_as_the_recipe_says(tmp_path: Path) -> None:
    step = next(step for step in _steps(EXAMPLES / "ci/beside.yml") if step.get("name") == "Start the simulator")
    for name, command in {"simulator": "-m simulator", "python": ""}.items():
        (tmp_path / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n')
        (tmp_path / name).chmod(0o755)
    env = environment({"GITHUB_ENV": str(tmp_path / "env"), "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"})
    _ran(["bash", "-e", "-c", step["run"]], env, tmp_path)
    ready = yaml.safe_load((tmp_path / "ready.json").read_text())
    try:
        assert (tmp_path / "env").read_text() == f"SIMULATOR_URL={ready['url']}\n"
        _ran(["simulator", "journal", "--url", ready["url"]], env, tmp_path)
    finally:
        os.kill(ready["pid"], signal.SIGTERM)


def _steps(recipe: Path) -> list[Step]:
    (job,) = yaml.safe_load(recipe.read_text("utf-8"))["jobs"].values()
    steps: list[Step] = job["steps"]
    return steps


def _ran(command: list[str], env: dict[str, str], folder: Path = ROOT) -> str:
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
