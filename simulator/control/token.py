"""Tokens for tests."""

from msgspec import convert

from simulator.control.visit import Declined, Handler, Visit
from simulator.domain.call import Reply
from simulator.minting import Wish, minted

__all__ = ["HANDLERS"]


async def mint_token(visit: Visit) -> Reply:
    """A token as asked for. What is left out is the most that the API gives, to the caller its documents would name."""
    try:
        token = minted(visit.simulator, await visit.snapshot(), visit.sandbox, visit.url, convert(visit.body, Wish))
    except ValueError as error:
        raise Declined(400, str(error)) from None
    return Reply(201, token)


HANDLERS: dict[str, Handler] = {"mintToken": mint_token}
