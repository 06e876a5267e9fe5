"""`simulator users` lists, shows, edits, locks and deletes users."""

import json
import re

import pytest

from tests.cli.called import KATHY, Good
from tests.cli.ran import Run

pytestmark = pytest.mark.usefixtures("sandbox")


def stored(good: Good) -> dict[str, object]:
    shown: dict[str, object] = json.loads(good("users", "show", KATHY))
    return shown


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


def listed(good: Good, provider: str, text: str) -> list[list[str]]:
    """Heads and cells of a list, without the ids."""
    *lines, _ = good("users", "list", text, "--provider", provider).splitlines()
    return [re.split("  +", line)[1:] for line in lines]


def test_users_of_each_provider_are_listed_by_what_it_knows_of_them(good: Good) -> None:
    frozen, reyes = ["status", "email", "name"], "dana.reyes@sample-partner.example"
    assert listed(good, "customers_bank", "reyes") == [frozen, ["active", reyes, "Dana Reyes"]]
    good("users", "lock", "dana-reyes", "--provider", "customers_bank")
    assert listed(good, "customers_bank", "reyes") == [frozen, ["frozen", reyes, "Dana Reyes"]]
    managed, hugo = ["status", "type", "login", "last login", "name"], ["customer", "HugoLindgren"]
    found = listed(good, "narmi", "hugo")
    assert (found[0], found[1][:3], found[1][-1]) == (managed, ["locked, archived", *hugo], "Hugo Lindgren")
    good("users", "unlock", "hugo-lindgren", "--provider", "narmi")
    assert listed(good, "narmi", "hugo")[1][:3] == ["active", *hugo]
    assert listed(good, "narmi", "nadia")[1][2] == "temp-a8525cb4 (temporary)"
    assert good("users", "list", "nobody").splitlines() == ["id  status  username  name", "0 in all"]


def test_users_of_another_provider_are_listed_by_the_usual_members(good: Good, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.cli.users.COLUMNS", {})
    assert listed(good, "banno", "KathySmith")[0] == ["status", "username", "email", "name"]
    assert listed(good, "customers_bank", "reyes")[0] == ["email", "name"]


def test_a_list_that_is_not_whole_says_so(good: Good, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.cli.users.LIST_MAX", 2)
    *lines, last = good("users", "list").splitlines()
    assert len(lines) == 3
    assert re.fullmatch(r"the first 2 of \d\d+; find the others by TEXT", last)


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


def test_users_of_each_provider_are_locked_and_unlocked(sandbox: str, good: Good) -> None:
    for provider, member, locked, free in (
        ("banno", "status", "Locked", "Active"),
        ("customers_bank", "isFrozen", True, False),
        ("narmi", "locked", True, False),
    ):
        for verb, expected in (("lock", locked), ("unlock", free)):
            assert good("users", verb, "kathy-smith", "--provider", provider) == ""
            assert json.loads(good("users", "show", "kathy-smith", "--provider", provider))[member] == expected


def test_a_lock_that_nobody_knows_says_so(sandbox: str, run: Run) -> None:
    done = run("users", "lock", "kathy-smith", "--provider", "toy")
    assert (done.code, "known: banno, customers_bank, narmi" in done.err) == (2, True)
