"""What an access token says, and the principal that it makes."""

from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from simulator.domain.credential import Principal

__all__ = ["LIFETIME_MAX", "Claims", "claims_for", "principal", "read"]

LIFETIME_MAX = timedelta(hours=24)
PERMISSIONS_APIS = frozenset({"banno-admin", "narmi"})


Seconds = Annotated[int, Meta(ge=0, le=1 << 53)]


class Claims(Struct, frozen=True):
    """The members of a token that are read. `exp`, `nbf` and `iat` are seconds since 1970; `sandbox` is the one it
    opens, `birth` the how-manieth of that name.
    """

    iss: str
    sub: str
    client_id: str
    api: str
    sandbox: str
    exp: Seconds
    iat: Seconds
    jti: str
    nbf: Seconds | None = None
    birth: int = 1
    scope: str = ""
    permissions: tuple[str, ...] = ()

    @property
    def grants(self) -> frozenset[str]:
        """Scopes and permissions alike: what operations ask for by name."""
        return frozenset(self.scope.split()) | frozenset(self.permissions)


def claims_for(
    who: Principal, *, sandbox: str, issuer: str, jti: str, at: datetime, lifetime: timedelta, birth: int = 1
) -> dict[str, Any]:
    """The claims of a token for this caller, good from `at` for `lifetime`."""
    names = " ".join(sorted(who.grants))
    claims = {
        "iss": issuer,
        "sub": who.subject,
        "aud": who.api,
        "client_id": who.client,
        "api": who.api,
        "sandbox": sandbox,
        "birth": birth,
        "iat": int(at.timestamp()),
        "exp": int((at + lifetime).timestamp()),
        "jti": jti,
    }
    return claims | ({"permissions": sorted(who.grants)} if who.api in PERMISSIONS_APIS else {"scope": names})


def read(payload: bytes) -> Claims:
    """The claims of a verified payload. Raises ValueError naming the member that is missing or of another type."""
    try:
        return msgspec.json.decode(payload, type=Claims)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None


def principal(claims: Claims) -> Principal:
    """The caller that these claims name."""
    return Principal(claims.api, claims.sub, claims.client_id, claims.grants)
