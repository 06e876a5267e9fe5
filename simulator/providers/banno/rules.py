"""What happens to Banno's records, and who is found. Every function takes records and returns records; none reads a
clock.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from simulator.domain.text_index import TextIndex
from simulator.providers.banno.state import Institution, ResetTicket, State, User

__all__ = [
    "RESET_LIFETIME",
    "contacted",
    "email_set",
    "found",
    "haystack",
    "memo_mode_ended",
    "password_set",
    "renamed",
    "ticketed",
    "unlock_queued",
    "unlocked",
]

RESET_LIFETIME = timedelta(seconds=3600)
ENDED_BY_A_NEW_PASSWORD = ("Reset", "PasswordExpired")
SEPARATOR = "\n"


def unlocked(user: User, at: datetime) -> User:
    """Locked no more (BAN-T-09); the RSA lock is another flag and stays (B-20)."""
    return replace(user, status="Active", unlock_queued=False, modified_at=at)


def unlock_queued(user: User, at: datetime) -> User:
    """Still locked; the core will take the unlock when memo mode ends (B-10, F-14)."""
    return replace(user, unlock_queued=True, modified_at=at)


def memo_mode_ended(state: State, institution: Institution, at: datetime) -> list[User]:
    """The users whose queued unlock is due now that their institution's core takes changes again (F-14)."""
    return [
        unlocked(user, at)
        for user in state.users
        if user.unlock_queued and user.institution_id == institution.institution_id
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
    matches = (user for user in _candidates(state, query) if user.institution_id == institution_id)
    return sorted((user for user in matches if _named(user, query)), key=lambda user: user.order)


def haystack(user: User) -> str:
    """All that a query may find a user by, in one casefolded text (BAN-S-04)."""
    texts = (user.first_name, user.last_name, user.username, user.preferred_name, user.email, user.net_teller_id)
    return SEPARATOR.join(text.casefold() for text in texts if text)


def _candidates(state: State, query: str) -> Iterator[User]:
    """The population's likely users, by its index, and every user that this sandbox changed."""
    index: TextIndex = state.users.rows.index
    changed = state.users.changed()
    for key in index.containing(_address(query) if "@" in query else query.casefold()):
        if key not in changed:
            yield state.users.rows[key]
    yield from (user for user in changed.values() if user is not None)


def _named(user: User, query: str) -> bool:
    """An address names exactly one mailbox; anything else is part of a name or address, or a whole NetTeller id
    (F-03).
    """
    if "@" in query:
        return _address(user.email or "") == _address(query)
    if user.net_teller_id == query:
        return True
    texts = (user.first_name, user.last_name, user.username, user.preferred_name, user.email)
    needle = query.casefold()
    return any(needle in text.casefold() for text in texts if text)


def _address(query: str) -> str:
    """A query's plus sign that became a space on its way is a plus sign again (B-14)."""
    return query.replace(" ", "+").casefold()
