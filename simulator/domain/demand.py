"""What an operation demands of its caller, as far as a provider must know it to refuse in the vendor's order."""

from msgspec import Struct

__all__ = ["Demand", "Grant"]


class Grant(Struct, frozen=True):
    """One way in: a token made for this API that carries all of these scopes or permission ids."""

    api: str
    names: frozenset[str]

    def __str__(self) -> str:
        return f"{self.api} token with {', '.join(sorted(self.names))}" if self.names else f"{self.api} token"


class Demand(Struct, frozen=True):
    """The operation's id, its alternatives of authorization (any one suffices), and the body media types it takes.

    `refusals` names the row of refusals, one for each order that the provider's vendor documents.
    """

    operation: str
    grants: tuple[Grant, ...] = ()
    media_types: frozenset[str] = frozenset()
    refusals: str = ""
