"""The clients of examples/clients do their day's work, keep their temper when the bank does not, and take each planted
bug. `desk.ts` needs npm: its tests are with the strangers.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from examples.clients.planted import CLIENTS, Bug, bugs, correct, planted, sources
from simulator import testing
from tests.serving import ROOT, environment, served
from tests.suite.ran import simulator

BUGS = bugs()
HERE = [bug for bug in BUGS.values() if bug.client != "desk.ts"]
RUN_HERE = sorted(set(CLIENTS) - {"desk.ts"})
APIS = ("banno-admin", "banno-consumer", "customers-bank")
GAVE_UP = 75
PATIENCE_SECONDS = 15
COLUMNS = 4

pytestmark = [
    pytest.mark.usefixtures("no_settings"),
    pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="curl or jq is not installed"),
]


class Run(NamedTuple):
    """How a client ended, what it said, and the beliefs it stated."""

    code: int
    out: str
    beliefs: list[dict[str, Any]]


@pytest.fixture(scope="module")
def bank() -> Iterator[testing.Running]:
    with served() as running:
        yield testing.Running(running.url)


@pytest.fixture
def sandbox(bank: testing.Running) -> Iterator[testing.Sandbox]:
    with bank.sandbox() as made:
        yield made


def ran(command: Sequence[str], sandbox: testing.Sandbox, folder: Path) -> Run:
    """Run a client against the sandbox, with what it finds under `simulator client`."""
    told = folder / "beliefs.jsonl"
    settings = {f"SIMULATOR_TOKEN_{api.upper().replace('-', '_')}": sandbox.token(api) for api in APIS}
    settings |= {"SIMULATOR_URL": sandbox.url, "SIMULATOR_BELIEFS": str(told), "TMPDIR": str(folder)}
    done = subprocess.run(
        command, env=environment(settings), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
    )
    beliefs = [json.loads(line) for line in told.read_text("utf-8").splitlines()] if told.exists() else []
    return Run(done.returncode, done.stdout + done.stderr, beliefs)


def true(belief: dict[str, Any], sandbox: testing.Sandbox) -> bool:
    """Whether the bank says the same."""
    api = "banno-consumer" if "/a/consumer/" in belief["get"] else "banno-admin"
    token = sandbox.token("customers-bank" if belief["get"].startswith("/partners") else api)
    url = sandbox.url + belief["get"]
    told = subprocess.run(["curl", "-s", "-H", f"Authorization: Bearer {token}", url], capture_output=True, check=True)
    value = json.loads(told.stdout)
    for name in belief["at"].split("/")[1:]:
        value = value.get(name)
    return len(value) == belief["count"] if "count" in belief else bool(value == belief["is"])


@pytest.mark.parametrize("client", RUN_HERE)
def test_a_client_keeps_the_contract(client: str, bank: testing.Running, tmp_path: Path) -> None:
    done = simulator(tmp_path, "client", "--url", bank.url, "--", *correct(client))
    assert done.code == 0, done.out
    assert " 0 violations, 0 undocumented requests" in done.out


@pytest.mark.parametrize("client", RUN_HERE)
def test_what_a_client_believes_is_true(client: str, sandbox: testing.Sandbox, tmp_path: Path) -> None:
    run = ran(correct(client), sandbox, tmp_path)
    assert run.code == 0, run.out
    assert run.beliefs
    assert [belief for belief in run.beliefs if not true(belief, sandbox)] == []


@pytest.mark.parametrize("bug", HERE, ids=lambda bug: bug.name)
def test_a_planted_bug_does_not_show_on_an_ordinary_day(bug: Bug, sandbox: testing.Sandbox, tmp_path: Path) -> None:
    run = ran(planted(bug, tmp_path / "planted"), sandbox, tmp_path)
    assert run.code == 0, run.out
    assert sandbox.broken == ()
    assert [belief for belief in run.beliefs if not true(belief, sandbox)] == []


TROUBLE: dict[str, dict[str, Any]] = {
    "busy": {"kind": "status", "status": 429, "retryAfter": 1, "count": 1},
    "busy for long": {"kind": "status", "status": 429, "retryAfter": 30},
    "failing": {"kind": "status", "status": 503},
    "lost": {"kind": "lost-response", "count": 1, "skip": 1},
    "cut off": {"kind": "truncate", "count": 1},
    "garbage": {"kind": "garbage", "head": True, "count": 1},
}


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("client", RUN_HERE)
def test_a_client_keeps_its_temper(client: str, trouble: str, sandbox: testing.Sandbox, tmp_path: Path) -> None:
    planned = sandbox.fault(**TROUBLE[trouble])
    run = ran(correct(client), sandbox, tmp_path)
    assert run.code == (GAVE_UP if "count" not in TROUBLE[trouble] else 0), run.out
    assert sandbox.broken == ()
    sandbox.ask("DELETE", "/faults/{}", planned["id"])
    assert [belief for belief in run.beliefs if not true(belief, sandbox)] == []


ONE_UNLOCK = {"operation": "unlockUser", "count": 1}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("desk-truncated-body", {"kind": "truncate"}),
        ("desk-retry-date", {"kind": "status", "status": 429, "retryAfter": 1, "retryAfterForm": "date"}),
        ("desk-lost-unlock-believed", {"kind": "reset", **ONE_UNLOCK}),
        ("sh-lost-unlock-believed", {"kind": "reset", **ONE_UNLOCK}),
        ("sh-retry-date", {"kind": "status", "status": 429, "retryAfter": 1, "retryAfterForm": "date", "count": 1}),
        ("nickname-lost-patch-believed", {"kind": "reset", "operation": "patchUser", "count": 1}),
    ],
)
def test_a_planted_bug_shows_on_a_bad_day(
    name: str, fault: dict[str, Any], sandbox: testing.Sandbox, tmp_path: Path
) -> None:
    """The correct client bears the same fault."""
    bug = BUGS[name]
    planned = sandbox.fault(**fault)
    run = ran(planted(bug, tmp_path), sandbox, tmp_path)
    sandbox.ask("DELETE", "/faults/{}", planned["id"])
    assert run.code not in (0, GAVE_UP) or not all(true(belief, sandbox) for belief in run.beliefs), run.out


def test_each_bug_changes_its_client_and_nothing_else() -> None:
    for bug in BUGS.values():
        own = (ROOT / "examples/clients" / name for name in CLIENTS[bug.client].sources)
        held = {source.name: source.read_text("utf-8") for source in own}
        changed = {name for name, text in sources(bug).items() if held[name] != text}
        assert changed, bug.name
        assert len(changed) <= len(bug.replacements), bug.name


def test_a_bug_whose_text_is_not_there_once_is_refused() -> None:
    bug = BUGS["desk-initial"]
    for old in ("not there at all", "return"):
        with pytest.raises(ValueError, match=r"this stands \d+ times in desk.py"):
            sources(bug._replace(replacements=(bug.replacements[0]._replace(old=old),)))


def test_the_page_lists_the_bugs_as_they_are() -> None:
    page = (ROOT / "docs/example-clients.md").read_text("utf-8")
    rows = (line.strip("|").split("|") for line in page.splitlines() if line.startswith("| `"))
    told = [tuple(cell.strip(" `") for cell in row) for row in rows if len(row) == COLUMNS]
    assert told == [(bug.name, bug.kind, bug.client, bug.story) for bug in BUGS.values()]


def test_there_are_bugs_of_every_kind_in_every_language() -> None:
    assert len({bug.kind for bug in BUGS.values()}) >= 12
    assert len([bug for bug in BUGS.values() if bug.kind == "two"]) >= 3
    assert min(len([bug for bug in BUGS.values() if bug.client == client]) for client in CLIENTS) >= 4
    assert os.access(ROOT / "examples/clients/desk.sh", os.X_OK)
