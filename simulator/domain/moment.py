"""Instants: timezone-aware datetimes in UTC, and the one text form in which the vendors print them."""

from datetime import UTC, datetime

__all__ = ["from_text", "to_text"]


def to_text(at: datetime) -> str:
    """Milliseconds and a `Z`, as in `2022-01-21T16:45:47.118Z` (BAN-S-15)."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def from_text(text: str) -> datetime:
    """Read an ISO 8601 instant. A time without an offset is taken as UTC; a bare date is its midnight.

    Raises ValueError, naming the form that was expected.
    """
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is no instant; expected ISO 8601, for example 2026-01-15T09:00:00Z") from None
