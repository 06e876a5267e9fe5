"""What stands around every page of Manage Users: as whom one looks, whom else one could be, and the banner of an
emulation.
"""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.responses import Response

from simulator.console.asking import ALL, Refusal
from simulator.console.manage.staff import FIRST, Chosen, Staff, chosen, in_uat, roles, staff
from simulator.console.user import room_at
from simulator.console.view import View

__all__ = ["looking", "offered", "shown"]

Json = dict[str, Any]
Look = Callable[[Staff], Awaitable[Response]]


def looking(page: Look) -> Callable[[View], Awaitable[Response]]:
    """A page for whoever looks; what the vendor refuses is told within the page, where one can be somebody else."""

    @wraps(page)
    async def inside(view: View) -> Response:
        room_at(view, "narmi")
        who = Staff(view, "", chosen(view))
        try:
            who = await staff(view)
            return await page(who)
        except Refusal as refusal:
            return await shown(who, "manage/refused.html", refusal.status, refusal=refusal)

    return inside


async def shown(who: Staff, template: str, status: int = 200, **content: Any) -> Response:
    """The page made from that template, with what stands around it."""
    view = who.view
    around = {} if view.partial else await _around(who)
    room = view.rooms["narmi"]
    return await view.shown(template, status=status, room=room, provider="narmi", **around, **content)


async def offered(view: View) -> list[Chosen]:
    """Every persona who is staff, and the roles that none of them has."""
    people, taken = [], set()
    for name, user in await _staff(view):
        taken.add(user["role"])
        rank = "Admin" if user["type"] == "admin" else user["role"]
        people.append(Chosen(f"persona:{name}", f"{user['firstName']} {user['lastName']}, {rank}"))
    first = next((one for one in people if one.value == f"persona:{FIRST}"), None)
    people.sort(key=lambda one: (one is not first, one.label))
    return [*people, *(Chosen(f"role:{name}", f"Somebody with the role {name}") for name in await _roles(view, taken))]


async def _around(who: Staff) -> Json:
    return {
        "offered": await offered(who.view),
        "chosen": who.chosen,
        "banner": await _banner(who),
        "uat": await in_uat(who.view),
    }


async def _banner(who: Staff) -> Json | None:
    """Whom staff is logged in as."""
    if who.emulation is None:
        return None
    user: Json = await who.told(f"/users/{who.emulation.user}")
    return user


async def _staff(view: View) -> list[tuple[str, Json]]:
    found = []
    for one in (await view.client.ask("listPersonas"))["items"][:ALL]:
        identity = one.get("narmi", {}).get("userId")
        user = await _stored(view, identity) if identity else None
        if user is not None and user["type"] != "customer":
            found.append((one["name"], user))
    return found


async def _stored(view: View, identity: str) -> Json | None:
    try:
        user: Json = await view.client.ask("readUser", path={"provider": "narmi", "id": identity})
    except Refusal:
        return None
    return user


async def _roles(view: View, taken: set[str | None]) -> list[str]:
    try:
        return [name for name in await roles(view) if name not in taken]
    except Refusal:
        return []
