"""Who is calling, and in which sandbox: the address and the token have to agree."""

from msgspec import Struct

from simulator.address import DEFAULT, Address, duplicated
from simulator.domain.credential import ANYBODY, Principal
from simulator.domain.problem import Problem, Refused
from simulator.oidc.token import Tokens, Verified, missing, unauthenticated
from simulator.openapi.operation import Operation

__all__ = ["Caller", "anybody", "calling"]


class Caller(Struct, frozen=True):
    """The sandbox that a request is about, the token that came with it, or else why there is none that counts."""

    sandbox: str
    token: Verified | None
    problem: Problem | None


def calling(
    tokens: Tokens, headers: list[tuple[bytes, bytes]], by_name: dict[bytes, bytes], address: Address
) -> Caller:
    """Read the Authorization header. Without a sandbox in the address, the token alone names it."""
    try:
        token = _token(tokens, headers, by_name)
    except Refused as refusal:
        return Caller(address.sandbox or DEFAULT, None, refusal.problem)
    return Caller(address.sandbox or token.claims.sandbox, token, None)


def anybody(operation: Operation) -> Principal:
    """With `--auth any`, a caller without a token is whoever the operation asks for."""
    for grant in operation.demand.grants:
        return Principal(grant.api, None, "anybody", grant.names)
    return ANYBODY


def _token(tokens: Tokens, headers: list[tuple[bytes, bytes]], by_name: dict[bytes, bytes]) -> Verified:
    authorization = by_name.get(b"authorization")
    if authorization is None:
        raise missing()
    if len(by_name) < len(headers) and duplicated(headers, b"authorization"):
        raise unauthenticated("the request has two Authorization headers; send one")
    return tokens.verified(authorization)
