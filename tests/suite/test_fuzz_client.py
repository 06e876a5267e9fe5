"""`simulator fuzz-client` as a user runs it, with clients that are a few lines each: what breaks them, what is said."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.serving import environment, served
from tests.suite.clients import PREAMBLE
from tests.suite.fuzzing import READ, fuzz
from tests.suite.ran import Ran, simulator

pytestmark = pytest.mark.usefixtures("no_settings")

MENDED = f"""{READ}
print({{"Locked": 1, "Active": 2, "Pending": 3, "Disabled": 4, "Reset": 5, "Dormant": 6}}.get(status(), 0))
print(status())
"""
BUGGY = f"""{READ.replace(' if code != 404 else "Active"', "")}
first = status()
print({{"Locked": 1, "Active": 2, "Pending": 3, "Disabled": 4, "Reset": 5, "PasswordExpired": 7}}[first])
if status() != "Locked" != first:
    raise AssertionError("no longer locked, twice")
"""
"""It reads the body of a 404; its table lacks Dormant; and it takes two odd answers to raise its last line."""


class Fuzzed(NamedTuple):
    """What the command said, the report of each run, and the plans by the name of the exception."""

    ran: Ran
    reports: list[dict[str, Any]]
    plans: dict[str, Path]


@pytest.fixture(scope="module")
def buggy(tmp_path_factory: pytest.TempPathFactory) -> Fuzzed:
    """The buggy client, fuzzed twice from the same seed."""
    folder, reports, plans = tmp_path_factory.mktemp("buggy"), [], {}
    for name in ("one", "two"):
        words = ("--tier", "T1", "--jobs", "2", "--runs", "12", "--seed", "7", "--report", "json", name)
        done = fuzz(folder, BUGGY, *words)
        reports.append(json.loads((folder / name / "fuzz-client.json").read_text("utf-8")))
    for cause in reports[-1]["causes"]:
        plans[cause["what"].split(": ")[1]] = folder / cause["plan"]
    return Fuzzed(done, reports, plans)


def test_each_planted_bug_is_one_cause_with_the_fewest_edits(buggy: Fuzzed) -> None:
    assert buggy.ran.code == 1, buggy.ran.out
    found = {cause["what"].split(": ")[1]: cause for cause in buggy.reports[0]["causes"]}
    told = {name: [(one["nth"], one["at"], one["what"]) for one in cause["edits"]] for name, cause in found.items()}
    assert told["KeyError"] == [(1, "/status", "is 'Dormant'")]
    assert told["json.decoder.JSONDecodeError"] == [(1, "", "is answered with 404")]
    assert sorted((nth, at) for nth, at, _ in told["AssertionError"]) == [(1, "/status"), (2, "/status")]
    assert set(found) == {"KeyError", "json.decoder.JSONDecodeError", "AssertionError"}
    assert {(cause["kind"], cause["tier"], cause["stood"], cause["tried"]) for cause in found.values()} == {
        ("crash", "T1", 3, 3)
    }
    assert {cause["where"].partition(":")[0] for cause in found.values()} == {"client.py"}


def test_the_same_seed_tells_the_same(buggy: Fuzzed) -> None:
    for report in buggy.reports:
        for told in (report, *report["causes"]):
            del told["seconds"]
    assert buggy.reports[0] == buggy.reports[1]


def test_it_says_how_it_went_and_how_to_go_on(buggy: Fuzzed) -> None:
    out = buggy.ran.out
    assert "plain run: 2 requests in " in out
    assert "single edits, 2 causes of failure" in out
    assert "runs with several edits, 3 causes in all" in out
    assert "T1, within the spec:" in out
    assert "   edit      call 1 of getUserStatus: /status is 'Dormant'\n" in out
    assert "   at        client.py:" in out
    for plan in buggy.plans.values():
        assert f"   replay    simulator fuzz-client --plan {plan.relative_to(plan.parent.parent)} -- CMD" in out


def test_the_first_cause_is_enough_for_who_says_so(buggy: Fuzzed, tmp_path: Path) -> None:
    words = ("--tier", "T1", "--jobs", "2", "--runs", "12", "--fail-fast", "--report", "json", "one")
    done = fuzz(tmp_path, BUGGY, *words)
    assert done.code == 1, done.out
    assert ("1 cause of failure" in done.out, "search: " in done.out) == (True, False)
    told = json.loads((tmp_path / "one/fuzz-client.json").read_text("utf-8"))
    first = min(buggy.reports[0]["causes"], key=lambda cause: int(cause["run"]))
    assert [one["what"] for one in told["causes"]] == [first["what"]]
    assert told["runs"] < buggy.reports[0]["runs"]


def test_a_plan_stands_until_its_bug_is_mended(buggy: Fuzzed, tmp_path: Path) -> None:
    for name in ("KeyError", "AssertionError"):
        done = fuzz(tmp_path, BUGGY, "--plan", str(buggy.plans[name]))
        assert done.code == 1, done.out
        assert "it stands: crash: exit code 1: " + name in done.out
    done = fuzz(tmp_path, MENDED, "--plan", str(buggy.plans["KeyError"]))
    assert done.code == 0, done.out
    assert "it is gone: crash: exit code 1: KeyError" in done.out
    worse = BUGGY.replace("[first]", ".get(first) or 1 / 0")
    done = fuzz(tmp_path, worse, "--plan", str(buggy.plans["KeyError"]))
    assert done.code == 1, done.out
    assert "it fails otherwise: crash: exit code 1: ZeroDivisionError" in done.out


def test_a_client_that_fails_without_any_edit_is_not_fuzzed(tmp_path: Path) -> None:
    done = fuzz(tmp_path, f"{READ}\nstatus()\nsys.exit('no desk here')", "--jobs", "1")
    assert done.code == 1, done.out
    assert done.out == (
        "the client fails without any edit, so nothing was fuzzed:\n   crash: exit code 1: no desk here\n"
    )
    assert not (tmp_path / "fuzz-plans").exists()


def test_a_client_that_never_connects_has_proven_nothing(tmp_path: Path) -> None:
    done = fuzz(tmp_path, "", "--jobs", "1")
    assert done.code == 5, done.out
    assert "it made no request: its base URL is in SIMULATOR_URL" in done.out


def test_where_there_is_nothing_to_edit_nothing_is_proven(tmp_path: Path) -> None:
    done = fuzz(tmp_path, f"{READ}\nstatus()", "--tier", "T2", "--jobs", "1")
    assert done.code == 5, done.out
    assert "nothing was tried: no answer that it got can be edited within T2; take other tiers" in done.out


def test_a_client_that_bears_all_of_a_running_simulator_leaves_that_as_it_was(tmp_path: Path) -> None:
    with served() as server:
        before = server.ask("GET", "/_simulator/v1/sandboxes")[2]
        done = fuzz(tmp_path, MENDED, "--tier", "T3", "--runs", "4", "--url", server.url)
        assert done.code == 0, done.out
        assert "sweep: 3 of 3 single edits, 0 causes of failure" in done.out
        assert not (tmp_path / "fuzz-plans").exists()
        assert server.ask("GET", "/_simulator/v1/sandboxes")[2] == before
        journal = json.loads(server.ask("GET", "/_simulator/v1/journal")[2])
        assert journal["total"] == 0


def test_a_plan_for_other_specs_is_refused_with_the_reason(buggy: Fuzzed, tmp_path: Path) -> None:
    told = json.loads(buggy.plans["KeyError"].read_text("utf-8"))
    (tmp_path / "old.json").write_text(json.dumps({**told, "specs": {"banno/user-status": "0"}}), "utf-8")
    done = fuzz(tmp_path, MENDED, "--plan", "old.json")
    assert done.code == 2, done.out
    assert "old.json: was made for other specs (banno/user-status 0) than these" in done.out


BARE = """
import sys
sys.modules.update(dict.fromkeys(("httpx2", "hypothesis", "pytest", "schemathesis")))
from simulator.cli import main
main(sys.argv[1:])
"""


def test_only_the_search_needs_what_is_installed_for_tests(buggy: Fuzzed, tmp_path: Path) -> None:
    (tmp_path / "client.py").write_text(PREAMBLE + BUGGY, "utf-8")
    for words, code, said in (
        (("--plan", str(buggy.plans["KeyError"])), 1, "it stands: crash"),
        ((), 2, "install this package with its extra [test]"),
    ):
        bare = [sys.executable, "-c", BARE, "fuzz-client", *words, "--", sys.executable, "client.py"]
        done = subprocess.run(bare, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        assert said in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Missing argument"),
        (("--tier", "T5", "true"), 2, "--tier: unknown T5 (known: T1, T2, T3, T4)"),
        (("--api", "bano", "true"), 2, "--api: unknown bano (known: banno-admin, banno-consumer, "),
        (("--report", "html", "x", "true"), 2, "expected json, got 'html'"),
        (("--seed", "x", "true"), 2, "not a valid int"),
        (("--jobs", "0", "true"), 2, "0 is not in the range"),
        (("--plan", "nowhere.json", "true"), 2, "nowhere.json: cannot be read: No such file or directory"),
        (("--scenario", "apocalypse", "true"), 2, "unknown scenario 'apocalypse'"),
        (("--", "no-such-command-here"), 2, "cannot run 'no-such-command-here': No such file"),
        (("--url", "http://127.0.0.1:9", "true"), 4, "no simulator answers"),
        (("--url", "http://127.0.0.1:9", "--users", "1", "true"), 2, "--users is for a simulator of its own"),
    ],
)
def test_wrong_words_are_answered_with_a_sentence(tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    done = simulator(tmp_path, "fuzz-client", *words)
    assert done.code == code, done.out
    assert said in done.out
    assert "Traceback" not in done.out
