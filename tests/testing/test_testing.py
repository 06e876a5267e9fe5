"""What other tests may hold: a fresh simulator, and the bundled documents."""

from pathlib import Path

import pytest

from simulator import testing
from simulator.providers import PROVIDERS
from simulator.settings import SettingsError


def test_a_simulator_for_tests_is_strict_unless_told_otherwise() -> None:
    assert testing.asgi_app().simulator.strict
    assert not testing.asgi_app(strict=False).simulator.strict


def test_settings_are_those_of_serve_and_no_environment_reaches_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_SEED", "9")
    simulator = testing.asgi_app(clock="frozen", journal=5, auth="any").simulator
    assert (simulator.seed, simulator.journal.length, simulator.anybody) == (0, 5, True)
    with pytest.raises(SettingsError, match=r"unknown setting 'prot' \(did you mean 'port'\?\)"):
        testing.asgi_app(prot=1)


def test_each_simulator_is_a_fresh_one() -> None:
    assert testing.asgi_app().simulator.store is not testing.asgi_app().simulator.store


def test_the_specs_are_the_vendors_and_none_of_ours() -> None:
    specs = testing.specs()
    assert {name.partition("/")[0] for name in specs} == set(PROVIDERS)
    assert specs["banno/user-search"]["openapi"].startswith("3.1")


def test_the_claims_are_the_bundled_ones() -> None:
    assert {"BAN-S-01", "F-14"} <= {claim["id"] for claim in testing.claims()}


def test_corpora_lie_where_they_are_told_to_lie_or_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMULATOR_CORPORA", str(tmp_path))
    assert testing.corpora() == tmp_path
    monkeypatch.setenv("SIMULATOR_CORPORA", str(tmp_path / "nowhere"))
    assert testing.corpora() is None


def test_what_the_plugin_hands_out_has_a_name_to_annotate_with() -> None:
    assert {getattr(testing, name).__name__ for name in testing.HOMES} == set(testing.HOMES) <= set(testing.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'Sandpit'"):
        _ = testing.Sandpit  # type: ignore[attr-defined]
