"""Clients that do not behave under `simulator fuzz-client`, and whoever interrupts it: nothing is left running."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serving import command, environment
from tests.suite.clients import PREAMBLE, marked
from tests.suite.fuzzing import READ, fuzz

pytestmark = pytest.mark.usefixtures("no_settings")

BEHAVIOURS = f"""
{READ}
STAY = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
AWAY = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', *sys.argv[1:]], start_new_session=True)"

def fork():
    subprocess.Popen([sys.executable, "-c", STAY, sys.argv[1]])
    subprocess.run([sys.executable, "-c", AWAY, STAY, sys.argv[1]])

def garbage():
    from urllib.parse import urlsplit
    place = urlsplit(URL)
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall(b"HELO bank\\r\\n\\r\\n")
        line.recv(1000)

def flood():
    while True:
        call("GET", STATUS)

def hang():
    fork()
    time.sleep(600)

def lie():
    with open(os.environ["SIMULATOR_BELIEFS"], "a") as file:
        file.write('{{"get": "/a b", "is"')

what = {{"Active": garbage, "Pending": flood, "Disabled": hang, "Reset": fork, "Dormant": lie}}
what.get(status(), lambda: None)()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere an orphan in a session of its own gets away")
def test_a_client_that_does_not_behave_is_named_and_ended(tmp_path: Path) -> None:
    """It floods, hangs with children that do not want to end, speaks garbage, states nonsense; or leaves children."""
    words = ("--tier", "T1", "--jobs", "2", "--runs", "0", "--max-time", "1.5", "--report", "json", ".")
    done = fuzz(tmp_path, BEHAVIOURS, *words)
    assert done.code == 1, done.out
    causes = json.loads((tmp_path / "fuzz-client.json").read_text("utf-8"))["causes"]
    assert {(one["kind"], one["edits"][0]["what"]) for one in causes} == {
        ("invalid request", "is 'Active'"),
        ("retry storm", "is 'Pending'"),
        ("hang", "is 'Disabled'"),
        ("belief", "is 'Dormant'"),
    }
    assert "invalid request: it sent what is no HTTP" in done.out
    assert "times the same getUserStatus; was ended after " in done.out
    assert "it did not end within 1.5 s; its last request was getUserStatus" in done.out
    assert "belief: line 1 of its beliefs is no JSON" in done.out
    assert marked(str(tmp_path)) == []


UP = """
if call("GET", STATUS)[1] != b'{"status":"Locked"}':
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.fork()
    open(f"up-{os.getpid()}", "w").close()
    time.sleep(600)
"""


def alive(folder: Path) -> set[int]:
    """The processes that keep their temporary files in this folder, which are those of one command and all below it."""
    found = set()
    for one in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={folder}\0".encode() in (one / "environ").read_bytes():
                found.add(int(one.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere /proc does not tell")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_interrupting_it_ends_clients_simulators_and_all_in_between(tmp_path: Path, number: int, code: int) -> None:
    """While two clients do not want to end, and even where it is killed itself."""
    (tmp_path / "client.py").write_text(PREAMBLE + UP, "utf-8")
    words = ("--tier", "T1", "--jobs", "2", "--max-time", "60", "--", sys.executable, "client.py")
    process = subprocess.Popen(
        command("fuzz-client", *words),
        cwd=tmp_path,
        env=environment({"TMPDIR": str(tmp_path)}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    waited(lambda: len(list(tmp_path.glob("up-*"))) == 4)
    assert len(alive(tmp_path)) >= 9, "the command, two processes, two simulators, two clients, each with a child"
    process.send_signal(number)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == code, out
    assert "Traceback" not in out
    waited(lambda: not alive(tmp_path))
    assert [one.name for one in tmp_path.glob("simulator-*")] == []


def waited(there: Callable[[], bool]) -> None:
    """Wait until it is so, but not for ever."""
    until = time.monotonic() + 30
    while not there():
        assert time.monotonic() < until
        time.sleep(0.05)
