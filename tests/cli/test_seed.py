"""`simulator seed`: all of a folder's fixtures into a running sandbox or none, and generated ones into a file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.ran import Run

Good = Callable[..., str]
ADA = "story: Counts everything twice.\nfirstName: Ada\nlastName: Byron\nbanno: {}\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of fixtures, which is the working directory too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "personas").mkdir()
    return tmp_path


@pytest.mark.usefixtures("sandbox")
def test_fixtures_join_the_sandbox(folder: Path, good: Good) -> None:
    (folder / "personas" / "ada-byron.yaml").write_text(ADA)
    (folder / "institutions.yaml").write_text(
        "- {institutionId: 00000000-0000-4000-8000-000000000001, name: Late Bank}\n"
    )
    assert good("seed", ".") == "loaded institutions: 1, personas: 1\n"
    assert json.loads(good("users", "list", "AdaByron", "--json"))["total"] == 1
    assert good("token", "banno-consumer", "-p", "ada-byron").count(".") == 2


@pytest.mark.usefixtures("sandbox")
def test_clients_and_scenarios_are_said_to_be_left_out(folder: Path, run: Run) -> None:
    (folder / "clients.yaml").write_text(
        "- {clientId: mine, api: banno-admin, name: Mine, permissions: [banno.view]}\n"
    )
    done = run("seed", ".")
    assert done.code == 0
    assert "left out" in done.err


WRONG = [
    ("firstName: Ada\n", "personas/ada-byron.yaml:1:1 "),
    (ADA.replace("banno: {}", "banno: {stauts: Locked}"), "ada-byron.yaml:4:9 "),
    (ADA.replace("banno: {}", "banno: {status: locked}"), "ada-byron.yaml:4:17 "),
    (ADA + "lastName: Twice\n", "ada-byron.yaml:5:1 "),
    ("a: [\n", "ada-byron.yaml:2:1 "),
    (ADA.replace("banno: {}", "banno: {institution: Nowhere Bank}"), "ada-byron.yaml:4:22 "),
]


@pytest.mark.parametrize(("text", "place"), WRONG)
def test_a_wrong_fixture_is_exit_2_with_file_line_and_column_and_nothing_is_loaded(
    folder: Path, run: Run, sandbox: str, text: str, place: str
) -> None:
    (folder / "personas" / "ada-byron.yaml").write_text(text)
    (folder / "personas" / "bea.yaml").write_text(ADA.replace("Ada", "Bea"))
    done = run("seed", ".")
    assert (done.code, done.out) == (2, "")
    assert place in done.err
    assert json.loads(run("sandbox", "changes", sandbox).out)["total"] == 0


def test_a_wrong_word_is_guessed_at_and_what_was_expected_is_said(folder: Path, run: Run) -> None:
    (folder / "personas" / "ada-byron.yaml").write_text(ADA.replace("banno: {}", "banno: {stauts: Locked}"))
    assert "did you mean 'status'?" in run("seed", ".").err
    (folder / "personas" / "ada-byron.yaml").write_text(ADA.replace("banno: {}", "banno: {status: locked}"))
    assert "expected" in run("seed", ".").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "nowhere:1:1 no such file or directory"),
        ((), "expected a file or directory to load, or --generate N --out FILE"),
        (
            ("--generate", "2", "--out", "nowhere/x.yaml"),
            "nowhere/x.yaml: cannot be written (No such file or directory)",
        ),
    ],
)
def test_without_anything_to_load_it_says_what_was_expected(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("seed", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_generated_users_are_the_same_for_the_same_seed(good: Good) -> None:
    first, again, other = (good("seed", "--generate", "3", "--seed", seed) for seed in ("7", "7", "8"))
    assert first == again != other


@pytest.mark.usefixtures("sandbox")
def test_generated_users_can_be_loaded(folder: Path, good: Good) -> None:
    said = good("seed", "--generate", "3", "--seed", "7", "--out", "crowd.yaml")
    assert said == "wrote 3 users to crowd.yaml; `simulator serve --fixtures crowd.yaml` adds them\n"
    assert (folder / "crowd.yaml").is_file()
    assert good("seed", "crowd.yaml") == "loaded institutions: 0, personas: 3\n"
