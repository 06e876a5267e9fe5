"""What the vendor has against a form, put beside the fields."""

from collections.abc import Iterable
from typing import Any

from simulator.console.asking import Answer
from simulator.console.form import Form

__all__ = ["blamed"]

EMPTY = "cannot be left empty"


def blamed(form: Form, answer: Answer, fields: Iterable[str] = ()) -> Form:
    """The form with the vendor's words; what concerns no field of it concerns the whole."""
    said = answer.body if isinstance(answer.body, dict) else {}
    message: Any = said.get("message", answer.hint)
    refused = f"Narmi answered {answer.status} {said.get('id', '')}".strip()
    if not isinstance(message, dict):
        return Form(form.values, {"": f"{refused}: {message}"})
    known = {*form.values, *fields}
    found = {name: _told(form, name, texts) for name, texts in message.items() if name in known}
    rest = [f"{name}: {' '.join(texts)}" for name, texts in message.items() if name not in known]
    return Form(form.values, {**found, "": "; ".join([f"{refused}.", *rest])})


def _told(form: Form, name: str, texts: list[str]) -> str:
    return " ".join(texts) if form[name].strip() else EMPTY
