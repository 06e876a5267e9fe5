"""What staff can do to a user beside the vendor's menu, told as the menu is: with the permission, and why not."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import to_builtins

from simulator.console.manage.deeds import DEEDS, Told
from simulator.console.manage.staff import Staff, in_uat, roles

__all__ = ["beside"]

Json = Mapping[str, Any]
Owned = frozenset[str] | None
"""Permissions in small letters (B-75); None is every one."""
EMULATING = "you are logged in as this user, and read only; release it first"
UAT = "UAT sends no SMS, so there is no history of them"
NOTIFICATIONS = Told("Fetch Notification History", "", ("Can view notification history",))


async def beside(who: Staff, user: Json) -> dict[str, Json]:
    """An entry as in the menu for each. Where there is a `reason`, it is not enabled for whoever looks (NARMI-033,
    NARMI-061, NARMI-063, NARMI-066, NARMI-068); of its permissions, one is needed.
    """
    owned, emulates = await _owned(who), who.emulates(user["id"])
    deeds = {name: deed.told for name, deed in DEEDS.items() if deed.told}
    history = _entry(NOTIFICATIONS, user, None if emulates else owned, otherwise=UAT if await in_uat(who.view) else "")
    first = EMULATING if emulates else ""
    return {"notifications": history, **{name: _entry(told, user, owned, first) for name, told in deeds.items()}}


def _entry(told: Told, user: Json, owned: Owned, first: str = "", otherwise: str = "") -> Json:
    """Why it cannot be done: what goes before the permission, the permission, or what else there is."""
    needed = told.needed(user)
    return {**to_builtins(told), "permission": needed, "reason": first or _missing(needed, owned) or otherwise}


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
