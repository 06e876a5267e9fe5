"""Who is calling, and what that caller may do."""

from msgspec import Struct

__all__ = ["ANYBODY", "Principal"]


class Principal(Struct, frozen=True):
    """A verified caller. `api` is the API the token was made for; `grants` its scopes or permission ids.

    `subject` is a user id for a consumer's token and the client's id for a service account; None is whoever the call
    is about.
    """

    api: str
    subject: str | None
    client: str
    grants: frozenset[str]


ANYBODY = Principal(api="", subject="", client="", grants=frozenset())
