"""A defect takes the providers and gives them back with something wrong, and only when it is asked for."""

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from simulator.app import composed
from simulator.defects import DEFECTS, seeded
from simulator.domain.call import Outcome, Reply
from simulator.providers import PROVIDERS
from simulator.providers.provider import Provider
from simulator.settings import Settings
from simulator.testing import asgi_app
from tests.world import KATHY, World

UNLOCK = f"/a/consumer-status/api/v0/users/{KATHY}/status/locked"


def forgetful(providers: Mapping[str, Provider]) -> Mapping[str, Provider]:
    """Unlocking says yes and does nothing."""
    banno = providers["banno"]
    handlers = {**banno.handlers, "unlockUser": lambda *_: Outcome(Reply(204))}
    return {**providers, "banno": replace(banno, handlers=handlers)}


def renamed(providers: Mapping[str, Provider]) -> Mapping[str, Provider]:
    """A second one, on top of the first."""
    return {**providers, "banno": replace(providers["banno"], apis={})}


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
    assert unlocked(World(providers=seeded(PROVIDERS, (forgetful,)))) == "Locked"


def test_defects_are_seeded_one_upon_the_other_and_alter_no_provider() -> None:
    both = seeded(PROVIDERS, (forgetful, renamed))["banno"]
    assert both.apis == {}
    assert both.handlers["unlockUser"] is not PROVIDERS["banno"].handlers["unlockUser"]
    assert PROVIDERS["banno"].apis


def test_a_defect_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DEFECTS, "forgetful", forgetful)
    simulator = asgi_app(defect=["forgetful"], clock="frozen").simulator
    world = World(providers=simulator.providers)
    assert unlocked(world) == "Locked"
