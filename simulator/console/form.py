"""What a person typed into a form: read within bounds, and kept for when it has to be shown again."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from msgspec import Struct
from starlette.requests import Request

from simulator.console.asking import Refusal
from simulator.http import Disconnected, TooLarge, body_of

__all__ = ["Form", "read", "wished"]

FIELDS_MAX = 200
LENGTH_MAX = 1 << 16


class Form(Struct, frozen=True):
    """The fields by name, and what is wrong with them by name; the empty name is the form as a whole."""

    values: Mapping[str, str] = {}
    wrong: Mapping[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def refused(self, refusal: Refusal) -> "Form":
        """The same with the reasons why it was not taken; what concerns no field here concerns the whole."""
        found, whole = {}, []
        for name, said in refusal.by_field().items():
            if name in self.values:
                found[name] = said
            else:
                whole.append(f"{name}: {said}" if name else said)
        return Form(self.values, {**found, "": "; ".join(whole)} if whole else found)


async def read(request: Request) -> Form:
    """The form of this request; a field that came more than once has a space between its values. Raises Refusal where
    it is none, or too large.
    """
    try:
        raw = await _bounded(request)
        pairs = parse_qsl(raw.decode("utf-8"), keep_blank_values=True, max_num_fields=FIELDS_MAX, errors="strict")
    except TooLarge:
        raise Refusal(413, "That is too much", f"a form has at most {LENGTH_MAX} bytes; nothing has changed") from None
    except (Disconnected, ValueError):
        raise Refusal(400, "That is no form", "the fields could not be read; nothing has changed") from None
    values: dict[str, str] = {}
    for name, value in pairs:
        text = value.replace("\r\n", "\n")
        values[name] = f"{values[name]} {text}" if name in values else text
    return Form(values)


async def _bounded(request: Request) -> bytes:
    raw = await body_of(request.receive, dict(request.scope["headers"]))
    if len(raw) > LENGTH_MAX:
        raise TooLarge
    return raw


def wished(request: Request, **known: str) -> dict[str, str]:
    """Of these parameters of the address what is given, each within bounds, or else its default."""
    return {name: request.query_params.get(name, default)[:200] for name, default in known.items()}
