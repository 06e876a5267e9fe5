"""How the verbs find a simulator, and what they say when there is none."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from simulator.cli.failure import Failure
from simulator.cli.remote import Remote, printed, table
from tests.cli.ran import Run
from tests.serving import Server


@pytest.fixture
def nobody() -> str:
    """An address at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"


@contextmanager
def stranger(answer: bytes) -> Iterator[str]:
    """A server that says the same to everybody, once."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def speak() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)

        speaking = threading.Thread(target=speak)
        speaking.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        speaking.join(30)


EVERY_VERB = [
    ("token",),
    ("users", "list"),
    ("users", "show", "x"),
    ("users", "edit", "x", "a=1"),
    ("users", "lock", "x"),
    ("users", "delete", "x"),
    ("sandbox", "list"),
    ("sandbox", "create"),
    ("sandbox", "fork", "default"),
    ("sandbox", "reset", "default"),
    ("sandbox", "delete", "x"),
    ("sandbox", "changes", "default"),
    ("sandbox", "save", "default", "file"),
    ("journal",),
    ("outbox",),
]


@pytest.mark.parametrize("words", EVERY_VERB, ids=" ".join)
def test_a_simulator_that_does_not_answer_is_exit_4_and_says_what_was_tried(
    run: Run, nobody: str, words: list[str]
) -> None:
    done = run(*words, "--url", nobody)
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("simulator: no simulator answers: ")
    assert nobody in done.err
    assert done.err.endswith("or say where it is with --url or SIMULATOR_URL\n")


@pytest.mark.parametrize("words", [("freeze",), ("advance", "5"), ("reset",)])
def test_an_address_is_never_taken_and_then_forgotten(run: Run, nobody: str, words: tuple[str, ...]) -> None:
    """It once went to the default simulator instead."""
    behind, before = run("clock", *words, "--url", nobody), run("clock", "--url", nobody, *words)
    assert (behind.code, nobody in behind.err) == (4, True)
    assert (before.code, nobody in before.err) == (4, True) or before.code == 2


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff\xfe",
        b"",
    ],
)
def test_whoever_answers_without_being_a_simulator_is_exit_4(run: Run, answer: bytes) -> None:
    with stranger(answer) as url:
        done = run("users", "list", "--url", url)
    assert (done.code, done.out) == (4, "")
    assert url in done.err


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "ftp://127.0.0.1",
        "http://",
        "http://[::1",
        "http://é.example",
        "http://a b",
        "127.0.0.1:8765",
        "http://127.0.0.1:99999",
    ],
)
def test_an_address_that_is_none_is_exit_2(run: Run, url: str) -> None:
    done = run("users", "list", "--url", url)
    assert done.code == 2
    assert done.err == f"simulator: expected an address such as http://127.0.0.1:8765, got {url.rstrip('/')!r}\n"


def test_a_port_that_is_none_is_no_internal_error(run: Run) -> None:
    assert run("users", "list", "--url", "http://127.0.0.1:x").code == 2


@pytest.mark.parametrize("words", [("test",), ("replay", "none.json", "--target")])
@pytest.mark.parametrize("url", ["http://", "http://127.0.0.1:99999", "http://127.0.0.1:1 x"])
def test_whatever_takes_an_address_knows_one(run: Run, words: tuple[str, ...], url: str) -> None:
    done = run(*words, url)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"simulator: expected an address such as http://127.0.0.1:8765, got {url!r}\n"


@pytest.mark.parametrize("sandbox", ["No", "a b", "é€", "a\nb", "../x", "nowhere"])
def test_a_sandbox_that_is_none_is_exit_2(run: Run, server: Server, sandbox: str) -> None:
    done = run("users", "list", "--url", server.url, "--sandbox", sandbox)
    assert (done.code, done.out) == (2, "")
    assert "sandbox" in done.err


@pytest.mark.parametrize("odd", ["é", "a b", "x?y=1", "x#y", "../../health", "%2e", "a/b", "\n", ".."])
def test_odd_names_are_names_and_lead_nowhere_else(run: Run, sandbox: str, odd: str) -> None:
    for words in (("users", "show", odd), ("sandbox", "changes", odd), ("journal", odd)):
        done = run(*words)
        assert (done.code, done.out) == (2, "")
        assert ("status 405" if "/" in odd and words[0] == "users" and "." not in odd else "status 404") in done.err


def test_flags_beat_the_environment_which_beats_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (Remote(None, None).url, Remote(None, None).sandbox) == ("http://127.0.0.1:8765", None)
    monkeypatch.setenv("SIMULATOR_URL", "http://there/")
    monkeypatch.setenv("SIMULATOR_SANDBOX", "mine")
    assert (Remote(None, None).url, Remote(None, None).sandbox) == ("http://there", "mine")
    assert (Remote("http://here", "yours").url, Remote("http://here", "yours").sandbox) == ("http://here", "yours")


def test_a_sandboxs_own_url_will_do(run: Run, server: Server, sandbox: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIMULATOR_SANDBOX")
    run("users", "lock", "3fa85f64-5717-4562-b3fc-2c963f66afa6", "--url", f"{server.url}/s/{sandbox}/")
    assert '"total": 1' in run("sandbox", "changes", sandbox, "--url", server.url).out


def test_a_refusal_says_the_apis_own_sentence_and_status(server: Server) -> None:
    with pytest.raises(Failure, match=r"no user 'x'.* \(status 404\)") as caught:
        Remote(server.url, None).ask("GET", "/users/banno/x")
    assert caught.value.code == 2


def test_a_table_is_as_wide_as_its_widest_cells_and_shows_nothing_that_moves_a_cursor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table([["a", None], ["long\x1b[31m\n", 7]], ("name", "n"))
    assert capsys.readouterr().out.splitlines() == ["name        n", "a", "long [31m   7"]


def test_json_is_printed_as_people_write(capsys: pytest.CaptureFixture[str]) -> None:
    printed({"name": "Núñez"})
    assert capsys.readouterr().out == '{\n  "name": "Núñez"\n}\n'
