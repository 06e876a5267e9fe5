"""However a client ends, or does not, that is said of it, and nothing of it is left running."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.serving import command, environment
from tests.suite.clients import GOOD, PREAMBLE, client, marked
from tests.suite.ran import simulator

pytestmark = pytest.mark.usefixtures("no_settings")


def test_a_client_that_never_connects_has_proven_nothing(tmp_path: Path) -> None:
    done = client(tmp_path, "")
    assert done.code == 5, done.out
    assert "it made no request: its base URL is in SIMULATOR_URL" in done.out


def test_requests_that_went_to_another_sandbox_are_pointed_out(tmp_path: Path) -> None:
    done = client(tmp_path, 'call("GET", STATUS, token="", url=URL.partition("/s/")[0])')
    assert done.code == 5, done.out
    assert "1 request went to the sandbox `default`" in done.out


def test_a_client_that_fails_is_named_with_its_exit_code(tmp_path: Path) -> None:
    done = client(tmp_path, f"{GOOD}\nsys.exit(3)")
    assert done.code == 1, done.out
    assert "the client ended with exit code 3 after" in done.out
    done = client(tmp_path, f"{GOOD}\nos.kill(os.getpid(), 9)")
    assert done.code == 1, done.out
    assert "the client ended by signal 9 after" in done.out


STUBBORN = """
MARK = sys.argv[-1]
STAY = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
ORPHAN = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {STAY!r}, {MARK!r}], start_new_session=True)"
subprocess.Popen([sys.executable, "-c", STAY, MARK])
subprocess.run([sys.executable, "-c", ORPHAN, MARK])
call("GET", STATUS)
"""


def stubborn(folder: Path, rest: str, *options: str) -> list[str]:
    """The words for a client with a child, and an orphan in a session of its own, that do not want to end."""
    (folder / "client.py").write_text(PREAMBLE + STUBBORN + rest, "utf-8")
    return ["client", *options, "--", sys.executable, "client.py", str(folder)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an orphan in a session of its own gets away")
def test_a_client_that_never_ends_is_ended_with_all_that_it_began(tmp_path: Path) -> None:
    begun = time.monotonic()
    done = simulator(tmp_path, *stubborn(tmp_path, "time.sleep(600)", "--max-time", "2"))
    assert done.code == 1, done.out
    assert "it did not end within 2 s" in done.out
    assert "it left 2 processes behind; ended too" in done.out
    assert marked(str(tmp_path)) == []
    assert time.monotonic() - begun < 20


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an orphan in a session of its own gets away")
def test_what_a_client_leaves_behind_is_ended_and_no_failure(tmp_path: Path) -> None:
    done = simulator(tmp_path, *stubborn(tmp_path, ""))
    assert done.code == 0, done.out
    assert "it left 2 processes behind; ended too" in done.out
    assert marked(str(tmp_path)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an orphan in a session of its own gets away")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupting_it_ends_everything(tmp_path: Path, number: int, code: int) -> None:
    words = command(*stubborn(tmp_path, 'print("up", flush=True)\ntime.sleep(600)'))
    process = subprocess.Popen(words, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"up\n"
    process.send_signal(number)
    assert process.wait(30) == code
    process.stdout.close()
    assert marked(str(tmp_path)) == []


HOPPING = """
MARK = sys.argv[-1]
signal.signal(signal.SIGTERM, signal.SIG_IGN)
for _ in range(3):
    if os.fork() == 0:
        for _ in range(100):
            time.sleep(0.15)
            if os.fork():
                os._exit(0)
            os.setsid()
        os._exit(0)
call("GET", STATUS)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an orphan in a session of its own gets away")
def test_a_client_that_forks_on_and_on_is_caught(tmp_path: Path) -> None:
    """Each process lives for a seventh of a second, and its child goes on in a session of its own."""
    (tmp_path / "client.py").write_text(PREAMBLE + HOPPING, "utf-8")
    words = ("client", "--max-time", "1.5", "--", sys.executable, "client.py", str(tmp_path))
    done = simulator(tmp_path, *words)
    assert done.code == 1, done.out
    assert "it did not end within 1.5 s" in done.out
    assert "could not be ended" not in done.out
    assert marked(str(tmp_path)) == []


def test_a_client_that_floods_is_ended(tmp_path: Path) -> None:
    done = client(tmp_path, 'while True: call("GET", STATUS)', "--max-requests", "300")
    assert done.code == 1, done.out
    assert "it made more than 300 requests" in done.out
    assert "0 violations" in done.out


GARBAGE = """
from urllib.parse import urlsplit
place = urlsplit(URL)
for said in (b"\\x16\\x03\\x01 this is no HTTP\\r\\n\\r\\n", b"HELO bank\\r\\n\\r\\n"):
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall(said)
        line.recv(1000)
"""


def test_a_client_that_speaks_garbage_is_named(tmp_path: Path) -> None:
    done = client(tmp_path, GARBAGE)
    assert done.code == 1, done.out
    assert "2 times it sent what is no HTTP, and the simulator hung up" in done.out
