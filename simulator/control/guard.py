"""Who may use what lies under /_simulator. The Host header has to name this server, a browser has to speak for our own
pages, and where the port can be reached from other machines a token is needed. The simulated APIs are not concerned.
"""

import hmac
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from simulator.answer import content_of, headers_of, own_problem
from simulator.domain.call import Reply
from simulator.domain.ids import secret
from simulator.http import Receive, Scope, Send, respond

__all__ = ["COOKIE", "Guard", "Guarded", "guard", "loopback"]

App = Callable[[Scope, Receive, Send], Awaitable[None]]
COOKIE = "simulator_console"
SIGN_IN = "/_simulator/ui/sign-in"
FREE = ("/_simulator/v1/health", SIGN_IN)
"""What needs no token: to ask whether it is up, and to hand the token in."""
FREE_BELOW = ("/_simulator/ui/assets/", "/_simulator/reset/")
"""Nor do the looks of that page, and links in messages, which are a secret each."""
READING = frozenset({"GET", "HEAD"})
OURS = frozenset({b"same-origin", b"none"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104
SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
"""What every answer of ours says, unless it says something else by itself."""


class Guard(Struct, frozen=True):
    """The rules. `hosts` are names that count as ours beside the loopback's; with `addresses` every IP address does,
    for no name can be rebound to one. `token` is empty where none is asked for.
    """

    hosts: frozenset[str] = frozenset()
    addresses: bool = False
    token: str = ""

    @property
    def cookie(self) -> str:
        """What a browser is given after it showed the token, and from which nobody can tell the token."""
        return hmac.digest(self.token.encode(), b"console", "sha256").hex()

    def opened_by(self, token: str) -> bool:
        """Whether this is the token."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def refusal(self, scope: Scope) -> Reply | None:
        """Why the request is turned away; None where it may go on."""
        headers = dict(scope["headers"])
        return self._misdirected(headers) or _foreign(scope["method"], headers) or self._unknown(scope, headers)

    def _misdirected(self, headers: dict[bytes, bytes]) -> Reply | None:
        host = host_of(headers.get(b"host", b"").decode("latin-1"))
        if loopback(host) or host in self.hosts or (self.addresses and _address(host)):
            return None
        mend = f"add it with --allow-host {host} or SIMULATOR_ALLOW_HOST, or ask http://localhost"
        return own_problem(421, "Misdirected request", f"{host!r} is no name of this simulator; {mend}")

    def _unknown(self, scope: Scope, headers: dict[bytes, bytes]) -> Reply | None:
        path: str = scope["path"]
        if not self.token or path in FREE or path.startswith(FREE_BELOW) or self._shown(headers):
            return None
        if scope["method"] in READING and b"text/html" in headers.get(b"accept", b""):
            back = quote(scope["address"].root + path)
            return Reply(303, headers=(("Location", f"{scope['address'].root}{SIGN_IN}?next={back}"),))
        detail = "send Authorization: Bearer <control token>, which the simulator printed when it started"
        refused = own_problem(401, "Control token needed", f"{detail}; commands take SIMULATOR_CONTROL_TOKEN")
        challenge = ("WWW-Authenticate", 'Bearer realm="simulator control"')
        return Reply(401, refused.body, (challenge,), refused.media_type, refused.hint)

    def _shown(self, headers: dict[bytes, bytes]) -> bool:
        scheme, _, credential = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        if scheme.lower() == "bearer" and self.opened_by(credential.strip()):
            return True
        crumbs = (crumb.strip().partition("=") for crumb in headers.get(b"cookie", b"").decode("latin-1").split(";"))
        return any(
            hmac.compare_digest(value.encode(), self.cookie.encode()) for name, _, value in crumbs if name == COOKIE
        )


class Guarded:
    """An ASGI application behind a guard. Its answers say what a browser should not make of them."""

    def __init__(self, app: App, rules: Guard) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Turn the request away, or hand it on."""

        async def safely(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                named = {name.lower() for name, _ in message["headers"]}
                message = {**message, "headers": [*message["headers"], *(one for one in SAFE if one[0] not in named)]}
            await send(message)

        refused = self._rules.refusal(scope)
        if refused is None:
            await self._app({**scope, "guard": self._rules}, receive, safely)
            return
        content = content_of(refused)
        await respond(safely, refused.status, headers_of(refused, content, ""), content)


def guard(host: str, allowed: Iterable[str] = (), token: str = "") -> Guard:
    """The rules for a server bound to that host. One that other machines can reach gets a token of its own making
    where it is given none.
    """
    names = frozenset(host_of(name) for name in (host, *allowed))
    return Guard(names, host in EVERYWHERE, token or ("" if loopback(host) else secret()))


def loopback(host: str) -> bool:
    """Whether the host can only be this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return _address(host) and ip_address(host).is_loopback


def host_of(text: str) -> str:
    """The host of a Host header or an origin's end: without port and brackets, in lower case."""
    text = text.strip().lower()
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text if text.count(":") > 1 else text.partition(":")[0]


def _foreign(method: str, headers: dict[bytes, bytes]) -> Reply | None:
    """A browser says on whose behalf it asks. Who is no browser says nothing, and is not asked."""
    site, origin = headers.get(b"sec-fetch-site"), headers.get(b"origin")
    alien = origin is not None and origin != b"null" and _authority(origin) != headers.get(b"host", b"").lower()
    nobody = origin == b"null" and site is None
    if not alien and not nobody and (site is None or site in OURS):
        return None
    if method in READING and _followed(headers) and not alien:
        return None
    told = f"Sec-Fetch-Site: {site.decode('latin-1')}" if site else f"Origin: {(origin or b'').decode('latin-1')}"
    mend = "open the console itself, or call from a program that is no web page"
    return own_problem(403, "Cross-site request", f"another site's page asked for this ({told}); {mend}")


def _followed(headers: dict[bytes, bytes]) -> bool:
    """Somebody followed a link or a bookmark: the answer becomes a page of its own, which the other cannot read."""
    return headers.get(b"sec-fetch-mode") == b"navigate" and headers.get(b"sec-fetch-dest", b"document") == b"document"


def _authority(origin: bytes) -> bytes:
    return origin.lower().partition(b"://")[2]


def _address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
