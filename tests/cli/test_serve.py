"""`simulator serve`: it says where everything is, answers, and stops; or says in one sentence why it cannot start."""

import json
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import uvicorn

from tests.cli.ran import Run
from tests.serving import Server, command, environment, served

Refused = Callable[..., str]

KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
HEALTH = "/_simulator/v1/health"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the server is started."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def running(here: Path) -> Iterator[Server]:
    """A server with a ready file."""
    with served("--ready-file", "ready.json", folder=here) as server:
        yield server


@pytest.fixture
def refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """The one sentence it says instead of starting."""

    def started(*_: object, **__: object) -> None:
        raise AssertionError("it started")

    monkeypatch.setattr(uvicorn.Server, "run", started)

    def refusing(*flags: str) -> str:
        done = run("serve", *flags)
        assert (done.code, done.out) == (2, ""), done
        return done.err

    return refusing


def ended(*flags: str) -> str:
    """The same of a process of its own, which got as far as listening."""
    run = subprocess.run(command("serve", *flags), env=environment(), capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Traceback" not in run.stderr
    return run.stderr


def test_the_ready_file_says_where_it_answers_and_who_it_is(running: Server, here: Path) -> None:
    assert running.ask("GET", HEALTH)[0] == 200
    ready = json.loads((here / "ready.json").read_text())
    assert ready == {"url": running.url, "pid": running.process.pid}
    assert [path.name for path in here.iterdir()] == ["ready.json"]


def test_the_banner_holds_a_token_and_a_curl_line_that_work(running: Server) -> None:
    target = re.search(rf"curl -i {running.url}(\S+)", running.banner)
    token = re.search(r"'authorization: Bearer (\S+)'", running.banner)
    assert target
    assert token
    status, _, body = running.ask("GET", target[1], headers={"authorization": f"Bearer {token[1]}"})
    assert (status, body) == (200, b'{"status":"Locked"}')


def test_the_banner_says_where_each_api_is_and_what_its_tokens_are_called(running: Server) -> None:
    found = dict(re.findall(rf"(?m)^  (\S+) +{running.url}(/\S+…)$", running.banner))
    assert found == {
        "banno-admin": "/a/…",
        "banno-consumer": "/a/consumer/api/v0/users/…",
        "customers-bank": "/partners/v1/…",
        "narmi": "/narmi/admin/v1/…",
    }


def test_the_banner_says_how_it_is_set_up(here: Path) -> None:
    with served("--clock", "frozen:2030-01-01", "--seed", "9", "--users", "5", folder=here) as server:
        assert "seed 9, clock frozen at 2030-01-01T00:00:00Z" in server.banner
        assert "public knowledge" in server.banner


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_it_stops_at_once_when_it_is_told_to(running: Server, number: int, code: int) -> None:
    assert running.ask("GET", HEALTH)[0] == 200
    assert running.stopped(number) == code
    assert "Traceback" not in running.complaints()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_while_a_caller_keeps_a_connection_open(running: Server, number: int) -> None:
    with socket.create_connection((running.host, running.port)) as idle:
        idle.sendall(f"GET {HEALTH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert idle.recv(65536).startswith(b"HTTP/1.1 200")
        assert running.stopped(number) == (0 if number == signal.SIGTERM else 130)
    assert "Traceback" not in running.complaints()


def test_it_stops_while_a_body_is_still_on_its_way(running: Server) -> None:
    with socket.create_connection((running.host, running.port)) as slow:
        slow.sendall(b"POST /_simulator/v1/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{")
        assert running.ask("GET", HEALTH)[0] == 200
        assert running.stopped(signal.SIGTERM) == 0
    assert "Traceback" not in running.complaints()


@pytest.mark.parametrize(
    "target",
    [
        f"PUT /a/consumer-status/api/v0/users/{KATHY}/status/locked",
        "POST /_simulator/v1/tokens",
        "POST /_simulator/reset/x",
        "POST /nowhere",
    ],
)
def test_a_caller_who_leaves_in_the_middle_leaves_no_trace(running: Server, target: str) -> None:
    with socket.create_connection((running.host, running.port)) as leaving:
        head = f"{target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n"
        leaving.sendall(head.encode() + b'{"a')
        assert running.ask("GET", HEALTH)[0] == 200
    assert running.ask("GET", HEALTH)[0] == 200
    assert running.stopped(signal.SIGTERM) == 0
    assert running.complaints() == ""


@pytest.mark.parametrize(
    "garbage", [b"\0\1\2\3\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\0\1\0\1\xfc"]
)
def test_what_is_no_http_is_refused_without_a_traceback(running: Server, garbage: bytes) -> None:
    with socket.create_connection((running.host, running.port)) as strange:
        strange.sendall(garbage)
        assert strange.recv(65536).startswith((b"HTTP/1.1 400", b"HTTP/1.1 505"))
    assert running.ask("GET", HEALTH)[0] == 200
    assert "Traceback" not in running.complaints()


def test_a_taken_port_is_said_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = ended("--port", port)
    assert said.startswith(f"simulator: cannot listen on 127.0.0.1:{port} (Address already in use); ")
    assert said.endswith("choose another with --port, or --port 0\n")


def test_two_servers_cannot_have_one_port(running: Server) -> None:
    assert "Address already in use" in ended("--port", str(running.port))


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--port", "65536"), "the command line: port: expected `int` <= 65535, got '65536'"),
        (("--port", "http"), "the command line: port: expected `int`"),
        (("--host", ""), "the command line: host: "),
        (("--auth", "none"), "the command line: auth: "),
        (("--users", "-1"), "the command line: users: "),
        (("--config", "nowhere.toml"), "nowhere.toml: cannot be read (No such file or directory)"),
        (("--ready-file", "nowhere/ready.json"), "ready_file: nowhere is no directory"),
        (("--prot", "1"), "No such option '--prot'"),
        (("extra",), "unexpected extra argument"),
    ],
)
def test_a_flag_that_does_not_fit_is_one_sentence_and_exit_2(
    refused: Refused, flags: tuple[str, ...], said: str
) -> None:
    assert said in refused("--port", "0", *flags)


def test_a_wrong_environment_is_exit_2(refused: Refused, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_STRICT", "perhaps")
    assert "the environment: strict: " in refused()
    monkeypatch.setenv("SIMULATOR_PROT", "1")
    assert refused() == "simulator: the environment: unknown setting 'prot' (did you mean 'port'?)\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 1\n", "simulator.toml: unknown setting 'prot' (did you mean 'port'?)"),
        ("port = \n", "simulator.toml: is no TOML: Invalid value"),
        ("port = 'x'\n", "simulator.toml: port: expected `int`"),
    ],
)
def test_a_broken_file_is_exit_2(here: Path, refused: Refused, text: str, said: str) -> None:
    (here / "simulator.toml").write_text(text)
    assert said in refused()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--host", "a..b"), "simulator: cannot listen on a..b:0 ("),
        (("--clock", "sundial"), "simulator: clock: expected wall, frozen or frozen:<instant>, got 'sundial'\n"),
        (("--defect", "rot"), "simulator: defect: unknown 'rot'; nearest: none like it (known: "),
        (("--fixtures", "nowhere"), "simulator: nowhere:1:1 no such file or directory"),
    ],
)
def test_what_does_not_fit_together_is_exit_2(flags: tuple[str, ...], said: str) -> None:
    assert ended("--port", "0", *flags).startswith(said)


def test_a_wrong_fixture_is_exit_2_with_file_line_and_column(here: Path) -> None:
    (here / "mine" / "personas").mkdir(parents=True)
    text = "story: Counts everything twice.\nfirstName: Ada\nlastName: Byron\nbanno: {stauts: Locked}\n"
    (here / "mine" / "personas" / "ada.yaml").write_text(text)
    said = ended("--port", "0", "--fixtures", "mine")
    assert "mine/personas/ada.yaml:4:9 " in said
    assert "did you mean 'status'?" in said


def test_flag_environment_and_file_reach_the_server(here: Path) -> None:
    (here / "simulator.toml").write_text("seed = 3\nusers = 2\nclock = 'frozen'\n")
    with served("--seed", "5", folder=here, more={"SIMULATOR_SEED": "4", "SIMULATOR_USERS": "1"}) as server:
        assert "seed 5, clock frozen" in server.banner
        plain = int(re.findall(r"(\d+) users", server.banner)[0])
    (here / "simulator.toml").unlink()
    with served(folder=here) as server:
        assert int(re.findall(r"(\d+) users", server.banner)[0]) == plain - 1


def test_it_stops_at_once_while_journals_are_followed(running: Server) -> None:
    head = b"GET /_simulator/v1/journal/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with ExitStack() as stack:
        readers = [stack.enter_context(socket.create_connection((running.host, running.port))) for _ in range(20)]
        for reader in readers:
            reader.sendall(head)
            assert reader.recv(65536).startswith(b"HTTP/1.1 200")
        began = time.monotonic()
        assert running.stopped(signal.SIGTERM) == 0
        assert time.monotonic() - began < 2
    assert running.complaints() == ""


def test_a_port_that_others_can_reach_has_a_token_that_is_told_once(here: Path) -> None:
    with served("--host", "0.0.0.0", folder=here) as server:  # noqa: S104
        told = re.search(r"ask for the control token\n\n  (\S+)\n", server.banner)
        assert told
        assert server.ask("GET", HEALTH)[0] == 200
        assert server.ask("GET", "/_simulator/v1/personas")[0] == 401
        assert server.ask("GET", "/_simulator/v1/personas", headers={"Authorization": f"Bearer {told[1]}"})[0] == 200


def test_the_loopback_has_none(running: Server) -> None:
    assert "control token" not in running.banner
    assert running.ask("GET", "/_simulator/v1/personas")[0] == 200
