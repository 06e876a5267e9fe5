"""What the vendor has against a form, put beside the fields, in words for whoever typed."""

import re
from collections.abc import Iterable
from typing import Any

from simulator.console.asking import Answer
from simulator.console.form import Form

__all__ = ["EXPECTED", "blamed"]

EMPTY = "cannot be left empty"
TERSE = re.compile(r"Expected (?:a text that matches|format|at least 1 entries) ?.*")
"""A rule of the schema, which says little to somebody at a form."""
EXPECTED = {
    "phone": "a phone number such as +15555550123",
    "email": "an e-mail address such as ada@example.com",
    "username": "a login without spaces",
    "core_user_id": "a core user ID: 4 to 12 digits",
    "pin": "the six digits that the user was sent",
    "birth_date": "a date such as 1994-02-28",
    "user_ids": "somebody to write to; tick users in the list",
}
"""The same by field."""


def blamed(form: Form, answer: Answer, fields: Iterable[str] = (), whole: str = "") -> Form:
    """The form with the vendor's words; what concerns no field of it concerns the whole. `whole` is in plain words what
    the vendor has against the body as such.
    """
    said = answer.body if isinstance(answer.body, dict) else {}
    message: Any = said.get("message", answer.hint)
    refused = f"Narmi answered {answer.status} {said.get('id', '')}".strip()
    if not isinstance(message, dict):
        return Form(form.values, {"": f"{refused}: {message}"})
    known = {*form.values, *fields}
    found = {name: _told(form, name, texts) for name, texts in message.items() if name in known}
    rest = [_said(name, texts, whole) for name, texts in message.items() if name not in known]
    return Form(form.values, {**found, "": f"{refused}: {' '.join(rest)}" if rest else f"{refused}."})


def _told(form: Form, name: str, texts: list[str]) -> str:
    return _worded(name, texts) if form[name].strip() else EMPTY


def _said(name: str, texts: list[str], whole: str) -> str:
    """What is said of a member that is no field here; `$` is the whole body."""
    if name == "$":
        return whole or " ".join(texts)
    member = name.partition(".")[0]
    return _worded(member, texts) if member in EXPECTED else f"{name}: {_worded(name, texts)}"


def _worded(name: str, texts: list[str]) -> str:
    """The vendor's words, or plainer ones."""
    told = (f"Expected {EXPECTED[name]}." if name in EXPECTED and TERSE.fullmatch(text) else text for text in texts)
    return " ".join(dict.fromkeys(told))
