"""One server for all verbs that talk to one, a sandbox of it for each test, and the command run in this process."""

import json
from collections.abc import Callable, Iterator

import pytest

from simulator.cli import main
from tests.cli.ran import Ran, Run
from tests.serving import Server, served


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A simulator whose clock is frozen."""
    with served("--clock", "frozen") as running:
        yield running


@pytest.fixture
def sandbox(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """A fresh sandbox, which the environment names to the command."""
    _, __, body = server.ask("POST", "/_simulator/v1/sandboxes")
    name: str = json.loads(body)["id"]
    monkeypatch.setenv("SIMULATOR_URL", server.url)
    monkeypatch.setenv("SIMULATOR_SANDBOX", name)
    return name


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command with these words; there is never a traceback."""

    def running(*words: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(list(words))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err)

    return running


@pytest.fixture
def good(run: Run) -> Callable[..., str]:
    """The same for a run that goes well: what it printed."""

    def running(*words: str) -> str:
        done = run(*words)
        assert (done.code, done.err) == (0, ""), done
        return done.out

    return running
