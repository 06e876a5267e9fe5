"""Who looks at Manage Users: a staff user whom one chose to be, or that staff user logged in as somebody else."""

from typing import Any
from urllib.parse import quote, unquote

from msgspec import Struct
from starlette.responses import Response

from simulator.console.asking import Answer, Refusal
from simulator.console.view import View

__all__ = [
    "API",
    "AS",
    "EMULATED",
    "Chosen",
    "Emulation",
    "Staff",
    "chosen",
    "cookie",
    "in_uat",
    "nobody",
    "roles",
    "staff",
]

API = "/narmi/admin/v1"
AS, EMULATED = "simulator_staff", "simulator_emulation"
FIRST = "winona-clarke"
"""Who one is as long as nobody was chosen."""

Json = dict[str, Any]


class Chosen(Struct, frozen=True):
    """A staff user, or staff of a role, as offered: what the form sends, and what it is called."""

    value: str
    label: str


class Emulation(Struct, frozen=True):
    """Staff logged in as a user: which emulation, whom, and its token."""

    id: str
    user: str
    token: str


class Staff(Struct, frozen=True):
    """Whoever looks, with the token to do it."""

    view: View
    token: str
    chosen: str
    emulation: Emulation | None = None

    async def told(self, path: str, **query: Any) -> Any:
        """The body of what the vendor tells at that path. Raises Refusal with the vendor's own words."""
        return _body(await self.view.client.look(self._key(path), API + path, **query))

    async def do(self, method: str, path: str, body: Any = None) -> Answer:
        """Do it, as a call like any other. Returns the answer, a refusal too."""
        return await self.view.client.call(self._key(path), method, API + path, body)

    def emulates(self, user: str) -> bool:
        """Whether this is the user whom staff is logged in as."""
        return self.emulation is not None and self.emulation.user == user.lower()

    def _key(self, path: str) -> str:
        """The emulation's token where it is about its user, and the staff user's own for all else."""
        parts = path.split("/")
        about = parts[2] if len(parts) > 2 and parts[1] == "users" else ""
        return self.emulation.token if self.emulation and self.emulates(about) else self.token


async def staff(view: View) -> Staff:
    """Who looks, by the browser's cookies. Raises Refusal where nobody may look so."""
    token = await view.client.token("narmi", **await _wish(view, chosen(view)))
    return Staff(view, token, chosen(view), await _emulation(view))


def chosen(view: View) -> str:
    """Who was chosen, in the words of the form."""
    return unquote(view.request.cookies.get(AS, "")) or f"persona:{FIRST}"


def cookie(view: View, response: Response, name: str, value: str) -> None:
    """The browser tells it from now on, on this sandbox's pages of Manage Users alone; empty, it tells it no more."""
    path = view.at("users", "narmi")
    if value:
        secure = view.request.scope["scheme"] == "https"
        response.set_cookie(name, quote(value), path=path, httponly=True, samesite="strict", secure=secure)
    else:
        response.delete_cookie(name, path=path, httponly=True, samesite="strict")


async def roles(view: View) -> dict[str, list[str]]:
    """Every role with its permissions. Raises Refusal where there is no Admin who could read them."""
    listed = _body(await view.client.look(await view.client.token("narmi"), f"{API}/roles"))["results"]
    return {role["name"]: role["permissions"] for role in listed}


async def in_uat(view: View) -> bool:
    """Whether the institution is in UAT, which is stored with each of its users."""
    listed = (await view.client.ask("listUsers", provider="narmi", limit=1))["items"]
    return any(user["environment"] == "uat" for user in listed)


def nobody(wanted: str) -> Refusal:
    """There is no staff of that name, in the words of the form."""
    return Refusal(400, "Nobody is that", f"there is no staff {wanted!r}; choose another above")


async def _wish(view: View, wanted: str) -> Json:
    """What token that is: a persona's own, or an Admin's that is narrowed to a role's permissions."""
    kind, _, name = wanted.partition(":")
    if kind == "persona":
        return {"persona": name}
    known = await roles(view) if kind == "role" else {}
    if name not in known:
        raise nobody(wanted)
    return {"permissions": known[name]}


async def _emulation(view: View) -> Emulation | None:
    """The emulation that goes on; none where it was released, or is too old."""
    parts = unquote(view.request.cookies.get(EMULATED, "")).split(" ")
    if len(parts) != 3:
        return None
    emulation = Emulation(*parts)
    answer = await view.client.look(emulation.token, f"{API}/users/{quote(emulation.user, safe='')}")
    return emulation if answer.status == 200 else None


def _body(answer: Answer) -> Any:
    if answer.status < 400:
        return answer.body
    said = answer.body if isinstance(answer.body, dict) else {}
    message = said.get("message", answer.hint)
    text = message if isinstance(message, str) else "; ".join(f"{name}: {' '.join(v)}" for name, v in message.items())
    raise Refusal(answer.status, f"Narmi answered {answer.status} {said.get('id', '')}".strip(), text)
