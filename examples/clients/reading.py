"""Members of a JSON answer, read with suspicion: null, absent, of another type, in another form."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from calls import GaveUp

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))?", re.ASCII
)


def record(value: Any) -> dict[str, Any]:
    """A JSON object. Raises GaveUp for anything else."""
    if not isinstance(value, dict):
        raise GaveUp(f"expected an object, got {type(value).__name__}")
    return value


def text(of: dict[str, Any], name: str) -> str:
    """A string, "" where it is null or absent."""
    return _of_type(of, name, str, "")


def flag(of: dict[str, Any], name: str) -> bool:
    """A truth value, False where it is null or absent."""
    return _of_type(of, name, bool, False)


def items(of: dict[str, Any], name: str) -> list[Any]:
    """A list, empty where it is null or absent."""
    return _of_type(of, name, list, [])


def part(of: dict[str, Any], name: str) -> dict[str, Any]:
    """An object, empty where it is null or absent."""
    return _of_type(of, name, dict, {})


def number(of: dict[str, Any], name: str) -> int | None:
    """A whole number, also one that is written `3.0`; None where it is null or absent."""
    value = of.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise GaveUp(f"{name}: expected a whole number, got {value!r:.40}")


def identifier(of: dict[str, Any], name: str) -> str:
    """A UUID. Raises GaveUp for anything else: an id goes into the paths of later calls."""
    value = text(of, name)
    if not UUID.fullmatch(value):
        raise GaveUp(f"{name}: expected a UUID, got {shown(value)!r}")
    return value


def moment(value: str) -> datetime | None:
    """An instant of RFC 3339, also without an offset, which is UTC then; None where it is none, or the year is 1."""
    found = MOMENT.fullmatch(value)
    if not found or found[1] in ("0000", "0001"):
        return None
    year, month, day, hour, minute, second = (int(found[n]) for n in range(1, 7))
    micros = int((found[7] or "0")[:6].ljust(6, "0"))
    away = timedelta(hours=int(found[10] or 0), minutes=int(found[11] or 0))
    try:
        told = datetime(year, month, day, hour, minute, min(second, 59), micros, UTC)
        return told + away if found[9] == "-" else told - away
    except (ValueError, OverflowError):
        return None


def shown(value: str, width: int = 60) -> str:
    """A text for a terminal: one line, without control characters, cut where it is too long."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in value)
    return clean if len(clean) <= width else clean[: width - 1] + "…"


def _of_type(of: dict[str, Any], name: str, kind: type, otherwise: Any) -> Any:
    value = of.get(name)
    if value is None:
        return otherwise
    if not isinstance(value, kind):
        raise GaveUp(f"{name}: expected {kind.__name__}, got {type(value).__name__}")
    return value
