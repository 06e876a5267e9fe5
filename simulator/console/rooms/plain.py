"""The room of a provider that nobody furnished: users as they are stored."""

from typing import Any

from simulator.console.rooms.room import Column, Json, Room, named

__all__ = ["room"]


def room(provider: str) -> Room:
    """A room that asks nothing of its users but an id."""
    return Room(
        provider=provider,
        title=provider.replace("_", " ").title(),
        name=_name,
        about=lambda _: "",
        state=lambda _: ("", ""),
        columns=(Column("Name", _name), Column("Id", named("userId"), "mono", wide=True)),
        sections=(),
    )


def _name(user: Json) -> str:
    whole: Any = user.get("name") or " ".join(str(user[part]) for part in ("firstName", "lastName") if user.get(part))
    return str(whole or user.get("userId", "somebody"))
