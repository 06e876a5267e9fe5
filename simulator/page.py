"""The few pages a person sees: the API documentation, and what stands behind the link of a password reset."""

from html import escape
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from simulator import clock
from simulator.address import Address
from simulator.caller import calling
from simulator.docs_ui import CONTENT_SECURITY_POLICY, asset
from simulator.domain.call import Call, Outcome, Reply
from simulator.domain.demand import Demand
from simulator.domain.ids import Ids
from simulator.http import Disconnected, TooLarge, body_of
from simulator.simulator import Simulator
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import UnknownSandbox
from simulator.stores.transact import transact

__all__ = ["routes"]

FORM_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
FIELD_MAX = 200


def routes(simulator: Simulator) -> list[Route]:
    """The pages' routes."""

    async def reset(request: Request) -> Response:
        return await _reset(simulator, request)

    return [
        Route("/", _home, methods=["GET"]),
        Route("/favicon.ico", _icon, methods=["GET"]),
        Route("/_simulator", _home, methods=["GET"]),
        Route("/_simulator/", _home, methods=["GET"]),
        Route("/_simulator/docs", _manual, methods=["GET"]),
        Route("/_simulator/docs/{name:path}", _docs, methods=["GET"]),
        Route("/_simulator/reset/{ticket}", reset, methods=["GET", "POST"]),
    ]


async def _home(request: Request) -> Response:
    address: Address = request.scope["address"]
    return RedirectResponse(f"{address.root}/_simulator/ui")


async def _manual(request: Request) -> Response:
    address: Address = request.scope["address"]
    return RedirectResponse(f"{address.root}/_simulator/docs/")


async def _icon(_: Request) -> Response:
    return RedirectResponse("/_simulator/docs/favicon.png")


async def _docs(request: Request) -> Response:
    found = asset(request.path_params["name"])
    if found is None:
        return Response("no such page", 404, media_type="text/plain")
    content, media_type = found
    headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=media_type, headers=headers)


async def _reset(simulator: Simulator, request: Request) -> Response:
    """The form behind a reset link; sending it sets the password (F-10)."""
    ticket, password = request.path_params["ticket"], ""
    by_name = dict(request.scope["headers"])
    if request.method == "POST":
        try:
            password = _field(await body_of(request.receive, by_name), "password")
        except (TooLarge, Disconnected, ValueError):
            return _page(413, "That is too much", "<p>A password has at most 200 characters.</p>")
        if not password:
            return _page(400, "Choose a password", "<p>The password was empty; nothing has changed.</p>" + FORM)
    caller = calling(simulator.tokens, request.scope["headers"], by_name, request.scope["address"])
    status = 404
    for name in (name for name, one in simulator.providers.items() if one.password_reset):
        found = await _completed(simulator, name, caller.sandbox, ticket, password, request)
        status = found if found != 404 else status
    return _answered(status, bool(password))


async def _completed(
    simulator: Simulator, name: str, sandbox: str, ticket: str, password: str, request: Request
) -> int:
    """The status that the provider gives this ticket; 404 where it is none of its own."""
    provider = simulator.providers[name]
    complete = provider.password_reset
    assert complete is not None, "the caller has looked"

    def step(snapshot: Snapshot) -> Outcome:
        call = Call(
            demand=Demand("passwordReset"),
            at=clock.now(snapshot),
            ids=Ids(simulator.seed, sandbox, name, snapshot.steps),
            peer=request.client.host if request.client else "",
            agent=request.headers.get("user-agent", ""),
        )
        state = snapshot.view(name, provider.state)
        return complete(state, ticket, password, call) or Outcome(Reply(404))

    try:
        return (await transact(simulator.store, sandbox, step)).status
    except UnknownSandbox:
        return 404


def _answered(status: int, sent: bool) -> Response:
    if status == 410:
        return _page(410, "This link is spent", "<p>It was used already, or it has expired. Ask for a new one.</p>")
    if status == 404:
        return _page(404, "No such link", "<p>Nobody was sent this link in this sandbox.</p>")
    if sent:
        return _page(200, "Your password is set", "<p>You can sign in with it now.</p>")
    return _page(200, "Choose a new password", FORM)


def _field(raw: bytes, name: str) -> str:
    fields = dict(parse_qsl(raw.decode("utf-8"), keep_blank_values=True, max_num_fields=10))
    if len(value := fields.get(name, "")) > FIELD_MAX:
        raise ValueError(name)
    return value


def _page(status: int, title: str, inside: str) -> Response:
    headers = {**SAFE, "Content-Security-Policy": FORM_POLICY}
    return HTMLResponse(PAGE.format(title=escape(title), inside=inside), status, headers)


FORM = """<form method="post"><label for="password">New password</label>
<input id="password" name="password" type="password" autocomplete="new-password" required maxlength="200">
<button>Set password</button></form>"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>:root{{color-scheme:light dark}}body{{font:1rem/1.5 system-ui;max-width:24rem;margin:4rem
auto; padding:0 1rem}}label,input,button{{display:block;width:100%;box-sizing:border-box;font:inherit;margin-
top:.5rem;padding:.4rem}} </style><main><h1>{title}</h1>{inside}</main></html>
"""
