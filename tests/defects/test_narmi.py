"""Every defect of Narmi shows in a scene of its own, the same each time, and breaks nothing but what it should."""

import pytest

from simulator.defects import known
from simulator.defects.narmi import DEFECTS
from simulator.providers import PROVIDERS
from simulator.providers.narmi.state import NAME
from tests.defects import narmi_scenes, narmi_scenes_more
from tests.defects.staff import Staff, act, get, scene, users

SCENES = {**narmi_scenes.SCENES, **narmi_scenes_more.SCENES}
ORDINARY = scene(users(), get("kathy-smith"), act("kathy-smith", "verify"))


@pytest.mark.parametrize("name", SCENES)
def test_a_defect_shows_in_its_scene_and_shows_the_same_each_time(name: str) -> None:
    played, defect = SCENES[name], known()[name]
    sound, broken = played(Staff()), played(Staff(defect))
    assert sound != broken, "the defect changes nothing that can be seen"
    assert "service_failure_error" not in str([*sound, *broken])
    assert played(Staff(defect)) == broken


def test_every_defect_has_its_scene() -> None:
    assert sorted(SCENES) == sorted(defect.name for defect in DEFECTS)


def test_defects_are_spread_over_what_can_be_done() -> None:
    names = [defect.name for defect in DEFECTS]
    assert len(set(names)) == len(names) >= 100
    assert all(name.startswith("narmi-") for name in names)
    assert {defect.provider for defect in DEFECTS} == {NAME}
    assert {defect.operation for defect in DEFECTS} >= set(PROVIDERS[NAME].handlers)


@pytest.mark.parametrize("name", SCENES)
def test_ordinary_work_goes_on_whatever_the_defect(name: str) -> None:
    assert all(status < 300 for status, _ in ORDINARY(Staff(known()[name])))
