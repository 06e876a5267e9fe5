"""Tokens on request: of any API, for any persona, good ones and each kind of bad one."""

from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from datetime import timedelta
from difflib import get_close_matches
from typing import Any, Literal

from msgspec import Struct
from msgspec.json import encode

from simulator import clock
from simulator.domain.credential import Principal
from simulator.domain.ids import uuid_from
from simulator.oidc.claims import claims_for
from simulator.openapi.operation import granted
from simulator.providers.provider import Provider
from simulator.simulator import CAST, Simulator
from simulator.stores.snapshot import Snapshot

__all__ = ["LIFETIME", "Wish", "minted"]

LIFETIME = 3600
Defect = Literal["expired", "bad-signature", "wrong-algorithm", "none-algorithm", "wrong-sandbox", "not-yet"]


class Wish(Struct, frozen=True, forbid_unknown_fields=True):
    """What token is wanted. `persona` is a persona's name or a user's id; scopes or permissions left out are all
    there are.
    """

    api: str
    persona: str = ""
    scopes: tuple[str, ...] | None = None
    permissions: tuple[str, ...] | None = None
    expires_in: int = LIFETIME
    defect: Defect | Literal[""] = ""


def minted(simulator: Simulator, snapshot: Snapshot, sandbox: str, url: str, wish: Wish) -> dict[str, Any]:
    """The token, in the form a token endpoint answers. Raises ValueError that lists what would have been possible."""
    provider = _provider(simulator, wish.api)
    principal = _principal(simulator, snapshot, provider, wish)
    at = clock.now(snapshot)
    jti = uuid_from(simulator.seed, sandbox, "oidc", snapshot.steps, encode(wish), at)
    claims = claims_for(
        principal,
        sandbox=sandbox,
        birth=snapshot.birth,
        issuer=url,
        jti=jti,
        at=at,
        lifetime=timedelta(seconds=wish.expires_in),
    )
    return {
        "access_token": _written(simulator, _spoiled(claims, wish.defect), wish.defect),
        "token_type": "Bearer",
        "expires_in": wish.expires_in,
        "scope": " ".join(sorted(principal.grants)),
    }


def _provider(simulator: Simulator, api: str) -> Provider:
    for provider in simulator.providers.values():
        if api in provider.apis:
            return provider
    served = sorted(api for provider in simulator.providers.values() for api in provider.apis)
    raise ValueError(f"api: {api!r} is not served; known: {', '.join(served)}")


def _principal(simulator: Simulator, snapshot: Snapshot, provider: Provider, wish: Wish) -> Principal:
    every = granted(simulator.matcher.operations)[wish.api]
    asked = wish.scopes if wish.permissions is None else _spelled(wish.permissions, every)
    grants = every if asked is None else frozenset(asked)
    if odd := sorted(grants - every):
        raise ValueError(f"{wish.api} has no {', '.join(odd)}; known: {', '.join(sorted(every))}")
    client = next((one.client_id for one in simulator.cast.clients if one.api == wish.api), wish.api)
    if not provider.apis[wish.api] and wish.persona:
        raise ValueError(f"persona: {wish.api} tokens are of service accounts; leave the persona out")
    subject = _subject(snapshot, provider, wish.persona or provider.apis[wish.api]) or client
    return Principal(wish.api, subject, client, grants)


def _spelled(permissions: Iterable[str], every: Iterable[str]) -> tuple[str, ...]:
    """The permissions as their API writes them; their letter case does not matter (B-75)."""
    known = {name.casefold(): name for name in every}
    return tuple(known.get(name.casefold(), name) for name in permissions)


def _subject(snapshot: Snapshot, provider: Provider, wanted: str) -> str:
    if not wanted:
        return ""
    personas = snapshot.table(CAST, "personas")
    persona = personas.get(wanted)
    if persona is not None and provider.name in persona.sections:
        return provider.casting.identities(persona)["userId"]
    state = snapshot.view(provider.name, provider.state)
    if provider.desk.shown(state, wanted) is not None:
        return wanted
    names = sorted(one.name for one in personas if provider.name in one.sections)
    close = get_close_matches(wanted, names, n=1)
    told = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"
    raise ValueError(f"persona: {provider.name} knows no {wanted!r}; {told}")


def _spoiled(claims: dict[str, Any], defect: str) -> dict[str, Any]:
    """The claims with the defect in them, where the defect is one of what is said."""
    lifetime = claims["exp"] - claims["iat"]
    if defect == "expired":
        return {**claims, "iat": claims["iat"] - lifetime - 1, "exp": claims["iat"] - 1}
    if defect == "not-yet":
        return {**claims, "nbf": claims["iat"] + lifetime}
    if defect == "wrong-sandbox":
        return {**claims, "sandbox": f"not-{claims['sandbox']}"}
    return claims


def _written(simulator: Simulator, claims: Mapping[str, Any], defect: str) -> str:
    """The token with the defect in it, where the defect is one of how it is signed."""
    if defect == "bad-signature":
        good = simulator.tokens.signed(claims)
        return good[: good.rindex(".") + 1] + _segment(b"\0" * 256)
    if defect in ("wrong-algorithm", "none-algorithm"):
        algorithm = "none" if defect == "none-algorithm" else "HS256"
        head, body = (_segment(encode(part)) for part in ({"alg": algorithm, "typ": "at+jwt"}, claims))
        return f"{head}.{body}." + ("" if algorithm == "none" else _segment(b"\0" * 32))
    return simulator.tokens.signed(claims)


def _segment(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
