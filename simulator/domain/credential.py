"""Who is calling, and what that caller may do."""

from collections.abc import Iterable

from msgspec import Struct

__all__ = ["ANYBODY", "Principal", "challenge"]


class Principal(Struct, frozen=True):
    """A verified caller. `api` is the API the token was made for; `grants` its scopes or permission ids.

    `subject` is a user id for a consumer's token and the client's id for a service account; None is whoever the call
    is about.
    """

    api: str
    subject: str | None
    client: str
    grants: frozenset[str]


def challenge(error: str = "", scopes: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """HTTP's WWW-Authenticate for a bearer token; who sent none is told no error (RFC 6750, 3.1)."""
    told = {"realm": "simulator", "error": error, "scope": " ".join(sorted(scopes))}
    return (("WWW-Authenticate", "Bearer " + ", ".join(f'{name}="{text}"' for name, text in told.items() if text)),)


ANYBODY = Principal(api="", subject="", client="", grants=frozenset())
