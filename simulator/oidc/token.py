"""Access tokens: RS256, signed once, verified once, and asked again at every call for what time and place may have
changed.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from msgspec import Struct
from msgspec.json import encode

from simulator.domain.credential import Principal, challenge
from simulator.domain.ids import Ids, uuid_from
from simulator.domain.problem import Kind, Problem, Refused
from simulator.domain.room import kept
from simulator.oidc.claims import LIFETIME_MAX, Claims, claims_for, principal, read

__all__ = ["Minting", "Tokens", "Verified", "admitted", "missing", "unauthenticated"]

ALGORITHM = "RS256"
TYPE = "at+jwt"
TOKEN_MAX = 8192
CACHED_MAX = 4096
MEND = "mint one: POST /_simulator/v1/tokens or `simulator token`"


class Verified(Struct, frozen=True):
    """A token whose signature holds: its claims, and the caller it makes."""

    claims: Claims
    principal: Principal
    not_before: float
    expires: float


class Tokens:
    """Signs tokens and knows which it has verified. Nothing but the signature is remembered of a token."""

    def __init__(self, key: RSAKey) -> None:
        self.key = key
        self._registry = jws.JWSRegistry(algorithms=[ALGORITHM])
        self._verified: dict[bytes, Verified] = {}

    def signed(self, claims: Mapping[str, Any]) -> str:
        """A compact JWS of these claims. RSA signatures are the same each time, and so is the token."""
        header = {"alg": ALGORITHM, "kid": self.key.kid, "typ": TYPE}
        return jws.serialize_compact(header, encode(claims), self.key, registry=self._registry)

    def verified(self, authorization: bytes) -> Verified:
        """The token of an Authorization header, if it is ours and whole. Raises Refused, saying what would have
        worked.
        """
        known = self._verified.get(authorization)
        if known is None:
            known = kept(self._verified, CACHED_MAX, authorization, self._verify(_bearer(authorization)))
        return known

    def _verify(self, token: bytes) -> Verified:
        try:
            signature = jws.deserialize_compact(token, self.key, registry=self._registry)
            _headed(signature.headers(), self.key)
            claims = read(signature.payload)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise unauthenticated(f"the token does not verify: {_said(error)}") from None
        if claims.exp - claims.iat > LIFETIME_MAX.total_seconds():
            raise unauthenticated(f"the token is good for longer than {LIFETIME_MAX}, which none of ours is")
        return Verified(claims, principal(claims), float(claims.nbf or 0), float(claims.exp))


class Minting(Struct, frozen=True):
    """Makes tokens of one sandbox for one step: the same again whenever the step is decided again."""

    tokens: Tokens
    sandbox: str
    birth: int
    issuer: str
    ids: Ids
    at: datetime

    def __call__(self, who: Principal, lifetime: timedelta) -> str:
        """A token for this caller, good for so long. A step makes one for each client at most."""
        claims = claims_for(
            who,
            sandbox=self.sandbox,
            birth=self.birth,
            issuer=self.issuer,
            jti=uuid_from(self.ids.uuid(), who.client),
            at=self.at,
            lifetime=lifetime,
        )
        return self.tokens.signed(claims)


def admitted(token: Verified, sandbox: str, at: datetime, birth: int = 1) -> Principal:
    """The caller, if the token opens this sandbox now. Raises Refused, saying what is wrong and by how much."""
    claims, moment = token.claims, at.timestamp()
    if claims.sandbox != sandbox:
        raise unauthenticated(f"the token opens sandbox {claims.sandbox!r}, the request names {sandbox!r}")
    if claims.birth != birth:
        raise unauthenticated(f"the token opens a sandbox {sandbox!r} that is gone; this is another of that name")
    if moment >= token.expires:
        late = int(moment - token.expires)
        raise unauthenticated(f"the token expired {late} s ago on the sandbox's clock ({at:%Y-%m-%dT%H:%M:%SZ})")
    if moment < token.not_before:
        raise unauthenticated(f"the token is not good for another {int(token.not_before - moment) + 1} s")
    return token.principal


def missing() -> Refused:
    """No token came at all; HTTP's challenge then names no error (RFC 6750, 3.1)."""
    hint = f"send the header Authorization: Bearer <token>; {MEND}"
    return Refused(Problem(Kind.UNAUTHENTICATED, hint, headers=challenge()))


def unauthenticated(why: str) -> Refused:
    """A token came and is no good."""
    return Refused(Problem(Kind.UNAUTHENTICATED, f"{why}; {MEND}", headers=challenge("invalid_token")))


def _headed(header: Mapping[str, Any], key: RSAKey) -> None:
    if header.get("typ") != TYPE:
        raise unauthenticated(f"this is no access token (its typ is not {TYPE})")
    if header.get("kid") != key.kid:
        raise unauthenticated("the token names a key that is not ours (its kid)")


def _bearer(authorization: bytes) -> bytes:
    scheme, _, token = authorization.partition(b" ")
    if scheme.lower() != b"bearer" or not token.strip():
        raise missing()
    if len(token) > TOKEN_MAX:
        raise unauthenticated(f"the token is longer than {TOKEN_MAX} bytes")
    return token.strip()


def _said(error: Exception) -> str:
    if isinstance(error, JoseError):
        return error.error.replace("_", " ") + (f", {error.description}" if error.description else "")
    return str(error) if isinstance(error, ValueError) else "its header is malformed"
