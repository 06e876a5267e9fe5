"""Staff at Narmi for the tests of its defects: personas by name, answers as plain values, steps to make scenes of."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from simulator.defects import Defect, seeded
from simulator.providers import PROVIDERS
from tests.world import UNSENT, World

__all__ = [
    "ADMIN", "HUGO", "INVITED", "KATHY", "MARISOL", "NADIA", "OWNER", "READER", "SUPPORT", "YUSUF", "ZOE", "Scene",
    "Staff", "Step", "act", "add", "as_user", "ask", "contact", "device", "edit", "external", "get", "happens", "later",
    "remembered", "scene", "users",
]  # fmt: skip

ADMIN, SUPPORT, READER, INVITED = "winona-clarke", "theo-brandt", "lila-moreau", "pablo-inverno"
KATHY, MARISOL, ZOE, HUGO, YUSUF = "kathy-smith", "marisol-vega", "zoe-nunez", "hugo-lindgren", "yusuf-demir"
NADIA, OWNER = "nadia-farouk", "harriet-mcallister"
BASE = "/narmi/admin/v1"
Seen = Any


class Staff:
    """Calls upon one world, with a defect or without one. `token` is the last emulation's, `kept` what was seen."""

    def __init__(self, defect: Defect | None = None) -> None:
        self.world = World(providers=seeded(PROVIDERS, [defect] if defect else ()), strict=False)
        personas = self.world.control("GET", "/personas")["items"]
        self.ids = {one["name"]: one["narmi"]["userId"] for one in personas if one.get("narmi")}
        self.token = ""
        self.emulation = ""
        self.kept: Any = None

    def ask(self, method: str, path: str, body: Any = UNSENT, *, emulating: bool = False, **wish: Any) -> Seen:
        """One call and its answer: status and JSON, None where there is none."""
        bearer = ("Authorization", f"Bearer {self.token}") if emulating else self.world.bearer("narmi", **wish)
        answer = self.world.send(
            method, BASE + self.filled(path), self.filled(body), headers=[bearer, ("User-Agent", "Chrome/126.0")]
        )
        told = answer.json if answer.body else None
        if isinstance(told, dict) and "access_token" in told and "user_id" in told:
            self.token, self.emulation = told["access_token"], told["id"]
        return answer.status, told

    def filled(self, text: Any) -> Any:
        """Names of personas as their ids, wherever they stand; `{emulation}` as the last one's id."""
        if isinstance(text, dict):
            return {name: self.filled(value) for name, value in text.items()}
        if isinstance(text, list):
            return [self.filled(value) for value in text]
        if not isinstance(text, str):
            return text
        named = re.sub(r"[a-z]+-[a-z-]+", lambda found: self.ids.get(found[0], found[0]), text)
        return named.replace("{emulation}", self.emulation)

    def control(self, method: str, path: str, body: Any = UNSENT) -> Seen:
        """One call of the control API: status and JSON."""
        answer = self.world.send(method, "/_simulator/v1" + self.filled(path), body)
        return answer.status, answer.json if answer.body else None


Step = Callable[[Staff], Seen]
Scene = Callable[[Staff], list[Seen]]


def scene(*steps: Step) -> Scene:
    """One after the other; the outcome of all."""
    return lambda staff: [step(staff) for step in steps]


def ask(method: str, path: str, body: Any = UNSENT, **wish: Any) -> Step:
    """Any call."""
    return lambda staff: staff.ask(method, path, body, **wish)


def get(who: str, name: str = "", **wish: Any) -> Step:
    """A user, or the whole of a list."""
    query = "?all=true" if name and name not in ("actions", "notification_history") and "?" not in name else ""
    return ask("GET", f"/users/{who}" + (f"/{name}{query}" if name else ""), **wish)


def users(**query: Any) -> Step:
    """A page of the list."""
    return ask("GET", "/users?" + urlencode(query))


def act(who: str, action: str, confirm: Any = True, wish: Any = None, **body: Any) -> Step:
    """An action, confirmed unless told otherwise."""
    whole = body if confirm is None else {"confirm": confirm, **body}
    return ask("POST", f"/users/{who}/actions/{action}", whole, **(wish or {}))


def add(**wish: Any) -> Step:
    """A new user."""
    return ask("POST", "/users", wish)


def contact(who: str, wish: Any = None, **change: Any) -> Step:
    """An edit of contact information."""
    return ask("PATCH", f"/users/{who}/contact", change, **(wish or {}))


def external(who: str, id: str, more: str = "", **body: Any) -> Step:
    """An edit of an external account, or what else can be done to it."""
    return ask("POST" if more else "PATCH", f"/users/{who}/external_accounts/{id}" + (f"/{more}" if more else ""), body)


def device(who: str, id: str, kind: str, **wish: Any) -> Step:
    """A number type for a device."""
    return ask("PATCH", f"/users/{who}/mfa_devices/{id}", {"number_type": kind}, **wish)


def as_user(method: str, path: str, body: Any = UNSENT) -> Step:
    """A call with the token of the last emulation."""
    return ask(method, path, body, emulating=True)


def edit(who: str, **members: Any) -> Step:
    """QA changes a stored user, or what is so for everybody."""
    return lambda staff: staff.control("PATCH", f"/users/narmi/{who}", members)[0]


def happens(who: str, name: str, **members: Any) -> Step:
    """What the end user or the network does; its status and whether it succeeded."""

    def step(staff: Staff) -> Seen:
        status, told = staff.control("POST", f"/users/narmi/{who}/{name}", members)
        return status, told.get("succeeded")

    return step


def later(seconds: int) -> Step:
    """Time passes."""
    return lambda staff: staff.control("PUT", "/clock", {"advance": seconds})[0]


def remembered(step: Step, use: Callable[[Any], Step]) -> Step:
    """A step, and one that is made of its answer; both outcomes."""

    def both(staff: Staff) -> Seen:
        first = step(staff)
        return first, use(first[1])(staff)

    return both
