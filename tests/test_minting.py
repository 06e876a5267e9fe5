"""Tokens on request are as good, or as bad in one way, as they were asked for."""

import asyncio
import json
from base64 import urlsafe_b64decode
from datetime import timedelta
from typing import Any

import pytest
from msgspec import convert

from simulator import clock
from simulator.domain.problem import Refused
from simulator.minting import Wish, minted
from simulator.oidc.token import Verified, admitted
from tests.world import KATHY, World

CONSUMER = "https://api.banno.com/consumer/auth/"
SCOPES = {CONSUMER + name for name in ("user.email.readwrite", "user.preferredname.readwrite", "user.profile.readonly")}


@pytest.fixture(scope="module")
def world() -> World:
    """A simulator that these tests only read."""
    return World()


def answer(world: World, api: str = "banno-admin", **wish: Any) -> dict[str, Any]:
    snapshot = asyncio.run(world.simulator.store.read("default"))
    return minted(world.simulator, snapshot, "default", "http://localhost", convert({"api": api, **wish}, Wish))


def token(world: World, api: str = "banno-admin", **wish: Any) -> Verified:
    return world.simulator.tokens.verified(b"Bearer " + answer(world, api, **wish)["access_token"].encode())


def refused(world: World, api: str = "banno-admin", **wish: Any) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        answer(world, api, **wish)
    return str(caught.value)


def test_the_answer_is_that_of_a_token_endpoint(world: World) -> None:
    given = answer(world, expires_in=60, permissions=["banno.view", "banno.manage"])
    assert given.keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert (given["token_type"], given["expires_in"], given["scope"]) == ("Bearer", 60, "banno.manage banno.view")


def test_what_is_left_out_is_all_there_is_for_the_one_whom_the_documents_name(world: World) -> None:
    admin, consumer = token(world), token(world, "banno-consumer")
    assert admin.principal.grants == {"banno.view", "banno.manage", "banno.security"}
    assert (admin.principal.subject, admin.principal.client) == ("support-desk", "support-desk")
    assert consumer.principal.grants >= SCOPES
    assert (consumer.principal.subject, consumer.principal.client) == (KATHY, "pocket-app")


@pytest.mark.parametrize("name", ["scopes", "permissions"])
def test_no_grants_at_all_are_something_else_than_none_named(world: World, name: str) -> None:
    nothing: dict[str, Any] = {name: []}
    assert token(world, **nothing).principal.grants == frozenset()


def test_a_token_lives_an_hour_on_the_sandboxs_clock_and_says_where(world: World) -> None:
    claims = token(world).claims
    assert (claims.iat, claims.exp) == (int(clock.FROZEN_AT.timestamp()), int(clock.FROZEN_AT.timestamp()) + 3600)
    assert (claims.iss, claims.sandbox, claims.api) == ("http://localhost", "default", "banno-admin")


def test_a_persona_may_be_named_or_given_by_id(world: World) -> None:
    otto = world.persona("otto-nightingale")["userId"]
    assert token(world, "banno-consumer", persona="otto-nightingale").principal.subject == otto
    assert token(world, "banno-consumer", persona=otto).principal.subject == otto


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"api": "banno"}, "api: 'banno' is not served; known: banno-admin, banno-consumer"),
        ({"api": "banno-consumer", "persona": "kathy-smyth"}, "did you mean 'kathy-smith'?"),
        ({"api": "banno-consumer", "persona": "zzz"}, "known: abel-locke"),
        ({"persona": "kathy-smith"}, "tokens are of service accounts; leave the persona out"),
        ({"permissions": ["banno.all", "banno.view"]}, "banno-admin has no banno.all; known: banno.manage"),
        ({"api": "banno-consumer", "scopes": ["x", "a"]}, "banno-consumer has no a, x; known: "),
    ],
)
def test_what_cannot_be_had_is_told_with_what_can(world: World, wish: dict[str, Any], said: str) -> None:
    assert said in refused(world, **wish)


@pytest.mark.parametrize("defect", ["bad-signature", "wrong-algorithm", "none-algorithm"])
def test_some_bad_tokens_do_not_verify(world: World, defect: str) -> None:
    with pytest.raises(Refused):
        token(world, defect=defect)


@pytest.mark.parametrize(
    ("defect", "said"),
    [
        ("expired", "the token expired 1 s ago"),
        ("not-yet", "not good for another"),
        ("wrong-sandbox", "opens sandbox 'not-default'"),
    ],
)
def test_other_bad_tokens_verify_and_open_nothing(world: World, defect: str, said: str) -> None:
    verified = token(world, defect=defect)
    with pytest.raises(Refused) as caught:
        admitted(verified, "default", clock.FROZEN_AT)
    assert said in caught.value.problem.hint


def test_a_bad_token_is_bad_in_one_way_only(world: World) -> None:
    good, early = token(world).claims, token(world, defect="not-yet")
    assert early.claims.exp == good.exp
    verified = token(world, defect="expired")
    assert admitted(verified, "default", clock.FROZEN_AT - timedelta(seconds=2)) == verified.principal


@pytest.mark.parametrize(
    ("defect", "algorithm", "signed"),
    [("none-algorithm", "none", False), ("wrong-algorithm", "HS256", True), ("bad-signature", "RS256", True)],
)
def test_a_badly_signed_token_says_the_same_as_a_good_one(
    world: World, defect: str, algorithm: str, signed: bool
) -> None:
    head, body, signature = answer(world, defect=defect)["access_token"].split(".")
    assert json.loads(urlsafe_b64decode(head + "=="))["alg"] == algorithm
    assert json.loads(urlsafe_b64decode(body + "=="))["sub"] == "support-desk"
    assert bool(signature) == signed


def test_an_expired_token_was_good_for_as_long_as_was_asked(world: World) -> None:
    claims = token(world, defect="expired", expires_in=60).claims
    assert (claims.exp - claims.iat, claims.exp) == (60, int(clock.FROZEN_AT.timestamp()) - 1)


def test_the_same_wish_is_the_same_token_and_another_wish_another(world: World) -> None:
    wishes: list[dict[str, Any]] = [{}, {"expires_in": 60}, {"permissions": ["banno.view"]}, {"api": "banno-consumer"}]
    tokens = [answer(world, **wish)["access_token"] for wish in wishes]
    assert [answer(world, **wish)["access_token"] for wish in wishes] == tokens
    assert len({token(world, **wish).claims.jti for wish in wishes}) == len(wishes)


def test_a_wish_that_has_no_such_member_is_none() -> None:
    with pytest.raises(ValueError, match="unknown field `role`"):
        convert({"api": "banno-admin", "role": "root"}, Wish)


def test_permissions_count_in_any_letter_case(world: World) -> None:
    held = token(world, "narmi", permissions=("can LOCK user", "Can View User")).principal.grants
    assert held == {"Can lock user", "Can view user"}
    assert "narmi has no Can fly" in refused(world, "narmi", permissions=("Can fly",))


def test_narmis_tokens_are_of_staff_with_everything_unless_told_otherwise(world: World) -> None:
    personas = {one["name"]: one for one in world.control("GET", "/personas")["items"]}
    assert token(world, "narmi").principal.subject == personas["winona-clarke"]["narmi"]["userId"]
    assert len(token(world, "narmi", persona="theo-brandt").principal.grants) == 18
