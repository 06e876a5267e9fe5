"""The bundled claims: every documented sentence, where it stands, how sure we are of it, and what became of it."""

from functools import cache
from typing import Any

import yaml

from simulator import resources

__all__ = ["bundled"]


@cache
def bundled() -> list[dict[str, Any]]:
    """The claims in the order of the file, read when somebody first asks."""
    text = (resources.folder("specs") / "claims.yaml").read_bytes()
    found: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found
