"""The command itself: its verbs, its help, its exit codes, and no traceback whatever happens."""

import os
import subprocess
from importlib import import_module
from typing import NoReturn

import click
import pytest

from simulator import __version__, cli
from simulator.cli import VERBS
from simulator.cli.failure import UNREACHABLE, USAGE, Failure
from tests.cli.ran import Run
from tests.serving import ROOT, command, environment


def test_every_verb_is_a_command_in_the_file_of_its_name() -> None:
    for verb in VERBS:
        assert isinstance(import_module(f"simulator.cli.{verb.replace('-', '_')}").command, click.Command)
    shared = {"__init__", "failure", "following", "remote", "suite"}
    files = {path.stem for path in (ROOT / "simulator" / "cli").glob("*.py")} - shared
    assert files == {verb.replace("-", "_") for verb in VERBS}


def test_help_lists_every_verb_with_its_one_line(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for verb, line in VERBS.items():
        assert verb in done.out
        assert line.split()[0] in done.out


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_of_its_own(run: Run, verb: str) -> None:
    for flag in ("--help", "-h"):
        done = run(verb, flag)
        assert done.code == 0
        assert done.out.startswith(f"Usage: simulator {verb}")


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"simulator, version {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nosuch",), "No such command 'nosuch'"),
        (("serve", "--prot", "1"), "No such option '--prot'"),
        (("--prot",), "No such option '--prot'"),
        (("seed", "--generate", "0"), "not in the range"),
        (("seed", "--generate", "many"), "not a valid integer"),
        (("token", "a", "b", "c"), "unexpected extra arguments"),
        (("users",), "Usage: simulator users"),
        ((), "Usage: simulator"),
    ],
)
def test_wrong_usage_is_exit_2_with_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


class Raising(click.Command):
    """A verb that ends in this way."""

    def __init__(self, ending: BaseException) -> None:
        super().__init__("raising")
        self.ending = ending

    def invoke(self, ctx: click.Context) -> NoReturn:  # noqa: ARG002
        """End."""
        raise self.ending


@pytest.mark.parametrize(
    ("ending", "code", "said"),
    [
        (Failure("no"), USAGE, "simulator: no\n"),
        (Failure("nobody", UNREACHABLE), 4, "simulator: nobody\n"),
        (click.UsageError("odd"), 2, "odd"),
        (click.exceptions.Exit(5), 5, ""),
        (ZeroDivisionError("oops"), 3, "simulator: internal error: ZeroDivisionError: oops\n"),
        (RecursionError(), 3, "internal error: RecursionError"),
        (KeyboardInterrupt(), 130, ""),
        (click.Abort(), 130, ""),
    ],
)
def test_however_a_verb_ends_there_is_a_code_and_at_most_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, ending: BaseException, code: int, said: str
) -> None:
    monkeypatch.setattr(cli.Verbs, "get_command", lambda *_: Raising(ending))
    done = run("doctor")
    assert done.code == code
    assert said in done.err


def test_a_verb_pays_for_no_other_verbs_imports() -> None:
    told = "import sys; from simulator.cli import main\ntry: main(['--help'])\nexcept SystemExit: print(*sys.modules)"
    run = subprocess.run(
        [command()[0], "-c", told], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert not loaded & {"simulator.app", "uvicorn", "starlette", "yaml", "joserfc", "faker", "simulator.cli.serve"}


@pytest.mark.parametrize("words", [("--help",), ("specs", "banno/user-search"), ("claims",), ("personas",)])
def test_a_reader_who_leaves_early_causes_no_traceback(words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = subprocess.run(
        command(*words), cwd=ROOT, env=environment(), stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert run.returncode in (0, 1)
    assert run.stderr == b""
