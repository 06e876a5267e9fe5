"""The verbs that talk to nobody: specs, claims, personas, doctor, test."""

import json
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from contract_tests import proof
from simulator.cli import doctor
from simulator.cli import test as verb
from tests.cli.ran import Run

Good = Callable[..., str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_specs_are_listed_printed_and_located(good: Good) -> None:
    assert [line.split()[0] for line in good("specs").splitlines()][:2] == ["name", "banno/consumer-user"]
    assert good("specs", "banno/user-search").startswith("openapi: 3.1")
    assert Path(good("specs", "banno/user-search", "--path").strip()).is_file()


def test_an_unknown_spec_lists_the_known_ones(run: Run) -> None:
    done = run("specs", "banno/serach")
    assert (done.code, done.out) == (2, "")
    assert "known: banno/consumer-user, " in done.err


def test_personas_are_listed_with_their_stories(good: Good) -> None:
    assert "The guide's own caller" in good("personas")
    whole = {one["name"]: one for one in json.loads(good("personas", "--json"))}
    assert whole["kathy-smith"]["banno"]["userId"] == "3fa85f64-5717-4562-b3fc-2c963f66afa6"


def test_personas_of_ones_own_are_listed_too(here: Path, run: Run, good: Good) -> None:
    (here / "personas").mkdir()
    file = here / "personas" / "ada-byron.yaml"
    file.write_text("story: Counts everything twice.\nfirstName: Ada\nlastName: Byron\nbanno: {}\n")
    assert "ada-byron" in good("personas", "--fixtures", ".")
    file.write_text("story: Counts everything twice.\n")
    done = run("personas", "--fixtures", ".")
    assert done.code == 2
    assert "ada-byron.yaml:1:1" in done.err


def test_claims_are_listed_with_what_proves_them(good: Good) -> None:
    lines = good("claims").splitlines()
    assert lines[0].split() == ["claim", "grade", "disposition", "proved", "by"]
    (one,) = json.loads(good("claims", "BAN-T-08"))
    assert one["disposition"] == "checked"
    assert one["proved_by"]
    assert all(
        each["disposition"] == "planned" for each in json.loads(good("claims", "--disposition", "planned", "--json"))
    )


@pytest.mark.parametrize(
    ("words", "said"), [(("BAN-X-99",), "no claim BAN-X-99"), (("--disposition", "x"), "no claim of disposition x")]
)
def test_a_claim_that_nobody_made_is_exit_2(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("claims", *words)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda proofs: proofs.pop("BAN-T-08"), "checked but not proved: BAN-T-08"),
        (lambda proofs: proofs.update({"BAN-X-99": ["x"]}), "proved but not claimed: BAN-X-99"),
    ],
)
def test_a_claim_that_nobody_proves_and_a_proof_of_no_claim_are_findings(
    run: Run, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Any], Any], said: str
) -> None:
    proofs = dict(proof.collected())
    spoil(proofs)
    monkeypatch.setattr(proof, "collected", lambda: proofs)
    done = run("claims")
    assert done.code == 1
    assert said in done.err


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_doctor_finds_nothing_wrong_where_nothing_is(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_PORT", str(free()))
    done = run("doctor")
    assert (done.code, done.out.splitlines()[-1]) == (0, "nothing wrong")


def test_doctor_names_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_PORT", str(free()))
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


@pytest.mark.parametrize(("left", "code"), [(0, 0), (1, 1), (2, 1), (3, 3), (4, 4), (5, 5), (-9, 3)])
def test_test_leaves_with_a_code_that_says_how_it_went(
    run: Run, monkeypatch: pytest.MonkeyPatch, left: int, code: int
) -> None:
    asked: list[list[str]] = []

    def ran(words: list[str], **_: Any) -> Any:
        asked.append(words)
        return SimpleNamespace(returncode=left)

    monkeypatch.setattr(subprocess, "run", ran)
    assert run("test", "inproc", "--seed", "7", "-k", "search").code == code
    assert asked[0][1:3] == ["-m", "pytest"]
    assert {"--target=inproc", "--seed=7", "-k", "search"} <= set(asked[0])


@pytest.mark.parametrize("target", ["ftp://x", "127.0.0.1:8765", "inprocess"])
def test_test_says_which_targets_there_are(run: Run, target: str) -> None:
    done = run("test", target)
    assert (done.code, done.err) == (2, f"simulator: expected inproc or a URL that begins with http, got {target!r}\n")


def test_test_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verb, "find_spec", lambda name: None if name == "schemathesis" else object())
    done = run("test")
    assert done.code == 2
    assert "needs schemathesis; install this package with its extra [test]" in done.err
