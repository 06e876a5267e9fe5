"""What happens to Banno's records, and who is found. Every function takes records and returns records; none reads a
clock.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from simulator.domain.listing import in_order
from simulator.providers.banno.index import SEPARATOR, UserIndex, haystack, mailbox
from simulator.providers.banno.state import Institution, ResetTicket, State, User

__all__ = [
    "RESET_LIFETIME",
    "contacted",
    "email_set",
    "found",
    "listed",
    "memo_mode_ended",
    "named",
    "password_set",
    "renamed",
    "ticketed",
    "unlock_queued",
    "unlocked",
]

RESET_LIFETIME = timedelta(seconds=3600)
ENDED_BY_A_NEW_PASSWORD = ("Reset", "PasswordExpired")


def unlocked(user: User, at: datetime) -> User:
    """Locked no more (BAN-T-09); the RSA lock is another flag and stays (B-20)."""
    return replace(user, status="Active", unlock_queued=False, modified_at=at)


def unlock_queued(user: User, at: datetime) -> User:
    """Still locked; the core will take the unlock when memo mode ends (B-10, F-14)."""
    return replace(user, unlock_queued=True, modified_at=at)


def memo_mode_ended(users: Iterable[User], institution: Institution, at: datetime) -> list[User]:
    """The users whose queued unlock is due now that their institution's core takes changes again (F-14)."""
    return [
        unlocked(user, at) for user in users if user.unlock_queued and user.institution_id == institution.institution_id
    ]


def renamed(user: User, preferred_name: str | None, at: datetime) -> User:
    """Goes by that name from now on; None takes the name away (BAN-U-52, BAN-U-53)."""
    return replace(user, preferred_name=preferred_name, modified_at=at)


def email_set(user: User, email: str, at: datetime) -> User:
    """Reached at another address: the one thing the Consumer API's update changes (BAN-U-11, B-27)."""
    return replace(user, email=email, modified_at=at)


def contacted(user: User, method: str) -> str | None:
    """Where the user is reached by this method, or None where the user has no such channel (F-09)."""
    return (user.email if method == "email" else user.phone) or None


def ticketed(user: User, ticket_id: str, at: datetime) -> ResetTicket:
    """A reset that is good once, for an hour of the sandbox's clock (F-10)."""
    return ResetTicket(ticket_id, user.user_id, at + RESET_LIFETIME)


def password_set(user: User, password: str, at: datetime) -> User:
    """Has a new password, which ends `Reset` and `PasswordExpired` and never `Locked` (F-10)."""
    status = "Active" if user.status in ENDED_BY_A_NEW_PASSWORD else user.status
    return replace(user, password=password, status=status, modified_at=at)


def found(state: State, institution_id: str, query: str) -> list[User]:
    """The institution's users that the query names, by last name, first name and id (F-02, F-03)."""
    index: UserIndex = state.users.rows.index
    users = in_order(state.users, _order, index.found(query), lambda user: named(user, query))
    return [user for user in users if user.institution_id == institution_id]


def listed(state: State, text: str) -> list[User]:
    """All institutions' users that the text names, in the same order; no text names everybody."""
    if not text:
        return in_order(state.users, _order)
    index: UserIndex = state.users.rows.index
    return in_order(state.users, _order, index.found(text), lambda user: named(user, text))


def named(user: User, query: str) -> bool:
    """An address names one mailbox; anything else is part of a name or address, or a whole NetTeller id (F-03)."""
    if "@" in query:
        return mailbox(user.email or "") == mailbox(query)
    return user.net_teller_id == query or (SEPARATOR not in query and query.casefold() in haystack(user))


def _order(user: User) -> tuple[str, str, str]:
    return user.order
