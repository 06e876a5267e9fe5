"""Every documented sentence, to be searched."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from simulator.console.form import wished
from simulator.console.view import View

__all__ = ["listed"]

ASKED = ("id", "statement", "source", "reason")


async def listed(view: View) -> Response:
    """The claims that fit, in the order of their file."""
    wish = wished(view.request, q="", grade="", disposition="")
    claims = (await view.client.ask("listClaims"))["items"]
    found = [one for one in claims if _fits(one, wish)]
    return await view.shown(
        "claims.html",
        claims=found,
        total=len(claims),
        wish=wish,
        grades=Counter(one["grade"] for one in claims),
        dispositions=Counter(one["disposition"] for one in claims),
    )


def _fits(claim: Mapping[str, Any], wish: Mapping[str, str]) -> bool:
    words = wish["q"].casefold().split()
    text = " ".join(str(claim.get(name, "")) for name in ASKED).casefold()
    named = all(wish[name] in ("", claim[name]) for name in ("grade", "disposition"))
    return named and all(word in text for word in words)
