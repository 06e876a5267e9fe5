"""The first page: where everything is, how to call it, who is there; and the clock."""

from typing import Any

from starlette.responses import RedirectResponse, Response

from simulator.console.asking import Refusal
from simulator.console.form import Form, read
from simulator.console.view import SAFE, View

__all__ = ["chosen", "clock", "minted", "shown"]

KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
ROOTS = (("This sandbox", ""), ("Control API", "/_simulator/v1"), ("API documentation", "/_simulator/docs/"))
FIRST = (
    ("Is she locked?", "banno-admin", f"/a/consumer-status/api/v0/users/{KATHY}/status", ""),
    ("Unlock her", "banno-admin", f"/a/consumer-status/api/v0/users/{KATHY}/status/locked", '{"state": false}'),
    ("Her own profile", "banno-consumer", f"/a/consumer/api/v0/users/{KATHY}", ""),
    ("A partner's users", "customers-bank", "/partners/v1/Users?perPage=5", ""),
    ("Staff looks for a user", "narmi", "/narmi/admin/v1/users?search=vega", ""),
)


async def shown(view: View, form: Form | None = None, token: str = "", status: int = 200) -> Response:
    """The page."""
    return await view.shown("home.html", status=status, token=token, form=form or Form(), **await _content(view))


async def minted(view: View) -> Response:
    """A token, shown once on the page."""
    form = await read(view.request)
    wish = {"api": form["api"], **({"persona": form["persona"]} if form["persona"] else {})}
    try:
        made = await view.client.ask("mintToken", wish)
    except Refusal as refusal:
        return await shown(view, form.refused(refusal), status=refusal.status)
    return await shown(view, form, made["access_token"])


async def chosen(view: View) -> Response:
    """Go to the same kind of page in another sandbox."""
    name = view.request.query_params.get("sandbox", "")
    listed = (await view.client.ask("listSandboxes"))["items"]
    found = next((one["url"] for one in listed if one["id"] == name), None)
    if found is None:
        raise Refusal(404, "No such sandbox", f"there is no sandbox {name!r}; make one on the page Sandboxes")
    return RedirectResponse(f"{found}/_simulator/ui{_section(view)}", 303, SAFE)


async def clock(view: View) -> Response:
    """The sandbox's clock is frozen, moved or let go."""
    form = await read(view.request)
    wishes: dict[str, Any] = {
        "freeze": {"freeze": form["at"] or True},
        "advance": {"advance": _number(form["seconds"])},
        "reset": {"reset": True},
    }
    try:
        await view.client.ask("setClock", wishes.get(form["do"], {}))
    except Refusal as refusal:
        said = form.refused(refusal)
        return await shown(view, Form(said.values, {"clock": refusal.detail}), status=refusal.status)
    return view.moved(done="clock")


async def _content(view: View) -> dict[str, Any]:
    listed = (await view.client.ask("listPersonas"))["items"]
    apis = [api for one in view.client.simulator.providers.values() for api in one.apis]
    calls = [call for call in FIRST if call[1] in apis]
    newest = await view.client.ask("listJournal", limit=5)
    return {
        "personas": listed,
        "apis": apis,
        "roots": ROOTS,
        "calls": [(title, _line(view, api, path, body)) for title, api, path, body in calls],
        "newest": newest["items"],
        "total": newest["total"],
        "clock": await view.client.ask("getClock"),
    }


def _line(view: View, api: str, path: str, body: str) -> str:
    url = view.client.url
    where = "" if view.client.sandbox == "default" else f" --sandbox {view.client.sandbox}"
    asked = f"simulator token --url {view.client.address.origin}{where} {api}"
    sent = f" \\\n  -X PUT -H 'content-type: application/json' -d '{body}'" if body else ""
    quoted = f"'{url}{path}'" if "?" in path else url + path
    return f'curl -i {quoted}{sent} \\\n  -H "authorization: Bearer $({asked})"'


def _section(view: View) -> str:
    section = view.request.query_params.get("section", "")
    return f"/{section}" if section in ("users", "journal", "outbox", "sandboxes", "claims") else ""


def _number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text
