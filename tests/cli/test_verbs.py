"""Each verb that talks to a simulator does what it says, in the sandbox that the environment names."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.ran import Run
from tests.serving import Server

Good = Callable[..., str]
KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"

pytestmark = pytest.mark.usefixtures("sandbox")


def stored(good: Good) -> dict[str, object]:
    shown: dict[str, object] = json.loads(good("users", "show", KATHY))
    return shown


def called(server: Server, good: Good, method: str, target: str, body: bytes = b"") -> int:
    """One call to a simulated API with a token that the command made."""
    token = good("token").strip()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    status: int = server.ask(method, target, body, headers)[0]
    return status


def test_token_prints_a_token_that_opens_the_sandbox(server: Server, good: Good) -> None:
    out = good("token")
    assert out.count("\n") == 1
    assert out.count(".") == 2
    assert called(server, good, "GET", f"/a/consumer-status/api/v0/users/{KATHY}/status") == 200


def test_token_takes_wishes(good: Good) -> None:
    whole = json.loads(good("token", "banno-admin", "--permission", "banno.view", "--expires-in", "60", "--json"))
    assert (whole["scope"], whole["expires_in"]) == ("banno.view", 60)
    assert json.loads(good("token", "banno-consumer", "-p", "sean-obrien", "--json"))["token_type"] == "Bearer"
    assert good("token", "--defect", "expired") != good("token")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("narmi",), "api: 'narmi' is not served; known: banno-admin, banno-consumer (status 400)"),
        (("banno",), "one of banno-admin or banno-consumer"),
        (("banno-consumer", "-p", "kathy-smyth"), "did you mean 'kathy-smith'?"),
        (("--permission", "x"), "banno-admin has no x"),
        (("--defect", "rot"), "one of"),
        (("--expires-in", "0"), "at least 1"),
        (("--expires-in", "-5"), "at least 1"),
    ],
)
def test_token_refuses_wishes_that_cannot_be_granted(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("token", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_users_are_listed_found_and_counted(good: Good) -> None:
    lines = good("users", "list").splitlines()
    assert lines[0].split() == ["id", "status", "username", "name"]
    assert lines[-1] == f"{len(lines) - 2} in all"
    assert good("users", "list", "KathySmith").splitlines()[1].split() == [
        KATHY,
        "Locked",
        "KathySmith",
        "Kathy",
        "Smith",
    ]
    assert json.loads(good("users", "list", "kathysmith", "--json"))["total"] == 1


def test_a_user_is_shown_edited_locked_and_deleted(run: Run, good: Good) -> None:
    assert stored(good)["status"] == "Locked"
    good("users", "edit", KATHY, "status=Active", "email=null", "memoMode=true", "memberNumber=7", 'lastName="12"')
    edited = stored(good)
    assert [edited[name] for name in ("status", "email", "memoMode", "memberNumber", "lastName")] == [
        "Active",
        None,
        True,
        7,
        "12",
    ]
    assert good("users", "lock", KATHY) == ""
    assert stored(good)["status"] == "Locked"
    assert good("users", "delete", KATHY) == ""
    assert run("users", "show", KATHY).code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("edit", KATHY, "status"), "expected NAME=JSON, got 'status'; for example status=Locked"),
        (("edit", KATHY, "status=Sleeping"), "expected one of Active, Pending"),
        (("edit", KATHY, "stauts=Locked"), "did you mean 'status'?"),
        (("edit", KATHY), "Missing argument"),
        (("show", "x", "--provider", "bano"), "did you mean 'banno'?"),
        (("paint", KATHY), "No such command 'paint'"),
    ],
)
def test_users_refuses_what_does_not_fit(run: Run, good: Good, words: tuple[str, ...], said: str) -> None:
    before = stored(good)
    done = run("users", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert stored(good) == before


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "{", "Kat", "0x7", "", "a=b", "é"])
def test_a_value_that_is_no_json_is_a_text(good: Good, text: str) -> None:
    good("users", "edit", KATHY, f"firstName={text}")
    assert stored(good)["firstName"] == text


def test_sandboxes_are_made_forked_listed_reset_and_deleted(run: Run, good: Good, server: Server, sandbox: str) -> None:
    assert good("sandbox", "create", f"{sandbox}-a").strip() == f"{server.url}/s/{sandbox}-a"
    good("users", "lock", KATHY, "-s", f"{sandbox}-a")
    assert good("sandbox", "fork", f"{sandbox}-a", f"{sandbox}-b").strip() == f"{server.url}/s/{sandbox}-b"
    assert f"{sandbox}-b" in good("sandbox", "list")
    assert good("sandbox", "reset", f"{sandbox}-b") == ""
    totals = [json.loads(good("sandbox", "changes", f"{sandbox}-{name}"))["total"] for name in "ab"]
    assert totals == [1, 0]
    assert good("sandbox", "delete", f"{sandbox}-b") == ""
    assert run("sandbox", "delete", f"{sandbox}-b").code == 2
    assert good("sandbox", "create").startswith(f"{server.url}/s/sandbox-")


def test_a_saved_sandbox_can_be_loaded_into_another(good: Good, sandbox: str, tmp_path: Path) -> None:
    good("users", "edit", KATHY, "firstName=Zoë")
    good("sandbox", "save", sandbox, str(tmp_path / "state.json"))
    good("sandbox", "create", f"{sandbox}-c")
    good("sandbox", "load", f"{sandbox}-c", str(tmp_path / "state.json"))
    assert json.loads(good("users", "show", KATHY, "-s", f"{sandbox}-c"))["firstName"] == "Zoë"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is no JSON"),
        (b"\xff", "is no JSON"),
        (b"[]", "status 400"),
        (b"{}", "status 400"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_holds_no_state_is_exit_2(
    run: Run, sandbox: str, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "state.json"
    if content is not None:
        file.write_bytes(content)
    done = run("sandbox", "load", sandbox, str(file))
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_place_that_cannot_be_written_is_exit_2(run: Run, sandbox: str, tmp_path: Path) -> None:
    done = run("sandbox", "save", sandbox, str(tmp_path / "nowhere" / "state.json"))
    assert done.code == 2
    assert "cannot be written (No such file or directory)" in done.err


def test_the_journal_is_listed_shown_and_cleared(server: Server, good: Good, sandbox: str) -> None:
    called(server, good, "GET", f"/a/consumer-status/api/v0/users/{KATHY}/status")
    called(server, good, "POST", RESET, b'{"method": "fax"}')
    lines = good("journal").splitlines()
    assert lines[0].split() == ["id", "status", "verdict", "method", "target"]
    assert lines[1].split() == [f"{sandbox}-2", "400", "request-invalid", "POST", RESET]
    assert len(good("journal", "--limit", "1").splitlines()) == 2
    assert json.loads(good("journal", "--json"))["total"] == 2
    assert json.loads(good("journal", f"{sandbox}-1"))["operation"] == "getUserStatus"
    assert good("journal", "--clear") == ""
    assert len(good("journal").splitlines()) == 1


def test_the_outbox_is_listed_shown_and_cleared(server: Server, run: Run, good: Good) -> None:
    assert "the outbox is empty" in run("outbox", "--latest").err
    for method in (b"email", b"sms"):
        assert called(server, good, "POST", RESET, b'{"method": "' + method + b'"}') == 200
    lines = good("outbox").splitlines()
    assert [line.split()[1] for line in lines] == ["channel", "sms", "email"]
    latest = json.loads(good("outbox", "--latest"))
    assert latest["to"] == "+15555551234"
    assert good("outbox", "--link").strip() == latest["link"]
    assert json.loads(good("outbox", "--json"))["total"] == 2
    assert good("outbox", "--clear") == ""
    assert len(good("outbox").splitlines()) == 1


def test_the_clock_is_shown_frozen_advanced_and_reset(good: Good) -> None:
    def now(*words: str) -> str:
        return str(json.loads(good("clock", *words))["now"])

    assert now() == "2026-01-15T09:00:00.000Z"
    assert now("advance", "90.5") == "2026-01-15T09:01:30.500Z"
    assert now("freeze", "2030-06-01T12:00:00Z") == "2030-06-01T12:00:00.000Z"
    assert now("freeze") == "2030-06-01T12:00:00.000Z"
    assert now("reset") == "2026-01-15T09:00:00.000Z"


@pytest.mark.parametrize(
    "words", [("advance", "soon"), ("advance", "nan"), ("advance", "1e300"), ("freeze", "soon"), ("stop",)]
)
def test_the_clock_refuses_what_no_clock_can_do(run: Run, words: tuple[str, ...]) -> None:
    done = run("clock", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err
