"""What a block of calls leaves in the history of a user: these entries and no others, and nothing in anybody else's."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from contract_tests.narmi import ADMIN, Narmi

AGENT = ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36")
"""What a browser says of itself; the history tells its name and version."""


def by_browser(token: str) -> dict[str, object]:
    """Arguments of a call by that browser."""
    return {"token": token, "headers": [AGENT]}


@contextmanager
def noted(narmi: Narmi, who: str, *codes: str, by: str = ADMIN, actor: str = "staff") -> Iterator[None]:
    """The block adds entries with these codes, oldest first, to the user's history, by that person; earlier entries
    stay as they were. Where the clock is frozen, they tell the present.
    """
    before = narmi.items(who, "history")
    yield
    after = narmi.items(who, "history")
    new = after[: len(after) - len(before)]
    assert after[len(new) :] == before, "earlier entries are not what they were"
    assert [entry["action"] for entry in reversed(new)] == list(codes)
    for entry in new:
        assert entry["actor"]["type"] == actor, entry
        if actor != "system":
            assert entry["actor"]["id"] == narmi.id_of(by), entry
            assert entry["actor"]["name"] == named(narmi, by), entry
            assert re.fullmatch(r"[0-9a-f.:]+", entry["ip"]), entry


def named(narmi: Narmi, who: str) -> str:
    """First and last name of a user."""
    user = narmi.user(who).json
    return f"{user['first_name']} {user['last_name']}"
