"""What the codes of a history mean, in the words of the article."""

import re
from functools import cache

from simulator.claims import bundled

__all__ = ["explained", "meanings"]

MEANING = re.compile(r"The history code `([\w.]+)` means (?:that )?(.+)\.")
DOERS = {"user": "the end user", "staff": "staff"}
"""Who did something, by the actor's type, where the article says it."""


@cache
def meanings() -> dict[str, str]:
    """What each history code means, as the claims have it."""
    told = filter(None, (MEANING.fullmatch(str(claim["statement"])) for claim in bundled()))
    return {one[1]: one[2][0].upper() + one[2][1:] for one in told}


def explained(code: str, actor: str) -> str:
    """What the code means; as the article's word where that names somebody else than who did it."""
    meaning = meanings().get(code, "")
    named = [kind for kind, word in DOERS.items() if word in meaning.lower()]
    return f"The article: {meaning[0].lower()}{meaning[1:]}" if named and actor not in named else meaning
