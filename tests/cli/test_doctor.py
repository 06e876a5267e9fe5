"""`simulator doctor` says what may be wrong with this installation."""

import socket
from pathlib import Path

import pytest

from simulator.cli import doctor
from tests.cli.ran import Run


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, and a port that is free."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIMULATOR_PORT", str(free()))


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_doctor_finds_nothing_wrong_where_nothing_is(run: Run) -> None:
    done = run("doctor")
    assert (done.code, done.out.splitlines()[-1]) == (0, "nothing wrong")


def test_doctor_names_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PARTS", ("starlette", "no-such-part"))
    done = run("doctor")
    assert done.code == 1
    assert "- no-such-part is not installed; the simulator needs it" in done.out


def test_doctor_sees_a_taken_port_and_a_wrong_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SIMULATOR_PORT", str(taken.getsockname()[1]))
        assert f"port {taken.getsockname()[1]} is taken" in run("doctor").out
    monkeypatch.setenv("SIMULATOR_PORT", "http")
    done = run("doctor")
    assert done.code == 1
    assert "the environment: port: " in done.out
