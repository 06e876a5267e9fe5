"""Only a token that we signed, whole and with everything it must say, is one (RFC 7515, 7519, 6750, 9068)."""

import hashlib
import hmac
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry, serialize_compact

from simulator.domain.problem import Kind, Problem, Refused
from simulator.oidc import token as module
from tests.laws import LAW
from tests.oidc.signed import AT, CLAIMS, KEY, bearer, segment, stranger, token, tokens

GOOD = token()
HEAD = {"alg": "RS256", "kid": KEY.kid, "typ": "at+jwt"}
MUST = sorted(set(CLAIMS) - {"aud", "scope"})


def refusal(authorization: bytes) -> Problem:
    with pytest.raises(Refused) as caught:
        tokens().verified(authorization)
    assert caught.value.problem.kind is Kind.UNAUTHENTICATED
    return caught.value.problem


def assert_invalid(text: str, said: str = "") -> None:
    problem = refusal(bearer(text))
    assert problem.headers == (("WWW-Authenticate", 'Bearer realm="simulator", error="invalid_token"'),)
    assert said in problem.hint
    assert problem.hint.endswith("mint one: POST /_simulator/v1/tokens or `simulator token`")


@pytest.mark.parametrize("scheme", ["Bearer ", "bearer ", "BEARER ", "bEaReR   "])
def test_the_scheme_is_read_in_any_case(scheme: str) -> None:
    verified = tokens().verified(bearer(GOOD, scheme))
    assert (verified.principal.subject, verified.principal.api) == ("ada", "shop")
    assert verified.principal.grants == {"read", "write"}


@pytest.mark.parametrize("authorization", [b"", b"Bearer", b"Bearer ", b"Bearer    ", b"Basic YTpi", b"Token x", b"x"])
def test_no_bearer_token_at_all_is_told_how_to_send_one(authorization: bytes) -> None:
    problem = refusal(authorization)
    assert problem.headers == (("WWW-Authenticate", 'Bearer realm="simulator"'),)
    assert problem.hint.startswith("send the header Authorization: Bearer <token>")


def test_none_is_no_algorithm() -> None:
    for name in ("none", "None", "NONE"):
        assert_invalid(f"{segment({**HEAD, 'alg': name})}.{segment(CLAIMS)}.", "the token does not verify")


def test_the_public_key_is_no_secret_to_sign_with() -> None:
    start = f"{segment({**HEAD, 'alg': 'HS256'})}.{segment(CLAIMS)}"
    for public in (KEY.as_pem(private=False), json.dumps(KEY.as_dict(private=False)).encode()):
        mac = hmac.new(public, start.encode(), hashlib.sha256).digest()
        assert_invalid(f"{start}.{segment(mac)}", "the token does not verify")


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS256"])
def test_our_key_signs_with_one_algorithm_only(algorithm: str) -> None:
    free = RSAKey.import_key(KEY.as_pem(private=True))
    registry = JWSRegistry(algorithms=[algorithm])
    assert_invalid(serialize_compact({**HEAD, "alg": algorithm}, json.dumps(CLAIMS), free, registry=registry))


def test_a_good_signature_of_another_key_is_a_bad_one() -> None:
    assert_invalid(token(key=stranger()), "bad signature")
    assert_invalid(token(key=stranger(), header={"jwk": stranger().as_dict(private=False)}))
    assert_invalid(token(key=stranger(), header={"jku": "http://localhost/jwks"}), "bad signature")


@pytest.mark.parametrize("kid", ["other", "", None])
def test_a_kid_that_is_not_ours_is_refused(kid: str | None) -> None:
    assert_invalid(token(header={"kid": kid}), "names a key that is not ours")


@pytest.mark.parametrize("typ", ["JWT", "jwt", "AT+JWT", "id+jwt", "", None])
def test_a_token_of_another_type_is_no_access_token(typ: str | None) -> None:
    assert_invalid(token(header={"typ": typ}), "its typ is not at+jwt")


@pytest.mark.parametrize(
    "header",
    [b"[]", b"1", b"null", b'"x"', b"{}", b"", b"{", b"\xff", b'{"alg":1}', b'{"alg":null}', b'{"alg":["RS256"]}'],
)
def test_a_header_that_is_none_is_refused(header: bytes) -> None:
    assert_invalid(f"{segment(header)}.{segment(CLAIMS)}.AA")


@pytest.mark.parametrize("crit", [["b64"], ["exp"], [], "x", [1]])
def test_an_extension_that_we_do_not_know_is_refused(crit: Any) -> None:
    head = segment({**HEAD, "crit": crit, "b64": True, "exp": AT})
    assert_invalid(f"{head}.{segment(CLAIMS)}.AA")


@pytest.mark.parametrize("name", MUST)
def test_every_claim_that_is_read_must_be_there(name: str) -> None:
    assert_invalid(token({key: value for key, value in CLAIMS.items() if key != name}), f"`{name}`")


@pytest.mark.parametrize("name", MUST)
def test_no_claim_may_be_null(name: str) -> None:
    assert_invalid(token({**CLAIMS, name: None}), f"$.{name}")


@pytest.mark.parametrize("name", ["exp", "iat", "nbf"])
@pytest.mark.parametrize(
    "value", ["1.5", "1768467600.0", "1e999", "NaN", "Infinity", '"1768467600"', "true", "-1", "9" * 400, "[]"]
)
def test_an_instant_is_a_whole_number_of_seconds_that_a_clock_can_show(name: str, value: str) -> None:
    claims = json.dumps({**CLAIMS, name: "@"}).replace('"@"', value)
    assert_invalid(token(claims.encode()), "the token does not verify")


@pytest.mark.parametrize(
    "payload", [b"", b"{", b"[]", b"null", b"7", b"[" * 3000, b"\xff\xfe", b'{"a":1}{', b"\x00"], ids=range(9)
)
def test_a_payload_that_is_no_object_of_claims_is_refused(payload: bytes) -> None:
    assert_invalid(token(payload), "the token does not verify")


def test_twenty_four_hours_are_the_longest_life() -> None:
    day = 24 * 3600
    assert tokens().verified(bearer(token({**CLAIMS, "exp": AT + day}))).expires == AT + day
    assert_invalid(token({**CLAIMS, "exp": AT + day + 1}), "good for longer than 1 day")


@pytest.mark.parametrize("spoil", ["{}=", "{}==", "{}A", "{}.", ".{}", "{} x", "{}.e30", "x{}", "{}\xa0"])
def test_what_is_put_before_or_behind_a_token_spoils_it(spoil: str) -> None:
    assert_invalid(spoil.format(GOOD))


@pytest.mark.parametrize("part", [0, 1, 2])
def test_no_part_of_a_token_may_be_padded_missing_or_altered(part: int) -> None:
    parts = GOOD.split(".")
    for other in (parts[part] + "=", "", parts[part][:-4], "e30", "!!!"):
        assert_invalid(".".join([*parts[:part], other, *parts[part + 1 :]]))


def test_the_last_letter_of_a_signature_counts() -> None:
    """Four of its bits carry nothing; a lenient reader takes sixteen spellings for one signature."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    others = [letter for letter in letters if letters.index(letter) % 16 and letter != GOOD[-1]]
    taken = [letter for letter in others if _verifies(GOOD[:-1] + letter)]
    assert taken == []


def _verifies(text: str) -> bool:
    try:
        return tokens().verified(bearer(text)).claims.sub == "ada"
    except Refused:
        return False


def test_a_token_may_be_8192_bytes_long_and_no_longer() -> None:
    room = 8192 - len(token({**CLAIMS, "scope": ""}))
    assert_invalid("x" * 8193, "longer than 8192 bytes")
    assert_invalid("x" * 8192, "does not verify")
    assert tokens().verified(bearer(token({**CLAIMS, "scope": "s" * (room * 3 // 4 - 8)}))).claims.sub == "ada"


@LAW
@given(some.binary(max_size=60))
def test_no_garbage_raises_anything_but_a_refusal(garbage: bytes) -> None:
    refusal(garbage)
    refusal(b"Bearer " + garbage)
    refusal(f"Bearer {segment(garbage)}.{segment(garbage)}.{segment(garbage)}".encode())


@LAW
@given(
    some.recursive(
        some.none() | some.integers() | some.text("ab.", max_size=4), lambda deeper: some.lists(deeper, max_size=2)
    )
)
def test_no_header_raises_anything_but_a_refusal(value: Any) -> None:
    for name in ("alg", "kid", "typ", "crit", "b64", "jwk", "x5c"):
        assert_invalid(f"{segment({**HEAD, name: value, 'x': value})}.{segment(CLAIMS)}.AA")


def test_a_token_is_verified_once_and_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CACHED_MAX", 2)
    ours, headers = tokens(), [bearer(token({**CLAIMS, "jti": str(number)})) for number in range(3)]
    first = [ours.verified(header) for header in headers]
    assert [ours.verified(headers[number]) is first[number] for number in (2, 1, 0)] == [True, True, False]


def test_a_refusal_is_not_remembered_as_a_token() -> None:
    ours = tokens()
    for _ in range(2):
        with pytest.raises(Refused):
            ours.verified(bearer(GOOD + "A"))
    assert ours.verified(bearer(GOOD)).claims.sub == "ada"


def test_the_same_claims_are_the_same_token() -> None:
    assert tokens().signed(CLAIMS) == tokens().signed(dict(CLAIMS))
    assert tokens().verified(bearer(tokens().signed(CLAIMS))).claims.jti == "1"
