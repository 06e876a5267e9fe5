"""A user's profile, in the order of the article, each of its lists short or whole; and the notification history."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from simulator.claims import bundled
from simulator.console.asking import Refusal
from simulator.console.form import wished
from simulator.console.manage.around import looking
from simulator.console.manage.around import shown as page
from simulator.console.manage.beside import beside
from simulator.console.manage.lists import LISTS
from simulator.console.manage.staff import Staff
from simulator.console.person import RECENT
from simulator.console.user import people
from simulator.console.write import masked

__all__ = ["meanings", "notifications", "shown", "whole"]

MEANING = re.compile(r"The history code `([\w.]+)` means (?:that )?(.+)\.")
STATUSES = {
    "Delivered": "The carrier or, where it can tell, the handset has confirmed that it was delivered.",
    "Delivery unknown": "It was sent more than an hour ago, and nothing was heard of it.",
    "Failed": "It could not be sent.",
    "Sent": "Nothing was heard of it yet.",
    "Undelivered": "A receipt says that it was not delivered.",
}
Json = Mapping[str, Any]


@looking
async def shown(who: Staff) -> Response:
    """The whole profile."""
    view, at = who.view, _at(who)
    user = await who.told(at)
    lists = {one.name: await who.told(f"{at}/{one.name}") for one in LISTS}
    stored = await view.client.ask("readUser", path={"provider": "narmi", "id": user["id"]})
    recent = await view.client.ask("listJournal", about=user["id"], limit=RECENT)
    room = view.rooms["narmi"]
    return await page(
        who,
        "manage/user.html",
        user=user,
        lists=[(one, lists[one.name]) for one in LISTS],
        menu=(await who.told(f"{at}/actions"))["results"],
        beside=await beside(who, user),
        meanings=meanings(),
        persona=(await people(view, room)).get(user["id"], ""),
        stored=masked(stored),
        switches=[(one, one.barred(stored)) for one in room.actions],
        exchanges=recent["items"],
        total=recent["total"],
    )


@looking
async def whole(who: Staff) -> Response:
    """One list from beginning to end."""
    name = who.view.request.path_params["list"]
    listed = next((one for one in LISTS if one.name == name), None)
    if listed is None:
        raise Refusal(404, "No such list", f"a profile has no list {name!r}")
    user = await who.told(_at(who))
    found = await who.told(f"{_at(who)}/{name}", all="true")
    told = {"found": found, "meanings": meanings(), "beside": await beside(who, user)}
    return await page(who, "manage/list.html", user=user, one=listed, **told)


@looking
async def notifications(who: Staff) -> Response:
    """What SMS went to a number, and what became of them (NARMI-065 to NARMI-076)."""
    user, to = await who.told(_at(who)), wished(who.view.request, to="")["to"]
    found = await who.told(f"{_at(who)}/notification_history", to=to.replace(" ", "+") if to.startswith(" ") else to)
    return await page(who, "manage/notifications.html", user=user, to=to, found=found, statuses=STATUSES)


@cache
def meanings() -> dict[str, str]:
    """What each history code means, as the claims have it."""
    told = filter(None, (MEANING.fullmatch(str(claim["statement"])) for claim in bundled()))
    return {one[1]: one[2][0].upper() + one[2][1:] for one in told}


def _at(who: Staff) -> str:
    return f"/users/{quote(who.view.request.path_params['id'], safe='')}"
