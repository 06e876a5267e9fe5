"""One look at the console: who is asked, in which sandbox, and how an answer becomes a page."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from simulator.console import write
from simulator.console.asking import Client, Refusal
from simulator.console.rooms.room import Room
from simulator.console.secret import hushed

__all__ = ["SAFE", "View", "page"]

UI = "/_simulator/ui"
THEME = "simulator_theme"
THEMES = ("auto", "light", "dark")
SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
CHOICES_MAX = 200
"""Sandboxes that a page offers to go to."""
DONE = {
    "created": "The user is there.",
    "edited": "Saved.",
    "deleted": "The user is gone.",
    "cleared": "Emptied.",
    "made": "The sandbox is ready.",
    "reset": "The sandbox is as it began.",
    "ended": "The sandbox is gone.",
    "clock": "The clock was set.",
    "imported": "The sandbox is as the export says.",
}


class View(Struct, frozen=True):
    """One request to the console."""

    request: Request
    client: Client
    rooms: Mapping[str, Room]

    def at(self, *parts: str, **query: Any) -> str:
        """The address of a page of this sandbox."""
        path = "/".join((self.client.address.root + UI, *(quote(part, safe="") for part in parts)))
        told = {name: value for name, value in query.items() if value not in ("", None)}
        return f"{path}?{urlencode(told)}" if told else path

    def local(self, target: str) -> str:
        """The target of a request without secrets and without the prefix that chooses this sandbox, the same in all of
        them.
        """
        root = self.client.address.root
        return hushed(target.removeprefix(root) if target.startswith(f"{root}/") else target)

    @property
    def here(self) -> str:
        """The address of this very page."""
        return self.client.address.root + quote(self.request.scope["path"])

    @property
    def partial(self) -> bool:
        """Whether only the inside of the page is wanted."""
        asked = self.request.headers
        return "hx-request" in asked and "hx-history-restore-request" not in asked

    async def shown(self, name: str, /, *, status: int = 200, **content: Any) -> Response:
        """The page made from that template. A part of a page needs nothing of what stands around it."""
        around: dict[str, Any] = {} if self.partial else await self._around()
        text = page(name).render({**around, "view": self, "at": self.at, "done": self._told(), **content})
        return HTMLResponse(text, status, SAFE)

    def moved(self, *parts: str, **query: Any) -> Response:
        """After something was done: the page that shows it."""
        return RedirectResponse(self.at(*parts, **query), 303, SAFE)

    def _told(self) -> str:
        """What was done a moment ago, in words."""
        word = self.request.query_params.get("done", "")
        room = self.rooms.get(self.request.scope["path"].removeprefix(f"{UI}/users/").partition("/")[0])
        action = room.action(word) if room else None
        if action is not None:
            return action.done
        return DONE.get(word, "") if room is None else room.told.get(word, DONE.get(word, ""))

    async def refused(self, refusal: Refusal) -> Response:
        """A page of its own for a refusal that belongs to no form."""
        return await self.shown("refused.html", status=refusal.status, refusal=refusal)

    async def _around(self) -> dict[str, Any]:
        """What stands on every page; where the sandbox is unknown, only which ones there are."""
        listed = (await self.client.ask("listSandboxes"))["items"]
        names = [one["id"] for one in listed]
        near = names if len(names) <= CHOICES_MAX else [*names[:1], *names[1 - CHOICES_MAX :]]
        try:
            clock = await self.client.ask("getClock")
            faults = (await self.client.ask("listFaults"))["total"]
        except Refusal:
            clock, faults = None, 0
        theme = self.request.cookies.get(THEME, "auto")
        return {
            "sandboxes": near if self.client.sandbox in near else [self.client.sandbox, *near],
            "clock": clock,
            "faults": faults,
            "theme": theme if theme in THEMES else "auto",
            "here": self.request.scope["path"].removeprefix(UI).strip("/").partition("/")[0] or "home",
            "signed": bool(self.request.scope["guard"].token),
        }


@cache
def page(name: str) -> Any:
    """The template of that name."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("simulator.console"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(write.FILTERS)
    return made
