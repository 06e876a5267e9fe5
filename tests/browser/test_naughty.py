"""Whatever a name is made of: in a real browser it is text, in its place, and nothing more."""

import json

import pytest
from playwright.sync_api import Page

from simulator.testing import corpora
from tests.browser.bank import Bank
from tests.browser.visit import Visit, no_overflow
from tests.console.test_escaping import OURS
from tests.world import KATHY

pytestmark = pytest.mark.xdist_group("browser")
FOLDER = corpora()
NAUGHTY: list[str] = json.loads((FOLDER / "naughty-strings.json").read_text("utf-8")) if FOLDER else []
MEMBERS = {"banno": "firstName", "customers_bank": "name", "narmi": "firstName"}
NAMED = {"lastName": "Naughty"}
ALSO = {"banno": NAMED, "customers_bank": {"email": "naughty@example.com"}, "narmi": NAMED}
LONG = [name for name in NAUGHTY if len(name) > 100][:12]
needs_corpora = pytest.mark.skipif(FOLDER is None, reason="the corpora folder is absent; set SIMULATOR_CORPORA to it")
LINES_MAX = 12
AT_ONCE = 50

ROWS = """() => [...document.querySelectorAll("main table.rows tbody tr")].map((row) => {
  const box = row.getBoundingClientRect();
  const cells = [...row.children].map((cell) => cell.getBoundingClientRect()).filter((cell) => cell.width);
  const heads = [...row.closest("table").tHead.rows[0].children].filter((head) => head.getBoundingClientRect().width);
  return {
    text: row.textContent.trim().slice(0, 60),
    whole: cells.length === heads.length,
    apart: cells.every((cell, place) => !place || cells[place - 1].right <= cell.left + 1),
    level: cells.every((cell) => cell.top >= box.top - 1 && cell.bottom <= box.bottom + 1),
    lines: Math.round(box.height / parseFloat(getComputedStyle(row).lineHeight)),
  };
})"""


def broken_rows(page: Page) -> list[str]:
    """Rows of the page's list that are not as wide, as high or as whole as a row has to be."""
    rows = page.evaluate(ROWS)
    assert rows
    return [one["text"] for one in rows if not (one["whole"] and one["apart"] and one["level"])] + [
        f"{one['lines']} lines: {one['text']}" for one in rows if one["lines"] > LINES_MAX
    ]


def foreign(page: Page) -> list[str]:
    """Kinds of element in the list that the console does not write there."""
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('main td *, main tbody th *')].map((one) => one.localName)"
    )
    return sorted(set(found) - {"a", "bdi", "span", "code", "time", "svg", "path", "b", "small", "input", "wbr"})


def looked_through(visit: Visit, bank: Bank, provider: str, names: list[str]) -> None:
    """Users with these names, and every page of their list, wide and narrow."""
    for name in names:
        bank.control("POST", f"/users?provider={provider}", {**ALSO[provider], MEMBERS[provider]: name})
    count = bank.control("GET", f"/users?provider={provider}&query=naughty&limit=1")["total"]
    assert count >= len(names)
    for number in range(1, -(-count // AT_ONCE) + 1):
        page = visit.go(f"/users/{provider}?q=naughty&page={number}")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert (no_overflow(page), broken_rows(page), foreign(page)) == ([], [], [])


@pytest.mark.parametrize("provider", MEMBERS)
def test_naughty_names_are_rows_like_any_other(visit: Visit, bank: Bank, provider: str) -> None:
    looked_through(visit, bank, provider, OURS)


@needs_corpora
@pytest.mark.parametrize("provider", MEMBERS)
def test_every_naughty_string_is_a_row_like_any_other(visit: Visit, bank: Bank, provider: str) -> None:
    looked_through(visit, bank, provider, NAUGHTY)


@pytest.mark.parametrize("name", [*OURS, *LONG], ids=range(len([*OURS, *LONG])))
def test_a_naughty_name_fits_its_profile(visit: Visit, bank: Bank, name: str) -> None:
    bank.control("PATCH", f"/users/banno/{KATHY}", {"lastName": name, "preferredName": name})
    for path in ("", "/edit", "/do/lock", "/do/delete"):
        page = visit.go(f"/users/banno/{KATHY}{path}")
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert no_overflow(page) == []


def test_naughty_targets_come_in_live_as_text(visit: Visit, bank: Bank) -> None:
    page = visit.go("/journal")
    page.get_by_text("live", exact=True).wait_for()
    for name in OURS:
        bank.sent("POST", "/a/consumer-user-search/api/v0/x?query=%3Cimg%20src=x%20onerror=alert(1)%3E", {"name": name})
    page.locator("#rows tr").nth(len(OURS) - 1).wait_for()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert (no_overflow(page), broken_rows(page), foreign(page)) == ([], [], [])
    page.locator("#rows a").first.click()
    page.get_by_role("dialog").get_by_role("heading", level=1).wait_for()
    assert page.locator("dialog img, dialog script").count() == 0


def test_a_script_that_got_onto_a_page_would_be_seen(visit: Visit) -> None:
    page = visit.go("/claims?q=reset")
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=x onerror=alert(1)>'")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in one for one in visit.trouble)
    visit.trouble.clear()
