"""A plan file: written, read again, and refused where it is none, or was made for other specs."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contract_tests.client.fuzz import plan
from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.failure import Failure
from contract_tests.client.fuzz.plan import Plan, Refused, loaded, saved
from contract_tests.operation import operations

FAILURE = Failure("crash", "desk.py:7", "exit code 1: KeyError: 'x'")
EDITS = [
    Edit("getUserDetails", 1, "T1", "is null", {"kind": "edit", "put": {"/a~1b": None}}, "/a~1b"),
    Edit("unlockUser", 2, "T4", "is reset", {"kind": "reset", "carriedOut": True}, lasting=True),
]
GIVEN: dict[str, Any] = {
    "flags": ["--users", "5"],
    "scenario": "rough-morning",
    "api": "banno-admin",
    "personas": {"banno-admin": "owen-blake"},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A plan, written into a folder that was not there."""
    return saved(Cause(FAILURE, EDITS), GIVEN, tmp_path / "some" / "plans")


def changed(file: Path, **members: Any) -> Path:
    """The file with other members; with none that is an ellipsis."""
    told = {**json.loads(file.read_text("utf-8")), **members}
    file.write_text(json.dumps({name: value for name, value in told.items() if value is not ...}), "utf-8")
    return file


def test_a_plan_is_read_as_it_was_written(file: Path) -> None:
    assert loaded(file) == Plan(FAILURE, EDITS, GIVEN)


def test_the_same_cause_has_the_same_file_and_another_one_another(file: Path) -> None:
    """Even where they begin with the same words."""
    before = file.read_text("utf-8")
    assert saved(Cause(FAILURE, EDITS, run=7, seconds=3.0), GIVEN, file.parent) == file
    assert file.read_text("utf-8") == before
    others = [
        Cause(FAILURE, EDITS[:1]),
        Cause(Failure("crash", "desk.py:8", FAILURE.what), EDITS),
        Cause(Failure("belief", "/a /status", "it believes"), EDITS),
        Cause(Failure("belief", "/a /email", "it believes"), EDITS),
    ]
    assert len({file, *(saved(one, GIVEN, file.parent) for one in others)}) == 5
    assert file.read_text("utf-8") == before


def test_the_name_tells_the_cause(file: Path) -> None:
    assert file.name.startswith("crash-getuserdetails-a-1b-is-null-")
    assert file.name.endswith(".json")
    long = Edit("getUserDetails", 1, "T1", "is " + "very " * 100 + "long", {"kind": "edit"}, "/Ünlü?*:\\")
    assert len(saved(Cause(FAILURE, [long]), GIVEN, file.parent).name) < 80


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "7", "{}", '{"plan": 2}', '{"specs": {}}', "[" * 100_000])
def test_what_is_no_plan_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, "utf-8")
    with pytest.raises(Refused, match=r"x\.json: is no plan; expected what `simulator fuzz-client` has saved"):
        loaded(tmp_path / "x.json")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused, match="is no plan"):
        loaded(tmp_path / "x.json")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read: No such file or directory"):
        loaded(tmp_path / "nowhere.json")
    with pytest.raises(Refused, match="cannot be read: Is a directory"):
        loaded(tmp_path)


def test_another_form_is_refused(file: Path) -> None:
    with pytest.raises(Refused, match="is a plan of form 1; expected 2"):
        loaded(changed(file, plan=1))


@pytest.mark.parametrize("specs", [{"banno/user-details": "0"}, {}, None, "x"])
def test_a_plan_for_other_specs_is_refused_with_the_reason(file: Path, specs: Any) -> None:
    with pytest.raises(Refused, match=r"was made for other specs .* than these .*; fuzz the client anew"):
        loaded(changed(file, specs=specs))


def test_an_operation_that_is_no_more_is_another_spec(file: Path) -> None:
    gone = {**EDITS[0].plain, "operation": "getUserMood"}
    with pytest.raises(Refused, match=r"than these .none of them has the operation"):
        loaded(changed(file, edits=[gone]))


@pytest.mark.parametrize("theirs", [True, False])
def test_a_plan_outlives_changes_of_all_specs_but_its_own(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, theirs: bool
) -> None:
    own = set(json.loads(file.read_text("utf-8"))["specs"])
    assert own == {"banno/user-details", "banno/user-status"}
    anew = [replace(one, document={"info": {}}) if (one.spec in own) != theirs else one for one in operations()]
    monkeypatch.setattr(plan, "operations", lambda: anew)
    if theirs:
        assert loaded(file).edits == EDITS
    else:
        with pytest.raises(Refused, match="was made for other specs"):
            loaded(file)


@pytest.mark.parametrize(
    "members",
    [
        {"failure": ...},
        {"failure": {"kind": "crash"}},
        {"failure": None},
        {"edits": ...},
        {"edits": []},
        {"edits": 7},
        {"edits": [{}]},
        {"edits": [{**EDITS[0].plain, "tier": "T9"}]},
        {"edits": [{**EDITS[0].plain, "fault": {}}]},
        {"given": ...},
        {"given": None},
        {"given": {"command": ["rm"]}},
    ],
)
def test_half_a_plan_is_refused(file: Path, members: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="is a plan, but not a whole one: "):
        loaded(changed(file, **members))


def test_a_plan_without_a_given_bank_is_whole(file: Path) -> None:
    """As a test in Python saves it."""
    assert loaded(changed(file, given={})).given == {}
