"""What happened: the journal of exchanges and the outbox of messages; and what time it is."""

from itertools import islice
from typing import Any

from msgspec import to_builtins
from msgspec.json import encode

from simulator import clock
from simulator.alike import since
from simulator.control.stream import EventStream, event
from simulator.control.visit import Declined, Handler, Visit, listing
from simulator.domain.call import Change, Reply, deleted
from simulator.domain.exchange import Exchange
from simulator.domain.message import OUTBOX, Message
from simulator.domain.moment import from_text, to_text
from simulator.journal import readable
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import UnknownSandbox

__all__ = ["HANDLERS", "exchange_json"]

WANTED = ("operation", "verdict", "about")

Json = dict[str, Any]


async def list_journal(visit: Visit) -> Reply:
    """Exchanges of this sandbox, newest first."""
    await visit.snapshot()
    wanted = _wanted(visit)
    journal = visit.simulator.journal
    shown = islice(
        journal.exchanges(visit.sandbox, visit.query.get("offset", 0), **wanted), visit.query.get("limit", 100)
    )
    ring = journal.ring(visit.sandbox)
    return listing(map(exchange_json, shown), journal.kept(visit.sandbox, **wanted), dropped=ring.dropped, end=ring.end)


async def stream_journal(visit: Visit) -> EventStream:
    """Exchanges of this sandbox as they come in."""
    await visit.snapshot()
    after = visit.header.get("Last-Event-ID") or visit.query.get("after", "")
    return EventStream(
        visit.simulator.journal.watched(visit.sandbox, after, **_wanted(visit)),
        lambda one: event("exchange", encode(exchange_json(one)).decode(), one.id),
        lambda lost: event("dropped", encode({"dropped": lost}).decode()),
        lambda: _there(visit),
    )


async def list_alike(visit: Visit) -> Reply:
    """Exchanges of this sandbox, oldest first, alike ones once."""
    await visit.snapshot()
    ring = visit.simulator.journal.ring(visit.sandbox)
    told = since(ring, visit.query.get("after"), visit.query.get("limit", 100))
    shown = ({"times": one.times, "first": exchange_json(readable(visit.sandbox, one.first))} for one in told.found)
    return listing(shown, sum(one.times for one in told.found), dropped=told.dropped, end=told.end)


async def clear_journal(visit: Visit) -> Reply:
    """Forget them all."""
    await visit.snapshot()
    visit.simulator.journal.clear(visit.sandbox)
    return Reply(204)


async def get_exchange(visit: Visit) -> Reply:
    """One exchange, by the id that came with its answer."""
    await visit.snapshot()
    found = visit.simulator.journal.exchange(visit.sandbox, visit.path["id"])
    if found is None:
        raise Declined(404, f"no exchange {visit.path['id']!r} in sandbox {visit.sandbox!r}; it may have been dropped")
    return Reply(200, to_builtins(exchange_json(found)))


async def list_outbox(visit: Visit) -> Reply:
    """Messages, newest first."""
    return listing(map(_message, _newest(await visit.snapshot())))


async def latest_message(visit: Visit) -> Reply:
    """The newest message."""
    messages = _newest(await visit.snapshot())
    if not messages:
        raise Declined(404, "the outbox is empty; ask for a password reset to fill it")
    return Reply(200, _message(messages[0]))


async def clear_outbox(visit: Visit) -> Reply:
    """Empty."""
    await visit.simulator.change(
        visit.sandbox, lambda snapshot: [deleted(OUTBOX, "messages", one.id) for one in _newest(snapshot)]
    )
    return Reply(204)


async def get_clock(visit: Visit) -> Reply:
    """What time it is in the sandbox."""
    return Reply(200, _time(await visit.snapshot()))


async def set_clock(visit: Visit) -> Reply:
    """Frozen, advanced, or as it began."""
    try:
        await visit.simulator.change(visit.sandbox, lambda snapshot: [_moved(snapshot, visit.body)])
    except ValueError as error:
        raise Declined(400, str(error)) from None
    return await get_clock(visit)


def _moved(snapshot: Snapshot, wish: Json) -> Change:
    if "freeze" in wish:
        return clock.frozen(clock.now(snapshot) if wish["freeze"] is True else from_text(wish["freeze"]))
    if "advance" in wish:
        return clock.advanced(snapshot, wish["advance"])
    return clock.reset(snapshot)


def _wanted(visit: Visit) -> dict[str, str]:
    return {name: visit.query[name] for name in WANTED if name in visit.query}


async def _there(visit: Visit) -> bool:
    try:
        await visit.snapshot()
    except UnknownSandbox:
        return False
    return True


def _time(snapshot: Snapshot) -> Json:
    current = clock.setting(snapshot)
    mode = "wall" if current.frozen_at is None else "frozen"
    return {"mode": mode, "now": to_text(clock.now(snapshot)), "offsetSeconds": current.offset_seconds}


def _newest(snapshot: Snapshot) -> list[Message]:
    return list(snapshot.table(OUTBOX, "messages"))[::-1]


def _message(message: Message) -> Json:
    return {**to_builtins(message), "at": to_text(message.at)}


def exchange_json(exchange: Exchange) -> Json:
    """Written out member by member: whoever judges a client reads thousands of these."""
    asked, answered, fault = exchange.request, exchange.response, exchange.fault
    return {
        "id": exchange.id,
        "sandbox": exchange.sandbox,
        "at": exchange.at,
        "operation": exchange.operation,
        "verdict": exchange.verdict,
        "request": {
            "method": asked.method,
            "target": asked.target,
            "headers": asked.headers,
            "body": asked.body.decode("utf-8", "backslashreplace"),
        },
        "response": {
            "status": answered.status,
            "headers": answered.headers,
            "body": answered.body.decode("utf-8", "backslashreplace"),
        },
        "hint": exchange.hint,
        "violations": exchange.violations,
        "fault": None if fault is None else to_builtins(fault),
        "durationUs": exchange.duration_us,
    }


HANDLERS: dict[str, Handler] = {
    "listJournal": list_journal,
    "listAlike": list_alike,
    "streamJournal": stream_journal,
    "clearJournal": clear_journal,
    "getExchange": get_exchange,
    "listOutbox": list_outbox,
    "latestMessage": latest_message,
    "clearOutbox": clear_outbox,
    "getClock": get_clock,
    "setClock": set_clock,
}
