"""How personal numbers are shown to others."""

__all__ = ["initial", "masked_ssn", "padded"]


def masked_ssn(last4: str | None) -> str:
    """`***-**-1234`; the text `null` where there is no number (BAN-S-24, B-03)."""
    return f"***-**-{last4}" if last4 else "null"


def padded(number: int, digits: int) -> str:
    """The number with leading zeros."""
    return f"{number:0{digits}d}"


def initial(name: str) -> str:
    """The first letter of a name; empty for no name."""
    return name[:1]
