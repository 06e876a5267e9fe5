"""What the simulated APIs were asked and answered: the list, which goes on by itself, and one exchange in full."""

from typing import Any

from msgspec import to_builtins
from starlette.responses import Response

from simulator.console.form import wished
from simulator.console.secret import discreet, unquoted
from simulator.console.view import View, page
from simulator.console.write import VERDICTS, curl, lines, pointers
from simulator.control.record import exchange_json
from simulator.control.stream import EventStream, event

__all__ = ["asked", "cleared", "followed", "listed", "shown"]

AT_ONCE = 100
FILTERS = {"verdict": "", "operation": "", "about": ""}


async def listed(view: View) -> Response:
    """The newest exchanges of the wished kind."""
    wish = wished(view.request, **FILTERS)
    offset = wished(view.request, offset="0")["offset"]
    skip = int(offset) if offset.isascii() and offset.isdigit() and len(offset) < 8 else 0
    found = await view.client.ask("listJournal", None, None, limit=AT_ONCE, offset=skip, **wish)
    return await view.shown(
        "journal.html",
        exchanges=found["items"],
        total=found["total"],
        dropped=found["dropped"],
        wish=wish,
        offset=skip,
        at_once=AT_ONCE,
        verdicts=VERDICTS,
        operations=sorted(one.id for one in view.client.simulator.matcher.operations),
    )


async def followed(view: View) -> Any:
    """Rows for the list, as they come."""
    wish = wished(view.request, **FILTERS, after="")
    after = view.request.headers.get("last-event-id") or wish.pop("after", "")
    wish.pop("after", None)
    stream: EventStream = await view.client.follow("streamJournal", after=after, **wish)
    row = page("row.html")
    return stream.written(
        lambda one: event(
            "exchange", row.render(view=view, at=view.at, one=to_builtins(exchange_json(one)), fresh=True), one.id
        ),
        lambda lost: event("dropped", str(lost)),
    )


async def shown(view: View) -> Response:
    """One exchange."""
    identity = view.request.path_params["id"]
    exchange = await view.client.ask("getExchange", path={"id": identity})
    operation = next((o for o in view.client.simulator.matcher.operations if o.id == exchange["operation"]), None)
    told = {one["id"]: one for one in (await view.client.ask("listClaims"))["items"]}
    safe = discreet(exchange)
    return await view.shown(
        "exchange.html",
        one=safe,
        operation=operation,
        hint=unquoted(exchange["hint"].removeprefix("; ".join(exchange["violations"])).removeprefix("; ")),
        claims=[told[claim] for claim in (operation.claims if operation else ()) if claim in told],
        asked=lines(safe["request"]["body"], pointers(exchange["violations"], "body")),
        answered=lines(safe["response"]["body"], pointers(exchange["violations"], "reply")),
        curl=curl(safe, view.client.address.origin),
    )


async def asked(view: View) -> Response:
    """Whether to forget them all."""
    return await view.shown(
        "confirm.html",
        title=f"Clear the journal of {view.client.sandbox}?",
        effect="Every exchange of this sandbox is forgotten. Those to come are numbered on.",
        label="Clear",
        grave=True,
        wrong="",
        form=None,
        back=view.at("journal"),
    )


async def cleared(view: View) -> Response:
    """All are forgotten."""
    await view.client.ask("clearJournal")
    return view.moved("journal", done="cleared")
