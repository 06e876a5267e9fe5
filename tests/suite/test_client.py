"""`simulator client` as a user runs it, with clients that are a few lines each: what is said of them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import served
from tests.suite.clients import GOOD, client
from tests.suite.ran import simulator

pytestmark = pytest.mark.usefixtures("no_settings")

MET = """
    searchUsers | searchUsers 200 | searchUsers 200 users: one item | searchUsers 200 the only page
    searchUsers 200 users[].email: a value | searchUsers 200 users[].businessName: null
    searchUsers 200 users[].userType: Individual | searchUsers 200 users[].reviewInstitutionId: a value
    searchUsers 200 users[].mobilePhoneNumber: a value | searchUsers 200 users[].preferredName: null
    getUserStatus | getUserStatus 200 | getUserStatus 401 | getUserStatus 4xx | getUserStatus 200 status: Locked
"""
"""What the good client meets, counted by hand: one search for Kathy, who is locked; her status, twice, once without a
token.
"""


def test_a_good_client_passes_and_its_coverage_equals_a_count_by_hand(tmp_path: Path) -> None:
    told = tmp_path / "told"
    done = client(tmp_path, GOOD, "--report", "json", str(told), "--report", "html", str(told))
    assert done.code == 0, done.out
    assert done.out.startswith("hello from the client\n")
    assert "3 requests, 0 violations, 0 undocumented requests" in done.out
    report = json.loads((told / "client.json").read_text("utf-8"))
    met = {" ".join(fact.values()) for fact in report["met"]}
    assert met == {one.strip() for line in MET.strip().splitlines() for one in line.split("|")}
    counted = {name: (found["met"], found["all"]) for name, found in report["coverage"].items() if name != "percent"}
    assert counted == {"operations": (2, 9), "statuses": (4, 15), "variants": (9, 27)}
    assert report["coverage"]["percent"] == round(100 * 15 / 51, 2)
    assert len(report["gaps"]) == 51 - 15
    assert "the client has met 29.4 %" in done.out
    assert "getUserStatus 200: status: Active, Pending, Disabled, Reset, Dormant, PasswordExpired" in done.out
    assert "the client has met 29.4 %" in (told / "client.html").read_text("utf-8")


def test_a_client_that_breaks_the_contract_is_told_where_and_how_to_mend_it(tmp_path: Path) -> None:
    """Even where the client itself swallows the refusal."""
    reset = 'f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"'
    bad = f'{GOOD}\nfor _ in range(2): call("POST", {reset}, {{"method": "<b>"}})\ncall("GET", "/a/nowhere?x=1")'
    done = client(tmp_path, bad, "--report", "html", ".", "--report", "json", ".")
    assert done.code == 1, done.out
    assert "1. resetPassword: body /method: constraint broken (2 times)" in done.out
    assert 'expected  one of email or sms, got "<b>"' in done.out
    assert "mend      send one of email or sms" in done.out
    assert "curl      curl -i -X POST -H" in done.out
    assert '-H "Authorization: Bearer $TOKEN"' in done.out
    assert "2. undocumented request: method and path: no operation has them" in done.out
    assert "request   GET /a/nowhere?x=1 -> 404" in done.out
    assert "6 requests, 1 violation, 1 undocumented request" in done.out
    report = json.loads((tmp_path / "client.json").read_text("utf-8"))
    assert [(one["operation"], one["where"], one["times"]) for one in report["violations"]] == [
        ("resetPassword", "body /method", 2)
    ]
    assert "<b>" not in (tmp_path / "client.html").read_text("utf-8")


def test_the_environment_holds_a_token_for_each_api_and_nothing_that_leads_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a simulator that the client starts takes none of it for a setting."""
    monkeypatch.setenv("SIMULATOR_SANDBOX", "elsewhere")
    monkeypatch.setenv("SIMULATOR_TOKEN_OTHER", "x")
    program = """
    from simulator.settings import Settings, gathered
    assert gathered({}) == Settings()
    assert os.environ["SIMULATOR_TOKEN_CUSTOMERS_BANK"] == TOKEN != os.environ["SIMULATOR_TOKEN_BANNO_ADMIN"]
    assert not {"SIMULATOR_SANDBOX", "SIMULATOR_TOKEN_OTHER"} & set(os.environ)
    assert call("GET", "/partners/v1/Users")[0] == 200
    assert call("POST", "/partners/v1/credentials", {"displayName": "x"})[0] == 403
    """.replace("\n    ", "\n")
    done = client(tmp_path, program, "--api", "customers-bank", "--persona", "owen-blake")
    assert done.code == 0, done.out


def test_a_scene_is_set_and_a_fault_is_met(tmp_path: Path) -> None:
    done = client(
        tmp_path,
        'for _ in range(30): call("GET", STATUS)',
        "--scenario",
        "rough-morning",
        "--operation",
        "getUserStatus",
    )
    assert "not called" not in done.out
    assert "too many requests (429)" not in done.out


def test_a_client_that_resets_its_sandbox_is_judged_for_what_it_did_before(tmp_path: Path) -> None:
    program = """
call("GET", "/a/nowhere")
assert call("POST", "/_simulator/v1/sandboxes/client/reset")[0] == 204
call("GET", STATUS)
"""
    done = client(tmp_path, program)
    assert done.code == 1, done.out
    assert "2 requests, 0 violations, 1 undocumented request" in done.out


def test_too_little_that_was_met_fails(tmp_path: Path) -> None:
    done = client(tmp_path, GOOD, "--fail-under", "29.5")
    assert done.code == 1, done.out
    assert "less than the 29.5 % that --fail-under asks for" in done.out
    assert client(tmp_path, GOOD, "--fail-under", "29.4").code == 0


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    """A simulator with a short journal."""
    with served("--journal", "100") as server:
        yield server.url


def test_a_running_simulator_is_used_and_left_as_it_was(tmp_path: Path, running: str) -> None:
    done = client(tmp_path, GOOD, "--url", running)
    assert done.code == 0, done.out
    listed = simulator(tmp_path, "sandbox", "list", "--url", running)
    assert "default" in listed.out
    assert len(listed.out.strip().splitlines()) <= 2


def test_requests_that_nobody_could_judge_are_no_success(tmp_path: Path, running: str) -> None:
    done = client(tmp_path, 'for _ in range(200): call("GET", STATUS)', "--url", running)
    assert done.code == 1, done.out
    assert "fell out of the journal before anybody could judge them" in done.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Missing argument"),
        (("--report", "pdf", "x", "true"), 2, "expected json, html, got 'pdf'"),
        (("--api", "bano", "true"), 2, "--api: unknown bano (known: banno-admin, banno-consumer, "),
        (("--operation", "x", "true"), 2, "--operation: unknown x (known: "),
        (("--provider", "x", "true"), 2, "--provider: unknown x (known: banno, customers_bank, narmi)"),
        (("--persona", "customers-bank=nobody", "true"), 2, "nobody"),
        (("--scenario", "apocalypse", "true"), 2, "unknown scenario 'apocalypse'"),
        (("--seed", "x", "true"), 2, "seed"),
        (("--max-time", "soon", "true"), 2, "not a valid float"),
        (("--", "no-such-command-here"), 2, "cannot run 'no-such-command-here': No such file"),
        (("--url", "nowhere", "true"), 2, "expected an address"),
        (("--url", "http://127.0.0.1:9", "true"), 4, "no simulator answers"),
        (("--url", "http://127.0.0.1:9", "--seed", "1", "true"), 2, "--seed is for a simulator of its own"),
    ],
)
def test_wrong_words_are_answered_with_a_sentence(tmp_path: Path, words: tuple[str, ...], code: int, said: str) -> None:
    done = simulator(tmp_path, "client", *words)
    assert done.code == code, done.out
    assert said in done.out
    assert "Traceback" not in done.out


def test_a_client_is_judged_where_nothing_is_installed_for_tests() -> None:
    """As after `make run`: what is in the extra [test] may be missing."""
    missing = ("httpx2", "hypothesis", "pytest", "schemathesis")
    program = f"import sys; sys.modules.update(dict.fromkeys({missing!r})); import contract_tests.client.session"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
