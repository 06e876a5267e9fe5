"""Why somebody cannot enrol: what was typed against what the core has (NARMI-097)."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.state import State

__all__ = ["mismatches"]

Json = Mapping[str, Any]
Mismatch = tuple[str, str]
SUFFIX = 2
"""How many digits of an account's number are its own; the others are the core user ID."""


def mismatches(state: State, words: Json) -> Iterator[Mismatch]:
    """The fields that do not match, each with a sentence; first of all the number by which the core was asked."""
    for name in ("core_user_id", "account_number"):
        if name in words and (core := FOUND[name](state, words[name])) is None:
            yield name, f"The core has no {name.replace('_', ' ')} {words[name]}."
            return
        elif name in words:
            break
    asked = f"{name.replace('_', ' ')} {words[name]}"
    assert core is not None, "one of the two is always given"
    if "account_number" in words and words["account_number"] not in {one.number for one in core.accounts}:
        yield "account_number", f"The core has no such account for {asked}."
    for field, (called, told, alike) in FIELDS.items():
        if field in words and alike(words[field]) != alike(told(core) or ""):
            yield field, f"The core has another {called} for {asked}."


def _by_account(state: State, number: str) -> CoreUser | None:
    """The core user whose account has this number."""
    near = state.core(number[:-SUFFIX])
    cores = (*((near,) if near is not None else ()), *state.cores)
    return next((core for core in cores if any(one.number == number for one in core.accounts)), None)


def _words(text: str) -> str:
    return " ".join(text.casefold().split())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


FOUND: dict[str, Callable[[State, str], CoreUser | None]] = {"core_user_id": State.core, "account_number": _by_account}
FIELDS: dict[str, tuple[str, Callable[[CoreUser], str | None], Callable[[str], str]]] = {
    "first_name": ("first name", lambda core: core.first_name, _words),
    "last_name": ("last name", lambda core: core.last_name, _words),
    "birth_date": ("date of birth", lambda core: core.birth_date.isoformat() if core.birth_date else None, str),
    "email": ("e-mail address", lambda core: core.email, _words),
    "phone": ("phone number", lambda core: core.phone, _digits),
    "zip": ("ZIP code", lambda core: core.address.zip if core.address else None, _words),
}
