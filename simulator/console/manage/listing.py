"""The list of users, as staff sees it: searched, page by page (NARMI-002 to NARMI-013)."""

from starlette.responses import Response

from simulator.console.form import wished
from simulator.console.manage.around import looking
from simulator.console.manage.around import shown as page
from simulator.console.manage.staff import Staff
from simulator.console.user import AT_ONCE, numbered, people

__all__ = ["shown"]


@looking
async def shown(who: Staff) -> Response:
    """A page of everybody, or of those whose login or name contains the text."""
    wish = wished(who.view.request, q="", page="1")
    number = numbered(wish["page"])
    found = await who.told("/users", search=wish["q"], limit=AT_ONCE, offset=AT_ONCE * (number - 1))
    total = found["meta"]["total"]
    return await page(
        who,
        "manage/users.html",
        users=found["results"],
        total=total,
        q=wish["q"],
        number=number,
        pages=max(1, -(-total // AT_ONCE)),
        people=await people(who.view, who.view.rooms["narmi"]),
    )
