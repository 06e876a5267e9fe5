"""The options of a run against a real upstream, and which tests such a run collects."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

FULL, READ_ONLY, SANDBOX = "full", "read-only", "sandbox"
PROFILES = (FULL, READ_ONLY, SANDBOX)
PORTABLE = Path(__file__).parent / "portable"
CALLS_PER_SECOND = 10.0
MANY: dict[str, Any] = {"action": "append", "default": []}


def declared(add: Callable[..., Any]) -> None:
    """Declare the options by `add`, which is `addoption` of pytest."""
    add("--profile", choices=PROFILES, default=FULL, help="what may be sent to the target (default: full, a simulator)")
    add("--token", **MANY, metavar="[API=]TEXT", help="an access token of banno-admin, banno-consumer, customers-bank")
    add("--token-command", **MANY, metavar="[API=]COMMAND", help="a shell command that prints an access token")
    add("--given", **MANY, metavar="NAME=VALUE", help="what may be read and, in a sandbox, written: userId=…")
    add("--without", **MANY, metavar="OPERATION", help="never send this operation to an upstream")
    add("--rate", type=float, default=CALLS_PER_SECOND, metavar="N", help="calls a second, 0 for as many as can be")


def left_out(path: Path, profile: str) -> bool | None:
    """What `pytest_ignore_collect` answers: whether a file or folder is left out in this profile.

    Profile full has everything but the portable tests; the others have the portable tests and nothing else.
    """
    inside = path == PORTABLE or PORTABLE in path.parents
    if profile == FULL:
        return True if inside else None
    return None if inside or path in PORTABLE.parents else True
