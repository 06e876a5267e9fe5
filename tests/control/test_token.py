"""Tokens through the control API."""

from typing import Any

import pytest

from tests.world import CONTROL, KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
WORLD = World()


def test_a_minted_token_lets_its_bearer_in() -> None:
    answer = WORLD.send("POST", f"{CONTROL}/tokens", {"api": "banno-admin"})
    assert answer.status == 201
    header = ("Authorization", f"{answer.json['token_type']} {answer.json['access_token']}")
    assert WORLD.send("GET", STATUS, headers=[header]).status == 200


@pytest.mark.parametrize(
    "defect", ["expired", "bad-signature", "wrong-algorithm", "none-algorithm", "wrong-sandbox", "not-yet"]
)
def test_a_token_with_a_defect_lets_nobody_in(defect: str) -> None:
    answer = WORLD.send("GET", STATUS, headers=[WORLD.bearer(defect=defect)])
    assert (answer.status, answer.body) == (401, b"")
    assert answer.hint


def test_a_token_expires_on_the_clock_of_its_sandbox() -> None:
    world = World()
    bearer = world.bearer(expires_in=60)
    for seconds, status in ((59, 200), (1, 401), (-1, 200)):
        world.control("PUT", "/clock", {"advance": seconds})
        assert world.send("GET", STATUS, headers=[bearer]).status == status


def test_the_issuer_is_the_address_of_the_sandbox() -> None:
    world = World()
    world.control("POST", "/sandboxes", {"id": "mine"})
    answer = world.send("POST", f"/s/mine{CONTROL}/tokens", {"api": "banno-admin"})
    claims = world.simulator.tokens.verified(f"Bearer {answer.json['access_token']}".encode()).claims
    assert (claims.iss, claims.sandbox) == ("http://localhost/s/mine", "mine")


@pytest.mark.parametrize(
    "wish",
    [
        {"api": "banno"},
        {"api": "banno-consumer", "persona": "nobody"},
        {"api": "banno-admin", "persona": "kathy-smith"},
        {"api": "banno-admin", "permissions": ["banno.all"]},
        {"api": "banno-admin", "defect": "rot"},
        {"api": "banno-admin", "expires_in": 1.5},
    ],
)
def test_a_wish_that_cannot_be_granted_is_a_400_that_says_why(wish: dict[str, Any]) -> None:
    answer = WORLD.send("POST", f"{CONTROL}/tokens", wish)
    assert answer.status == 400
    assert len(answer.json["detail"]) > 15
