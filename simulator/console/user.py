"""The users of one provider, page by page."""

from starlette.responses import Response

from simulator.console.asking import ALL, Refusal
from simulator.console.form import wished
from simulator.console.rooms.room import Room
from simulator.console.view import View

__all__ = ["first", "listed", "numbered", "people", "room_at", "room_of"]

AT_ONCE = 50


async def first(view: View) -> Response:
    """The first provider's users."""
    return view.moved("users", next(iter(view.rooms)))


async def listed(view: View) -> Response:
    """A page of users, of all or of those whom the text names."""
    room, wish = room_of(view), wished(view.request, q="", page="1")
    number = numbered(wish["page"])
    offset = AT_ONCE * (number - 1)
    found = await view.client.ask("listUsers", provider=room.provider, query=wish["q"], limit=AT_ONCE, offset=offset)
    pages = max(1, -(-found["total"] // AT_ONCE))
    return await view.shown(
        "users.html",
        room=room,
        users=found["items"],
        total=found["total"],
        q=wish["q"],
        number=number,
        pages=pages,
        people=await people(view, room),
    )


def numbered(text: str) -> int:
    """The number of a page; of what is none, the first."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 8 else 1


def room_of(view: View) -> Room:
    """The room that the address names. Raises Refusal."""
    return room_at(view, view.request.path_params.get("provider", "narmi"))


def room_at(view: View, name: str) -> Room:
    """The room of that provider. Raises Refusal."""
    if name not in view.rooms:
        known = ", ".join(view.rooms)
        raise Refusal(404, "No such provider", f"there is no provider {name!r}; there are: {known}")
    return view.rooms[name]


async def people(view: View, room: Room) -> dict[str, str]:
    """The personas of this provider: their names by the user's id."""
    listed = (await view.client.ask("listPersonas"))["items"]
    return {one[room.provider]["userId"]: one["name"] for one in listed[:ALL] if room.provider in one}
