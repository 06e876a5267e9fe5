"""Writing history: each change of state is one entry, with who did it, when, from where and with what (NARMI-048)."""

import re

from simulator.domain.call import Call, Change, put
from simulator.domain.ids import uuid_from
from simulator.providers.narmi.record.history import SYSTEM, Actor, Code, Entry, History
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.state import NAME, State

__all__ = ["actor", "device", "noted", "written"]

PRODUCT = re.compile(r"([A-Za-z][\w .-]*?)/(\d[\w.]*)")
BROWSERS = ("Edg", "Firefox", "Chrome", "Safari")
TEXT_MAX = 100


def noted(state: State, user: User, call: Call, by: Actor, *codes: Code) -> tuple[Change, ...]:
    """The user's history with one entry for each code; nothing where nothing changed."""
    if not codes:
        return ()
    name, version = device(call.agent) if by is not SYSTEM else (None, None)
    ip = call.peer or None if by is not SYSTEM else None
    entries = (
        Entry(uuid_from(call.ids.uuid(), user.user_id, place), code, by, call.at, ip, name, version)
        for place, code in enumerate(codes)
    )
    return (written(state, user.user_id, *entries),)


def written(state: State, user_id: str, *entries: Entry) -> Change:
    """The user's history with these entries as its newest."""
    before = state.history(user_id)
    return put(NAME, "histories", user_id, History(user_id, (*before.entries, *entries)))


def actor(user: User) -> Actor:
    """A user as the one who did it."""
    return Actor("user" if user.customer else "staff", user.name, user.user_id)


def device(agent: str) -> tuple[str | None, str | None]:
    """The program that a User-Agent header names, and its version: of a browser's long list the browser itself."""
    products: list[tuple[str, str]] = PRODUCT.findall(agent)
    named = {name.split()[-1]: (name.split()[-1], version) for name, version in products}
    best = next((named[name] for name in BROWSERS if name in named), products[0] if products else None)
    if best is not None:
        return best[0][:TEXT_MAX], best[1][:TEXT_MAX]
    return (agent.strip()[:TEXT_MAX] or None), None
