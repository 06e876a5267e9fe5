"""Every defect of Banno shows in a scene of its own, and none in the same scene of the sound provider."""

import pytest

from simulator.defects import Defect, known, seeded
from simulator.providers import PROVIDERS
from tests.defects.banno_scenes import SCENES
from tests.defects.desk import Desk
from tests.world import World

OURS = {name: defect for name, defect in known().items() if defect.provider == "banno"}
OPERATIONS = {*PROVIDERS["banno"].handlers}


def test_every_defect_has_a_scene() -> None:
    assert set(SCENES) == set(OURS)


@pytest.mark.parametrize("name", SCENES)
def test_a_defect_shows_in_its_scene(name: str) -> None:
    seen = SCENES[name](Desk(World(providers=seeded(PROVIDERS, [OURS[name]]))))
    assert seen != SCENES[name](Desk(World())), "the defect changes nothing that can be seen"


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_has_one_outcome_however_often_it_is_played(name: str) -> None:
    providers = seeded(PROVIDERS, [OURS[name]])
    assert SCENES[name](Desk(World(providers=providers))) == SCENES[name](Desk(World(providers=providers)))


def test_every_operation_has_defects() -> None:
    assert {defect.operation for defect in OURS.values()} >= OPERATIONS


def test_all_defects_go_together() -> None:
    all_of_them: list[Defect] = [*OURS.values()]
    desk = Desk(World(providers=seeded(PROVIDERS, all_of_them)))
    assert desk.status("otto-nightingale")[0] < 500
