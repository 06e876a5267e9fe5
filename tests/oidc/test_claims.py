"""What a token says about its caller."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.json import encode

from simulator.domain.credential import Principal
from simulator.oidc.claims import claims_for, principal, read
from tests.oidc.signed import CLAIMS

AT = datetime(2026, 1, 15, 9, 0, 0, 999_000, UTC)


def said(who: Principal) -> dict[str, object]:
    return claims_for(who, sandbox="mine", issuer="http://x/s/mine", jti="7", at=AT, lifetime=timedelta(seconds=60))


def test_scopes_and_permissions_are_both_grants() -> None:
    claims = read(encode({**CLAIMS, "scope": " b  a ", "permissions": ["c", "a"]}))
    assert claims.grants == {"a", "b", "c"}
    assert principal(claims) == Principal("shop", "ada", "app", frozenset("abc"))


def test_a_token_without_grants_has_a_caller_who_may_nothing() -> None:
    assert principal(read(encode({**CLAIMS, "scope": ""}))).grants == frozenset()


def test_the_claims_say_who_where_and_for_how_long_in_whole_seconds() -> None:
    claims = said(Principal("banno-consumer", "ada", "app", frozenset({"b", "a"})))
    assert claims == {
        "iss": "http://x/s/mine",
        "sub": "ada",
        "aud": "banno-consumer",
        "client_id": "app",
        "api": "banno-consumer",
        "sandbox": "mine",
        "birth": 1,
        "iat": 1_768_467_600,
        "exp": 1_768_467_660,
        "jti": "7",
        "scope": "a b",
    }


def test_an_api_of_permissions_says_permissions_and_no_scope() -> None:
    claims = said(Principal("banno-admin", "desk", "desk", frozenset({"b", "a"})))
    assert claims["permissions"] == ["a", "b"]
    assert "scope" not in claims


@pytest.mark.parametrize("api", ["banno-admin", "banno-consumer", "narmi"])
def test_who_is_written_down_is_who_is_read(api: str) -> None:
    who = Principal(api, "ada", "app", frozenset({"x.y", "https://z"}))
    assert principal(read(encode(said(who)))) == who


@pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b'{"iss": 1}'])
def test_what_says_too_little_is_refused_as_a_value(payload: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(payload)
