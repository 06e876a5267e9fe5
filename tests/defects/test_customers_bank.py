"""Every defect of Customers Bank shows in a few calls, and nothing but what is asked for is broken by it."""

import pytest

from simulator.defects import known
from simulator.defects.customers_bank import DEFECTS
from simulator.providers import PROVIDERS
from simulator.providers.customers_bank.handlers import NAME
from tests.defects.partner import Bank
from tests.defects.partner_reads import READS
from tests.defects.partner_writes import WRITES

SCENARIOS = {**READS, **WRITES}


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_defect_shows_and_shows_the_same_each_time(name: str) -> None:
    scenario, defect = SCENARIOS[name], known()[name]
    sound, broken = scenario(Bank()), scenario(Bank(defect))
    assert sound != broken
    assert all(status < 500 for status, *_ in [*sound, *broken])
    assert scenario(Bank(defect)) == broken


def test_every_defect_has_its_scenario() -> None:
    assert [defect.name for defect in DEFECTS if defect.name not in SCENARIOS] == []
    assert sorted(SCENARIOS) == sorted(defect.name for defect in DEFECTS)


def test_defects_are_spread_over_all_operations() -> None:
    names = [defect.name for defect in DEFECTS]
    assert len(set(names)) == len(names) >= 45
    assert all(name.startswith("partner-") for name in names)
    assert {defect.provider for defect in DEFECTS} == {NAME}
    assert {defect.operation for defect in DEFECTS} >= set(PROVIDERS[NAME].handlers)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_printed_list_is_answered_whatever_the_defect(name: str) -> None:
    status, _, page = Bank(known()[name]).page(0, by="test-admin")
    assert (status, len(page["items"])) == (200, 1)
