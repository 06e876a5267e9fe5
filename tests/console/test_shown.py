"""Whatever the article about Manage Users says of a screen is checked on the page: `@pytest.mark.shows("NARMI-004")`
names the claims of a test that fails where the page no longer shows them. Ids are literals, so that they can be found.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.claims import bundled

ARTICLE = re.compile(r"NARMI-(H-)?\d+")
FOLDERS = (Path(__file__).parent, Path(__file__).parent.parent / "browser")
NO_SCREEN: dict[str, str] = {}
"""Claims of what no screen shows, and why. Whatever staff sees or does is on a screen."""


def marked(source: str) -> Iterator[str]:
    """The claims that the tests in this source are marked with."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.shows":
                    yield from map(ast.literal_eval, mark.args)


def wanting(known: set[str], on_screen: set[str], shown: set[str], without: set[str]) -> dict[str, set[str]]:
    """The claims that are not marked as they should be, by what is wrong."""
    found = {
        "no test of a page shows it": on_screen - shown - without,
        "there is no such claim": (shown | without) - known,
        "it is shown, and yet said to have no screen": shown & without,
    }
    return {wrong: claims for wrong, claims in found.items() if claims}


def test_every_claim_about_a_screen_is_checked_on_the_page() -> None:
    known = {str(claim["id"]): claim["disposition"] for claim in bundled()}
    on_screen = {one for one, became in known.items() if became == "checked" and ARTICLE.fullmatch(one)}
    sources = (path.read_text("utf-8") for folder in FOLDERS for path in folder.glob("test_*.py"))
    shown = {claim for source in sources for claim in marked(source)}
    assert len(on_screen) > 150
    assert wanting(set(known), on_screen, shown, set(NO_SCREEN)) == {}


MARKED = """
@pytest.mark.shows("NARMI-004", "NARMI-005")
@pytest.mark.parametrize("name", ["NARMI-009"])
def test_a_row(): ...

@pytest.mark.shows("NARMI-010")
def row(): ...
"""


def test_only_the_marks_of_tests_count() -> None:
    assert list(marked(MARKED)) == ["NARMI-004", "NARMI-005"]


@pytest.mark.parametrize(
    ("shown", "without", "wrong"),
    [
        ({"A", "B"}, set[str](), {}),
        ({"A", "D"}, {"B"}, {}),
        ({"A"}, set[str](), {"no test of a page shows it": {"B"}}),
        ({"A", "B", "C"}, set[str](), {"there is no such claim": {"C"}}),
        ({"A", "B"}, {"C"}, {"there is no such claim": {"C"}}),
        ({"A", "B"}, {"B"}, {"it is shown, and yet said to have no screen": {"B"}}),
    ],
)
def test_a_mark_that_is_missing_unknown_or_contradicted_is_told(
    shown: set[str], without: set[str], wrong: dict[str, set[str]]
) -> None:
    assert wanting({"A", "B", "D"}, {"A", "B"}, shown, without) == wrong
