"""`simulator journal` shows what was asked and answered."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.cli.called import RESET, STATUS, Good, called
from tests.cli.ran import Run
from tests.serving import ROOT, Server, command


def test_the_journal_is_listed_shown_and_cleared(server: Server, good: Good, sandbox: str) -> None:
    called(server, good, "GET", STATUS)
    called(server, good, "POST", RESET, b'{"method": "fax"}')
    lines = good("journal").splitlines()
    assert lines[0].split() == ["id", "status", "verdict", "method", "target"]
    assert lines[1].split() == [f"{sandbox}-2", "400", "request-invalid", "POST", RESET]
    assert len(good("journal", "--limit", "1").splitlines()) == 2
    assert json.loads(good("journal", "--json"))["total"] == 2
    assert json.loads(good("journal", f"{sandbox}-1"))["operation"] == "getUserStatus"
    assert good("journal", "--clear") == ""
    assert len(good("journal").splitlines()) == 1


def test_following_shows_what_is_there_and_what_comes(server: Server, sandbox: str, good: Good) -> None:
    called(server, good, "GET", STATUS)
    with following("--json") as lines:
        assert json.loads(next(lines))["id"] == f"{sandbox}-1"
        called(server, good, "GET", STATUS)
        told = json.loads(next(lines))
        assert (told["id"], told["verdict"]) == (f"{sandbox}-2", "valid")


def test_following_without_json_is_a_table(server: Server, sandbox: str, good: Good) -> None:
    called(server, good, "GET", STATUS)
    with following("--verdict", "valid") as lines:
        assert next(lines).split() == ["id", "status", "verdict", "method", "target"]
        assert next(lines).split() == [f"{sandbox}-1", "200", "valid", "GET", STATUS]


def test_following_a_simulator_that_is_not_there_says_so(run: Run) -> None:
    done = run("journal", "--follow", "--url", "http://127.0.0.1:1")
    assert (done.code, "no simulator answers" in done.err) == (4, True)


def test_the_list_can_be_narrowed(server: Server, sandbox: str, good: Good) -> None:
    called(server, good, "GET", STATUS)
    called(server, good, "GET", "/nowhere")
    assert len(good("journal").splitlines()) == 3
    assert len(good("journal", "--about", "/status").splitlines()) == 2
    assert len(good("journal", "--verdict", "unknown-operation").splitlines()) == 2
    assert len(good("journal", "--operation", "unlockUser").splitlines()) == 1


@contextmanager
def following(*flags: str) -> Iterator[Iterator[str]]:
    """The lines of a command that goes on until it is interrupted, which is no failure."""
    words = [*command("journal", "--follow"), *flags]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stdout is not None
        yield iter(process.stdout)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
