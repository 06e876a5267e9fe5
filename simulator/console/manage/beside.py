"""What staff can do to a user beside the vendor's menu, told as the menu is: with the permission, and why not."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import to_builtins

from simulator.console.manage.deeds import DEEDS, Told
from simulator.console.manage.staff import Staff, roles

__all__ = ["beside"]

Json = Mapping[str, Any]
Owned = frozenset[str] | None
"""Permissions in small letters (B-75); None is every one."""
EMULATING = "you are logged in as this user, and read only; release it first"


async def beside(who: Staff, user: Json) -> dict[str, Json]:
    """An entry as in the menu for each. Where there is a `reason`, it is not enabled for whoever looks (NARMI-033,
    NARMI-061, NARMI-063); of its permissions, one is needed.
    """
    owned = await _owned(who)
    emulating = EMULATING if who.emulates(user["id"]) else ""
    return {name: _entry(deed.told, user, owned, emulating) for name, deed in DEEDS.items() if deed.told}


def _entry(told: Told, user: Json, owned: Owned, emulating: str) -> Json:
    needed = told.needed(user)
    return {**to_builtins(told), "permission": needed, "reason": emulating or _missing(needed, owned)}


def _missing(needed: tuple[str, ...], owned: Owned) -> str:
    if owned is None or owned & _folded(needed):
        return ""
    return "this needs the permission " + " or ".join(f'"{one}"' for one in needed)


async def _owned(who: Staff) -> Owned:
    """What an Admin may do, or a role."""
    role = await _role(who)
    return None if role is None else _folded((await roles(who.view)).get(role, ()))


async def _role(who: Staff) -> str | None:
    """The role of whoever looks; an Admin needs none."""
    kind, _, name = who.chosen.partition(":")
    if kind == "role":
        return name
    people = (await who.view.client.ask("listPersonas"))["items"]
    identity = next((one["narmi"]["userId"] for one in people if one["name"] == name and "narmi" in one), name)
    stored: Json = await who.view.client.ask("readUser", path={"provider": "narmi", "id": identity})
    return None if stored["type"] == "admin" else stored["role"] or ""


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)
