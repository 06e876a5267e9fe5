"""The way in and out where a control token is asked for, the choice of light or dark, and the files that pages need."""

from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from simulator.console.asking import Refusal
from simulator.console.form import Form, read, wished
from simulator.console.view import SAFE, THEME, THEMES, View
from simulator.control.guard import COOKIE, Guard

__all__ = ["asset", "entered", "left", "shown", "theme"]

YEAR_SECONDS = 365 * 24 * 3600
ASSETS = {
    "console.css": "text/css; charset=utf-8",
    "console.js": "text/javascript; charset=utf-8",
    "journal.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


async def shown(view: View) -> Response:
    """The form that asks for the token."""
    return await _form(view, Form(wished(view.request, next="")))


async def entered(view: View) -> Response:
    """The token was handed in: right, or wrong."""
    form, rules = await read(view.request), _rules(view)
    if not rules.token or rules.opened_by(form["token"].strip()):
        response = RedirectResponse(_inside(view, form["next"]), 303, SAFE)
        if rules.token:
            secure = view.request.scope["scheme"] == "https"
            response.set_cookie(COOKIE, rules.cookie, httponly=True, samesite="strict", secure=secure)
        return response
    wrong = {"token": "This is not the control token. The simulator printed it when it started."}
    return await _form(view, Form({"next": form["next"]}, wrong), 401)


async def left(view: View) -> Response:
    """The browser is a stranger again."""
    response = view.moved("sign-in")
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


async def theme(view: View) -> Response:
    """Light, dark, or as the system says."""
    form = await read(view.request)
    response = RedirectResponse(_inside(view, form["next"]), 303, SAFE)
    if form["theme"] in THEMES:
        response.set_cookie(THEME, form["theme"], max_age=YEAR_SECONDS, samesite="lax")
    return response


async def asset(view: View) -> Response:
    """A file out of a fixed table."""
    name = view.request.path_params["name"]
    if name not in ASSETS:
        raise Refusal(404, "Not Found", "there is no such file")
    kept = {"Cache-Control": "no-cache", "Content-Security-Policy": SAFE["Content-Security-Policy"]}
    return Response(_content(name), headers=kept, media_type=ASSETS[name])


async def _form(view: View, form: Form, status: int = 200) -> Response:
    return await view.shown("sign_in.html", status=status, form=form)


def _inside(view: View, wanted: str) -> str:
    """Where to go on: a path of this server's own pages and nowhere else."""
    parts = urlsplit(wanted.replace("\\", "/"))
    safe = not parts.scheme and not parts.netloc and "/_simulator/" in f"{parts.path}/" and wanted.startswith("/")
    return wanted if safe and wanted.isprintable() and not wanted.startswith("//") else view.at()


def _rules(view: View) -> Guard:
    found: Guard = view.request.scope["guard"]
    return found


@cache
def _content(name: str) -> bytes:
    return files("simulator.console").joinpath("assets", name).read_bytes()
