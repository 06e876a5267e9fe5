"""What axe-core finds wrong with a page. It is the published file, bundled, and looked into under the page's own
policy.
"""

from hashlib import sha384
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

__all__ = ["AXE", "violations"]

AXE = Path(__file__).parent / "axe.min.js"
PUBLISHED = "c6dd52160e3d41a0f0b32b745dfb365c0c81b583c29579775f6ab938e2de180526abd8d94d820c773b6917df56761887"
"""SHA-384 of axe-core 4.14.1."""
LOOK = "(rules) => axe.run(document, { resultTypes: ['violations'], ...(rules.length ? { runOnly: rules } : {}) })"


def violations(page: Page, *rules: str) -> list[str]:
    """One line for each rule that the page breaks, of these or of all: the rule, its weight and the first place."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_source())
    found: dict[str, Any] = page.evaluate(LOOK, list(rules))
    return [
        f"{one['id']} ({one['impact']}), {len(one['nodes'])} times: {one['nodes'][0]['html'][:200]}"
        for one in found["violations"]
    ]


def _source() -> str:
    content = AXE.read_bytes()
    assert sha384(content).hexdigest() == PUBLISHED
    return content.decode()
