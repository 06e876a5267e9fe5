"""What the console knows of one provider's users: how a list and a profile show them, and what can be done to them."""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

__all__ = ["Action", "Call", "Column", "Field", "Room", "Section", "always", "named"]

Json = Mapping[str, Any]


class Column(Struct, frozen=True):
    """A column of the list. `kind` is how its value is written: text, mono, moment, flag or status; a `wide` one is
    left out where there is little room.
    """

    label: str
    value: Callable[[Json], Any]
    kind: str = "text"
    wide: bool = False


class Section(Struct, frozen=True):
    """Part of a profile: its title, and of each line the label, the member and the kind."""

    title: str
    lines: tuple[tuple[str, str, str], ...]


class Field(Struct, frozen=True):
    """A field of the form that makes or edits a user. `options` are all that may be chosen; `kind` is text, flag or
    words (a list, separated by commas).
    """

    name: str
    label: str
    kind: str = "text"
    options: tuple[str, ...] = ()
    hint: str = ""


class Call(Struct, frozen=True):
    """A call of the vendor's own API that carries an action out."""

    api: str
    method: str
    path: Callable[[Json], str]
    body: Any = None


class Action(Struct, frozen=True):
    """Something to be done to one user: what it is called, what will happen, and either the patch that does it outside
    the vendor's rules or the vendor's own call. `barred` says why it cannot be done now; empty where it can. With
    `everybody`, it concerns all users of the institution.
    """

    id: str
    label: str
    effect: str
    done: str
    icon: str
    patch: Json | None = None
    call: Call | None = None
    barred: Callable[[Json], str] = lambda _: ""
    grave: bool = False
    everybody: bool = False


class Room(Struct, frozen=True):
    """One provider in the console. `title` is the vendor's name, `name` a user's, `about` what else tells users
    apart; `told` is what a page says after something was done that is no action here, by a word for it.
    """

    provider: str
    title: str
    name: Callable[[Json], str]
    about: Callable[[Json], str]
    state: Callable[[Json], tuple[str, str]]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    fields: tuple[Field, ...] = ()
    actions: tuple[Action, ...] = ()
    told: Mapping[str, str] = {}

    def action(self, identity: str) -> Action | None:
        """The action of that id, or None."""
        return next((one for one in self.actions if one.id == identity), None)


def always(_: Json) -> str:
    """Nothing is in the way."""
    return ""


def named(member: str) -> Callable[[Json], Any]:
    """The member of that name; a dot leads further down. None where there is none."""

    def found(user: Json) -> Any:
        value: Any = user
        for part in member.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value

    return found
