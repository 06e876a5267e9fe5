"""Bugs behind the link of a password reset."""

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from simulator.defects.defect import Defect
from simulator.defects.wrapping import Seed, changes
from simulator.domain.call import Call, Change, Outcome
from simulator.providers.banno.state import ResetTicket, State, User
from simulator.providers.provider import Provider

__all__ = ["DEFECTS"]


def completed(edit: Callable[[State, Outcome], tuple[Change, ...]]) -> Seed:
    """Completing a reset changes what `edit` makes of the state before and of what should change."""

    def seed(provider: Provider) -> Provider:
        sound = provider.password_reset
        assert sound is not None

        def completing(state: State, ticket_id: str, password: str, call: Call) -> Outcome | None:
            outcome = sound(state, ticket_id, password, call)
            return outcome and Outcome(outcome.reply, edit(state, outcome))

        return replace(provider, password_reset=completing)

    return seed


def unspent(_: State, outcome: Outcome) -> tuple[Change, ...]:
    """Nobody notes that the link was used."""
    return tuple(change for change in outcome.changes if change.table != "reset_tickets")


def unlocking(_: State, outcome: Outcome) -> tuple[Change, ...]:
    """Whoever has a new password is let in."""
    return tuple(_set(change, "Active") if _locked(change) else change for change in outcome.changes)


def still_expired(state: State, outcome: Outcome) -> tuple[Change, ...]:
    """An expired password stays so, whatever was set."""
    expired = {user.user_id for user in state.users if user.status == "PasswordExpired"}
    return tuple(_set(change, "PasswordExpired") if change.key in expired else change for change in outcome.changes)


def _locked(change: Change) -> bool:
    return isinstance(change.record, User) and change.record.locked


def _set(change: Change, status: str) -> Change:
    return replace(change, record=replace(change.record, status=status))


def for_a_day(made: tuple[Change, ...]) -> tuple[Change, ...]:
    """Tickets that are good for 24 hours."""
    return tuple(_longer(change) if isinstance(change.record, ResetTicket) else change for change in made)


def _longer(change: Change) -> Change:
    ticket: ResetTicket = change.record
    return replace(change, record=replace(ticket, expires_at=ticket.expires_at + timedelta(hours=23)))


DEFECTS = (
    Defect(
        "banno-link-good-twice", "banno", "",
        "The link of a reset can be used again.",
        ("F-10",), completed(unspent),
    ),
    Defect(
        "banno-link-good-for-a-day", "banno", "resetPassword",
        "The link of a reset is good for a day instead of an hour.",
        ("F-10",), changes("resetPassword", for_a_day),
    ),
    Defect(
        "banno-link-unlocks", "banno", "",
        "Setting a new password unlocks a locked user.",
        ("F-10",), completed(unlocking),
    ),
    Defect(
        "banno-link-leaves-expired", "banno", "",
        "Setting a new password does not end PasswordExpired.",
        ("F-10",), completed(still_expired),
    ),
)  # fmt: skip
