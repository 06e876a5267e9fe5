"""Tokens as an adversary would write them: any header, any payload, any signature."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import cache
from typing import Any

from joserfc.jwk import RSAKey
from joserfc.jws import serialize_compact

from simulator import resources
from simulator.oidc import keys
from simulator.oidc.token import Tokens

__all__ = ["AT", "CLAIMS", "KEY", "bearer", "segment", "stranger", "token", "tokens"]

KEY = keys.read(resources.folder("fixtures") / "keys" / "signing.pem")
AT = 1_768_467_600
"""2026-01-15T09:00:00Z."""
CLAIMS = {
    "iss": "http://localhost",
    "sub": "ada",
    "aud": "shop",
    "client_id": "app",
    "api": "shop",
    "sandbox": "default",
    "iat": AT,
    "exp": AT + 3600,
    "jti": "1",
    "scope": "read write",
}


def tokens() -> Tokens:
    """A verifier that has seen nothing yet."""
    return Tokens(KEY)


def token(claims: Any = CLAIMS, *, header: Mapping[str, Any] | None = None, key: RSAKey = KEY) -> str:
    """A token signed with our key, or another. A header's member that is None is left out; bytes go as they are."""
    whole = {"alg": "RS256", "kid": KEY.kid, "typ": "at+jwt", **(header or {})}
    payload = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    return serialize_compact({name: value for name, value in whole.items() if value is not None}, payload, key)


@cache
def stranger() -> RSAKey:
    """A good key that is not ours."""
    return RSAKey.generate_key(2048, auto_kid=True)


def segment(raw: bytes | Mapping[str, Any]) -> str:
    """One part of a compact token."""
    text = raw if isinstance(raw, bytes) else json.dumps(raw).encode()
    return urlsafe_b64encode(text).rstrip(b"=").decode()


def bearer(text: str, scheme: str = "Bearer ") -> bytes:
    """The Authorization header's value."""
    return (scheme + text).encode()
