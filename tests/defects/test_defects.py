"""A defect takes the providers and gives them back with something wrong, and only when it is asked for."""

import pytest
from msgspec.structs import replace

from simulator.app import composed
from simulator.claims import bundled
from simulator.defects import Defect, known, seeded
from simulator.defects.wrapping import Seed
from simulator.domain.call import Outcome, Reply
from simulator.providers import PROVIDERS
from simulator.providers.provider import Provider
from simulator.settings import Settings, SettingsError
from tests.world import KATHY, World

UNLOCK = f"/a/consumer-status/api/v0/users/{KATHY}/status/locked"


def forgetful(banno: Provider) -> Provider:
    """Unlocking says yes and does nothing."""
    return replace(banno, handlers={**banno.handlers, "unlockUser": lambda *_: Outcome(Reply(204))})


def renamed(banno: Provider) -> Provider:
    """A second one, on top of the first."""
    return replace(banno, apis={})


def bug(seed: Seed) -> Defect:
    return Defect(name="bug", provider="banno", operation="", story="", claims=(), seed=seed)


def status(world: World) -> str:
    return str(world.control("GET", f"/users/banno/{KATHY}")["status"])


def unlocked(world: World) -> str:
    assert world.send("PUT", UNLOCK, {"state": False}, headers=[world.bearer()]).status == 204
    return status(world)


def test_there_are_no_defects_unless_they_are_asked_for() -> None:
    assert seeded(PROVIDERS, ()) is PROVIDERS
    assert composed(Settings()).providers is PROVIDERS


def test_a_seeded_bug_shows() -> None:
    assert unlocked(World()) == "Active"
    assert unlocked(World(providers=seeded(PROVIDERS, [bug(forgetful)]))) == "Locked"


def test_defects_are_seeded_one_upon_the_other_and_alter_no_provider() -> None:
    both = seeded(PROVIDERS, [bug(forgetful), bug(renamed)])["banno"]
    assert both.apis == {}
    assert both.handlers["unlockUser"] is not PROVIDERS["banno"].handlers["unlockUser"]
    assert PROVIDERS["banno"].apis


@pytest.mark.parametrize("name", sorted(known()))
def test_every_defect_can_be_asked_for_by_name(name: str) -> None:
    defect = known()[name]
    assert composed(Settings(defect=(name,))).providers[defect.provider] is not PROVIDERS[defect.provider]


@pytest.mark.parametrize("defect", known().values(), ids=known())
def test_every_defect_tells_its_story_and_the_claims_it_breaks(defect: Defect) -> None:
    checked = {claim["id"] for claim in bundled() if claim["disposition"] == "checked"}
    assert defect.story.endswith(".")
    assert defect.claims
    assert set(defect.claims) <= checked
    assert defect.operation in {"", *PROVIDERS[defect.provider].handlers}


def test_an_unknown_defect_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"unknown 'banno-nonsense'; nearest: .* \(known: banno-"):
        composed(Settings(defect=("banno-nonsense",)))
