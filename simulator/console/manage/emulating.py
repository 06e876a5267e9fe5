"""Being somebody else: another of the staff, or oneself again after having been logged in as a user."""

from starlette.responses import Response

from simulator.console.asking import Refusal
from simulator.console.form import read
from simulator.console.manage import staff
from simulator.console.manage.around import looking, offered, shown
from simulator.console.manage.staff import AS, EMULATED, Staff, cookie, nobody
from simulator.console.user import room_at
from simulator.console.view import View

__all__ = ["chosen", "released"]


async def chosen(view: View) -> Response:
    """Look on as that staff user, or as staff of that role, who is one of those offered. Whoever was logged in as a
    user is that no more.
    """
    room_at(view, "narmi")
    form = await read(view.request)
    if form["as"] not in {one.value for one in await offered(view)}:
        return await shown(Staff(view, "", staff.chosen(view)), "manage/refused.html", 400, refusal=nobody(form["as"]))
    response = view.moved("users", "narmi", done="viewing")
    cookie(view, response, AS, form["as"])
    cookie(view, response, EMULATED, "")
    return response


@looking
async def released(who: Staff) -> Response:
    """The emulation ends, as the vendor ends it."""
    if who.emulation is None:
        response = who.view.moved("users", "narmi")
    else:
        answer = await who.do("DELETE", f"/emulations/{who.emulation.id}")
        if answer.status >= 400:
            raise Refusal(answer.status, "Not released", answer.hint)
        response = who.view.moved("users", "narmi", who.emulation.user, done="released")
    cookie(who.view, response, EMULATED, "")
    return response
