"""`simulator.testing.survives`: a test that is called again and again on edited answers, in its own process."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from contract_tests.client.fuzz.function import Bank
from contract_tests.client.fuzz.survival import Broken
from contract_tests.client.running import CannotRun
from simulator.testing import Running, survives

STATUS = "/a/consumer-status/api/v0/users/3fa85f64-5717-4562-b3fc-2c963f66afa6/status"
KNOWN = ("Locked", "Active", "Pending", "Disabled", "Reset", "Dormant")


def status(bank: Bank) -> str:
    """The status of Kathy Smith."""
    request = Request(bank.url + STATUS, headers={"Authorization": f"Bearer {bank.token()}"})
    with urlopen(request, timeout=2) as answer:
        told: str = json.load(answer)["status"]
    return told


def broken(simulator: Running, folder: Path, test: Callable[..., Any], **wish: Any) -> str:
    """What is said of a test that does not survive."""
    with pytest.raises(Broken) as caught:
        survives(plans=str(folder), runs=0, **{"tiers": ["T3"], "max_time": 3, **wish})(test)(simulator=simulator)
    return str(caught.value)


@pytest.fixture
def told() -> list[str]:
    """A fixture that the decorated test asks for: the same for each run."""
    return []


@survives(["T3"], runs=4, max_time=3)
def test_a_client_that_bears_all_passes_and_gets_its_fixtures(bank: Bank, told: list[str]) -> None:
    found = status(bank)
    bank.believe(STATUS, "/status", equals=found)
    told.append(found)
    assert len(told) == 1 or "Locked" in told


def test_what_a_client_cannot_bear_is_told_with_the_fewest_edits(simulator: Running, tmp_path: Path) -> None:
    def test(bank: Bank) -> None:
        assert status(bank) in KNOWN

    said = broken(simulator, tmp_path, test)
    assert "crash: exit code 1: AssertionError" in said
    assert "call 1 of getUserStatus: /status is 'SomethingNew'" in said
    (plan,) = tmp_path.glob("*.json")
    assert f'@survives(plan="{plan}")' in said
    assert "AssertionError" in broken(simulator, tmp_path, test, plan=str(plan))
    survives(plan=str(plan), max_time=3)(status)(simulator=simulator)


def test_a_false_belief_is_a_failure(simulator: Running, tmp_path: Path) -> None:
    def test(bank: Bank) -> None:
        bank.believe(STATUS, "/status", equals="Locked" if status(bank) == "Locked" else "Closed")

    assert "believes that GET /a/consumer-status/" in broken(simulator, tmp_path, test)


def test_where_nothing_can_be_edited_nothing_has_survived(simulator: Running, tmp_path: Path) -> None:
    assert broken(simulator, tmp_path, status, tiers=["T2"]).startswith("nothing was tried: ")
    with pytest.raises(ValueError, match=r"tiers: unknown t3 .known: T1, T2, T3, T4."):
        survives(["t3"])


def test_a_client_that_fails_plainly_is_not_fuzzed(simulator: Running, tmp_path: Path) -> None:
    def test(bank: Bank) -> None:
        raise ValueError(status(bank))

    said = broken(simulator, tmp_path, test)
    assert said.startswith("the client fails without any edit, so nothing was fuzzed:")
    assert "ValueError: Locked" in said
    assert not list(tmp_path.iterdir())


def test_a_client_that_asks_nothing_proves_nothing(simulator: Running, tmp_path: Path) -> None:
    assert "it made no request: ask at bank.url" in broken(simulator, tmp_path, lambda _: None)


def test_a_client_that_takes_too_long_is_a_hang(simulator: Running, tmp_path: Path) -> None:
    def test(bank: Bank) -> None:
        if status(bank) not in KNOWN:
            time.sleep(2.5)

    assert "hang: was ended after" in broken(simulator, tmp_path, test, max_time=1)


def test_a_client_that_never_comes_back_ends_it_all(simulator: Running, tmp_path: Path) -> None:
    def test(bank: Bank) -> None:
        if status(bank) not in KNOWN:
            time.sleep(9)

    with pytest.raises(CannotRun, match="goes on"):
        broken(simulator, tmp_path, test, max_time=1)
