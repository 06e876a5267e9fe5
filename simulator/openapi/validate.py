"""JSON Schema 2020-12 checks, compiled once: a quick yes or no, and the violations only where the answer is no."""

from typing import Any

import jsonschema_rs
from msgspec.json import encode

from simulator.domain.problem import Fault, Violation

__all__ = ["Schema", "compiled"]

Json = Any
GOT_MAX = 60


class Schema:
    """A compiled schema. Formats are asserted; patterns run in linear time."""

    __slots__ = ("is_valid", "members", "validator")

    def __init__(self, schema: Json) -> None:
        self.validator = jsonschema_rs.Draft202012Validator(
            schema, validate_formats=True, pattern_options=jsonschema_rs.RegexOptions()
        )
        self.is_valid = self.validator.is_valid
        self.members: dict[str, Any] = _members(schema) if isinstance(schema, dict) else {}

    def violations(self, value: Json, place: str, at: str = "") -> tuple[Violation, ...]:
        """What is wrong with the value, at which pointer below `at`; empty when nothing is."""
        if self.is_valid(value):
            return ()
        errors = (meant for error in self.validator.iter_errors(value) for meant in _meant(error))
        return tuple(_violation(error, place, at) for error in errors)


def compiled(schema: Json) -> Schema:
    """The schema, ready to check values."""
    return Schema(schema)


def _members(schema: Json) -> dict[str, Any]:
    """The members that the schema names, also in the forms of which one must fit."""
    forms = [form for keyword in ("oneOf", "anyOf") for form in schema.get(keyword, ())]
    return {name: rule for one in (*forms, schema) for name, rule in one.get("properties", {}).items()}


def _meant(error: jsonschema_rs.ValidationError) -> list[jsonschema_rs.ValidationError]:
    """What is wrong with the one of several forms that the value is of, told by a constant; else the error itself."""
    forms = getattr(error.kind, "context", ())
    meant = [form for form in forms if all(one.kind.name != "const" for one in form)]
    return meant[0] if len(meant) == 1 else [error]


def _violation(error: jsonschema_rs.ValidationError, place: str, at: str) -> Violation:
    keyword = error.kind.name
    pointer = at + "".join(f"/{step}" for step in error.instance_path)
    fault = _FAULTS.get(keyword, Fault.CONSTRAINT)
    got = "" if fault is Fault.MISSING else _shortened(encode(error.instance).decode())
    return Violation(fault, place, pointer, _expected(error, keyword), got, keyword)


def _expected(error: jsonschema_rs.ValidationError, keyword: str) -> str:
    if forms := getattr(error.kind, "context", ()):
        return " or ".join(dict.fromkeys(_expected(form[0], form[0].kind.name) for form in forms))
    wording = _WORDING.get(keyword)
    return wording.format(_listed(error.kind.value)) if wording else f"{keyword} to hold"


def _listed(rule: Json) -> str:
    return " or ".join(map(str, rule)) if isinstance(rule, list) else str(rule)


def _shortened(text: str) -> str:
    return text if len(text) <= GOT_MAX else f"{text[: GOT_MAX - 1]}…"


_FAULTS = {"required": Fault.MISSING, "type": Fault.WRONG_TYPE}
_WORDING = {
    "required": "member {}",
    "type": "type {}",
    "enum": "one of {}",
    "const": "exactly {}",
    "maxLength": "at most {} characters",
    "minLength": "at least {} characters",
    "maximum": "at most {}",
    "minimum": "at least {}",
    "exclusiveMaximum": "less than {}",
    "exclusiveMinimum": "more than {}",
    "pattern": "a text that matches {}",
    "format": "format {}",
    "additionalProperties": "no members but the documented ones, yet there is {}",
    "minItems": "at least {} entries",
    "maxItems": "at most {} entries",
    "minProperties": "at least {} members",
    "maxProperties": "at most {} members",
}
