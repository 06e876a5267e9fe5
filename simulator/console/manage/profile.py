"""A user's profile, in the order of the article, each of its lists short or whole; and the notification history."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from simulator.console.asking import Refusal
from simulator.console.form import Form, wished
from simulator.console.manage.around import looking
from simulator.console.manage.around import shown as page
from simulator.console.manage.beside import beside
from simulator.console.manage.lists import LISTS
from simulator.console.manage.meaning import explained
from simulator.console.manage.staff import Staff
from simulator.console.manage.wrong import EXPECTED
from simulator.console.person import RECENT
from simulator.console.secret import masked
from simulator.console.user import people

__all__ = ["notifications", "shown", "whole"]

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
        explained=explained,
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
    told = {"found": found, "explained": explained, "beside": await beside(who, user)}
    return await page(who, "manage/list.html", user=user, one=listed, **told)


@looking
async def notifications(who: Staff) -> Response:
    """What SMS went to a number, and what became of them (NARMI-065 to NARMI-076)."""
    user, to = await who.told(_at(who)), wished(who.view.request, to="")["to"]
    number = to.replace(" ", "+") if to.startswith(" ") else to
    try:
        found, wrong = await who.told(f"{_at(who)}/notification_history", to=number), {}
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        found, wrong = None, {"to": f"Expected {EXPECTED['phone']}."}
    form, told = Form({"to": to}, wrong), {"found": found, "statuses": STATUSES}
    return await page(who, "manage/notifications.html", 422 if wrong else 200, user=user, form=form, **told)


def _at(who: Staff) -> str:
    return f"/users/{quote(who.view.request.path_params['id'], safe='')}"
