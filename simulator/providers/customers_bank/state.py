"""What Customers Bank remembers of its partners: frozen records, and the one view of them that a handler is given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from simulator.domain.table import Table

__all__ = ["Credential", "Partner", "State", "User"]

Instant = Annotated[datetime, Meta(tz=True)]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]


class Partner(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A company that banks through the API; its users see each other and nobody else."""

    partner_id: Uuid
    name: str


class User(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Somebody who works for a partner. Never logged in is None, which the API writes as the year 1 (B-50)."""

    user_id: Uuid
    partner_id: Uuid
    name: str | None = None
    email: str | None = None
    is_admin: bool = False
    is_primary_admin: bool = False
    account_enabled: bool = True
    last_logged_in_at: Instant | None = None
    roles: tuple[str, ...] = ()
    show_api: bool = False
    is_frozen: bool = False


class Credential(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A client's key: its secret was shown once and is not kept, only its first three characters."""

    credential_id: Uuid
    partner_id: Uuid
    display_name: str
    start_at: Instant
    end_at: Instant
    hint: str


class State(Struct, frozen=True):
    """Everything a handler of Customers Bank may look at."""

    users: Table[User]
    partners: Table[Partner]
    credentials: Table[Credential]

    @classmethod
    def of(cls, tables: Mapping[str, Table[Any]]) -> "State":
        """The typed view of this provider's slice."""
        return cls(tables["users"], tables["partners"], tables["credentials"])
