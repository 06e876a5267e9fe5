"""A flag beats the environment, that beats the file, and that the default; what is wrong says where it came from."""

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from simulator.settings import Settings, SettingsError, gathered


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(flags: dict[str, Any] | None = None, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(SettingsError) as caught:
        gathered(flags or {}, environment or {})
    return str(caught.value)


def test_without_anything_the_defaults_hold() -> None:
    assert gathered({}, {}) == Settings()
    assert (Settings().host, Settings().port, Settings().clock, Settings().auth) == (
        "127.0.0.1",
        8765,
        "wall",
        "enforced",
    )


def test_each_place_beats_the_one_below_it(here: Path) -> None:
    (here / "simulator.toml").write_text("port = 1\nseed = 1\nusers = 1\n")
    environment = {"SIMULATOR_PORT": "2", "SIMULATOR_SEED": "2"}
    settings = gathered({"port": "3"}, environment)
    assert (settings.port, settings.seed, settings.users, settings.journal) == (3, 2, 1, Settings().journal)


def test_a_flag_that_was_not_given_beats_nothing() -> None:
    assert gathered({"port": None, "fixtures": ()}, {"SIMULATOR_PORT": "2", "SIMULATOR_FIXTURES": "a"}).port == 2
    assert gathered({"fixtures": ()}, {"SIMULATOR_FIXTURES": "a"}).fixtures == ("a",)


def test_lists_in_the_environment_are_split_like_a_search_path() -> None:
    environment = {"SIMULATOR_FIXTURES": os.pathsep.join(["a", "", "b c"]), "SIMULATOR_DEFECT": "x"}
    settings = gathered({}, environment)
    assert (settings.fixtures, settings.defect) == (("a", "b c"), ("x",))


@pytest.mark.parametrize(
    "set_beside_us",
    [{"SIMULATOR_SERVICE_HOST": "10.0.0.1"}, {"SIMULATOR_PORT_80_TCP": "x"}, {"SIMULATOR_PORT": "tcp://10.0.0.1:80"}],
)
def test_what_a_cluster_sets_is_no_setting(set_beside_us: dict[str, str]) -> None:
    assert gathered({}, set_beside_us) == Settings()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("port", "0", 0), ("port", "65535", 65535), ("users", "1000000", 10**6), ("journal", "1", 1), ("host", "h", "h")],
)
def test_values_at_the_edge_are_taken(name: str, text: str, value: object) -> None:
    assert getattr(gathered({name: text}, {}), name) == value


def test_nothing_strict_or_bare_is_asked_for_by_default() -> None:
    settings = Settings()
    assert (settings.strict, settings.bare, settings.users, settings.seed, settings.ready_file) == (
        False,
        False,
        0,
        0,
        "",
    )


def test_what_the_other_verbs_read_is_no_setting() -> None:
    names = ("URL", "TOKEN", "TOKEN_BANNO_ADMIN", "SANDBOX", "CORPORA", "BELIEFS")
    environment = {f"SIMULATOR_{name}": "x" for name in names}
    assert gathered({}, environment) == Settings()
    assert gathered({}, {"PATH": "x", "simulator_port": "1"}) == Settings()


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("true", True), ("TRUE", True), ("0", False), ("false", False)]
)
def test_a_switch_may_be_told_as_text(text: str, value: bool) -> None:
    assert gathered({}, {"SIMULATOR_STRICT": text}).strict is value


def test_pyproject_has_a_section_of_its_own(here: Path) -> None:
    (here / "pyproject.toml").write_text("[tool.simulator]\nready-file = 'r'\n[tool.other]\nport = 'x'\n")
    assert gathered({}, {}).ready_file == "r"
    (here / "simulator.toml").write_text("seed = 5\n")
    assert (gathered({}, {}).ready_file, gathered({}, {}).seed) == ("", 5)


def test_a_named_file_is_the_only_one_that_is_read(here: Path) -> None:
    (here / "simulator.toml").write_text("port = 'no number'\n")
    (here / "mine.toml").write_text("seed = 5\n")
    assert gathered({"config": "mine.toml"}, {}).seed == 5
    assert gathered({}, {"SIMULATOR_CONFIG": "mine.toml"}).seed == 5


@pytest.mark.parametrize(
    ("flags", "environment", "where"),
    [({"prot": "1"}, {}, "the command line"), ({}, {"SIMULATOR_PROT": "1"}, "the environment")],
)
def test_an_unknown_setting_guesses_what_was_meant(flags: Any, environment: Any, where: str) -> None:
    assert refused(flags, environment) == f"{where}: unknown setting 'prot' (did you mean 'port'?)"


def test_an_unknown_setting_in_a_file_names_the_file(here: Path) -> None:
    (here / "simulator.toml").write_text("prot = 1\n")
    assert refused() == "simulator.toml: unknown setting 'prot' (did you mean 'port'?)"


def test_an_unknown_setting_that_resembles_none_lists_all() -> None:
    said = refused({"qqqq": "1"})
    assert said.endswith(f"(known: {', '.join(msgspec.structs.asdict(Settings()))})")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port", "65536"),
        ("port", "-1"),
        ("port", "http"),
        ("port", "80.5"),
        ("port", ""),
        ("users", "-1"),
        ("users", "1000001"),
        ("journal", "0"),
        ("auth", "none"),
        ("strict", "perhaps"),
        ("host", ""),
        ("seed", "x"),
    ],
)
def test_a_wrong_value_names_setting_place_and_value(name: str, text: str) -> None:
    for said in (refused({name: text}), refused({}, {f"SIMULATOR_{name.upper()}": text})):
        assert said.startswith((f"the command line: {name}: ", f"the environment: {name}: "))
        assert said.endswith(f"got {text!r}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("port = ", "is no TOML: Invalid value (at "),
        ("port = 1\nport = 2\n", "is no TOML: Cannot overwrite a value (at line 2, column 9)"),
        ("port = '1'\n[port", "is no TOML"),
        ("[port]\na = 1\n", "port: expected `int`, got `object`"),
        ("fixtures = 'x'\n", "fixtures: expected `array`, got 'x'"),
        ("fixtures = [1]\n", "fixtures: expected `str`, got `int`"),
        ("seed = true\n", "seed: expected `int`"),
        ("[tool.simulator]\nport = 1\n", "unknown setting 'tool'"),
    ],
)
def test_a_broken_file_says_what_is_wrong_with_it(here: Path, text: str, said: str) -> None:
    (here / "mine.toml").write_text(text)
    assert refused({"config": "mine.toml"}).startswith(f"mine.toml: {said}")


def test_bytes_that_are_no_text_are_no_toml(here: Path) -> None:
    (here / "mine.toml").write_bytes(b"\xff\xfe")
    assert refused({"config": "mine.toml"}).startswith("mine.toml: is no TOML")


def test_a_file_that_cannot_be_read_is_named(here: Path) -> None:
    assert refused({"config": "nowhere.toml"}) == "nowhere.toml: cannot be read (No such file or directory)"
    assert refused({"config": "."}) == ".: cannot be read (Is a directory)"


@pytest.mark.parametrize("text", ["[tool]\nsimulator = 3\n", "tool = 'x'\n"])
def test_a_pyproject_of_another_shape_is_no_internal_error(here: Path, text: str) -> None:
    (here / "pyproject.toml").write_text(text)
    if "simulator" in text:
        assert "expected a table [tool.simulator]" in refused()
    else:
        assert gathered({}, {}) == Settings()


def test_the_environment_is_that_of_the_process_unless_another_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_SEED", "42")
    assert gathered({}).seed == 42
