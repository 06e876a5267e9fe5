"""A simulator is put together whole, or refuses to start and says what does not fit."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from simulator import app, resources
from simulator.app import composed
from simulator.fixtures import FixtureError
from simulator.providers import PROVIDERS
from simulator.settings import Settings, SettingsError

BANNO = PROVIDERS["banno"]


@pytest.fixture
def with_banno(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts another Banno in the place of the one that fits."""

    def put(**parts: Any) -> None:
        monkeypatch.setattr(app, "PROVIDERS", {**PROVIDERS, "banno": replace(BANNO, **parts)})

    return put


def handlers(*without: str, **more: Any) -> dict[str, Any]:
    return {name: handler for name, handler in BANNO.handlers.items() if name not in without} | more


def test_everything_fits_as_it_is_delivered() -> None:
    simulator = composed(Settings())
    assert {one.handler for one in simulator.matcher.operations} == {
        name for one in PROVIDERS.values() for name in one.handlers
    }
    assert {name for one in simulator.documents for name in [one.provider]} == {*PROVIDERS, "simulator"}
    assert len(simulator.beginning.table("banno", "users")) >= 24


def test_an_operation_without_a_handler_keeps_it_from_starting(with_banno: Callable[..., None]) -> None:
    with_banno(handlers=handlers("unlockUser"))
    with pytest.raises(ValueError, match=r"operations and handlers do not fit: banno\.unlockUser"):
        composed(Settings())


def test_a_handler_without_an_operation_keeps_it_from_starting(with_banno: Callable[..., None]) -> None:
    with_banno(handlers=handlers(lockUser=print))
    with pytest.raises(ValueError, match=r"operations and handlers do not fit: banno\.lockUser"):
        composed(Settings())


def test_all_that_does_not_fit_is_told_at_once(with_banno: Callable[..., None]) -> None:
    with_banno(handlers=handlers("unlockUser", "getUser", lockUser=print))
    with pytest.raises(ValueError, match=r"banno\.getUser, banno\.lockUser, banno\.unlockUser"):
        composed(Settings())


def test_an_order_of_refusals_that_no_row_has_keeps_it_from_starting(with_banno: Callable[..., None]) -> None:
    with_banno(refusals={"admin": BANNO.refusals["admin"]})
    with pytest.raises(ValueError, match="x-refusals 'consumer' is no row of banno"):
        composed(Settings())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sundial", "clock: expected wall, frozen or frozen:<instant>, got 'sundial'"),
        ("", "clock: expected wall"),
        ("wall:2026-01-01", "clock: expected wall"),
        ("frozen:banana", "clock: 'banana' is no instant"),
        ("frozen:0001-01-01", "clock: the clock shows the years 1971 to 2400"),
    ],
)
def test_a_clock_that_is_none_is_a_wrong_setting(text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        composed(Settings(clock=text))
    assert str(caught.value).startswith(said)


def test_wrong_fixtures_keep_it_from_starting(tmp_path: Path) -> None:
    (tmp_path / "personas").mkdir()
    (tmp_path / "personas" / "ada.yaml").write_text("firstName: Ada\n")
    with pytest.raises(FixtureError, match=r"ada\.yaml:1:1 "):
        composed(Settings(fixtures=(str(tmp_path),)))


def test_fixtures_of_ones_own_join_the_bundled_ones(tmp_path: Path) -> None:
    (tmp_path / "personas").mkdir()
    text = "story: Counts everything twice.\nfirstName: Ada\nlastName: Byron\nbanno: {}\n"
    (tmp_path / "personas" / "ada-byron.yaml").write_text(text)
    plain, more = composed(Settings()), composed(Settings(fixtures=(str(tmp_path),)))
    assert len(more.beginning.table("banno", "users")) == len(plain.beginning.table("banno", "users")) + 1


def test_generated_users_are_a_crowd_without_names() -> None:
    plain, crowd = composed(Settings()), composed(Settings(users=20, seed=7))
    again, other = composed(Settings(users=20, seed=7)), composed(Settings(users=20, seed=8))
    users = [list(one.beginning.table("banno", "users")) for one in (plain, crowd, again, other)]
    assert len(users[1]) == len(users[0]) + 20
    assert users[1] == users[2] != users[3]
    assert len(crowd.cast.personas) == len(plain.cast.personas)


@pytest.mark.parametrize(("auth", "anybody"), [("enforced", False), ("any", True)])
def test_settings_reach_the_simulator(auth: Any, anybody: bool) -> None:
    simulator = composed(Settings(auth=auth, strict=True, bare=True, seed=9, journal=5))
    parts = (simulator.anybody, simulator.strict, simulator.bare, simulator.seed, simulator.journal.length)
    assert parts == (anybody, True, True, 9, 5)


def test_two_simulators_share_no_sandbox() -> None:
    one, other = composed(Settings()), composed(Settings())
    assert one.store is not other.store
    assert one.journal is not other.journal


def test_the_bundled_specs_are_the_ones_that_are_served() -> None:
    files = {f"{path.parent.name}/{path.stem}" for path in resources.folder("specs").glob("*/*.yaml")}
    assert {one.name for one in composed(Settings()).documents} == files
