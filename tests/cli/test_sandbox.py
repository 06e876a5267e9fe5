"""`simulator sandbox` makes, forks, resets and deletes sandboxes, and carries them in files."""

import json
from pathlib import Path

import pytest

from tests.cli.called import KATHY, Good
from tests.cli.ran import Run
from tests.serving import Server


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
