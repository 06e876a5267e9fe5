"""Somebody without a mouse, and somebody without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.bank import Bank
from tests.browser.conftest import Visiting
from tests.browser.stock import STATUS, lived_in
from tests.browser.test_journeys import stored
from tests.browser.visit import Visit, ready

pytestmark = pytest.mark.xdist_group("browser")
STEPS_MAX = 80


def tabbed(page: Page, name: str) -> None:
    """Go on by the tabulator to what has that text; wherever one is on the way can be seen."""
    ready(page)
    for _ in range(STEPS_MAX):
        page.keyboard.press("Tab")
        said = str(page.evaluate(WHERE))
        if said == name:
            return
    raise AssertionError(f"{STEPS_MAX} steps do not lead to {name}")


WHERE = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one);
  const seen = look.outlineStyle !== "none" || getComputedStyle(one, "::after").outlineStyle !== "none";
  if (one !== document.body && !seen) return `nothing shows that the focus is at ${one.outerHTML}`;
  return (one.getAttribute("aria-label") ?? one.innerText).replace(/\\s+/g, " ").trim();
}"""


def focused(page: Page) -> str:
    return str(page.evaluate(WHERE))


def test_by_keyboard_only(visit: Visit, bank: Bank) -> None:
    page = visit.go()
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the content"
    tabbed(page, "Users")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Users", exact=True).wait_for()
    ready(page).keyboard.press("/")
    page.keyboard.type("kathy")
    expect(page.get_by_role("row")).to_have_count(2)
    tabbed(page, "Kathy Smith")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Kathy Smith").wait_for()
    tabbed(page, "Unlock")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("heading").wait_for()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert focused(page) == "Unlock"
    page.keyboard.press("Enter")
    dialog.get_by_role("heading").wait_for()
    tabbed(page, "Unlock")
    page.keyboard.press("Enter")
    page.get_by_text("Unlocked.", exact=True).wait_for()
    assert stored(bank) == "Active"


def test_rows_are_walked_by_letters(visit: Visit, bank: Bank) -> None:
    for path in ("/first", "/second"):
        bank.sent("GET", path)
    page = visit.go("/journal")
    page.keyboard.press("j")
    assert "/second" in focused(page)
    page.keyboard.press("j")
    assert "/first" in focused(page)
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("heading", level=1)).to_contain_text("/second")


def test_without_javascript_one_reads_searches_unlocks_and_locks(visiting: Visiting, bank: Bank) -> None:
    lived_in(bank)
    page = visiting(script=False).go("/users/banno")
    page.get_by_role("searchbox").fill("kathy")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Kathy Smith").click()
    for action, said, status in (("Unlock", "Unlocked.", "Active"), ("Lock", "Locked.", "Locked")):
        page.get_by_role("link", name=action, exact=True).click()
        page.get_by_role("main").get_by_role("button", name=action, exact=True).click()
        expect(page.get_by_role("status").get_by_text(said, exact=True)).to_be_visible()
        assert stored(bank) == status
    page.get_by_role("link", name="Journal").click()
    page.get_by_role("link", name=STATUS).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(STATUS)
    page.get_by_role("link", name="Outbox").click()
    page.get_by_role("row").nth(1).get_by_role("link").click()
    expect(page.get_by_role("link", name="Open the link")).to_be_visible()
    page.get_by_role("button", name="Colours").click()
    assert page.locator("html").get_attribute("data-theme") == "light"
