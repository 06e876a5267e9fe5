"""What staff does at Narmi's Manage Users with mouse and keyboard."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.visit import Visit, ready

__all__ = ["answered", "done", "entry", "found", "menu"]


def found(visit: Visit, part: str, name: str) -> Page:
    """The profile of that user, found by part of the name."""
    page = visit.go()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Users").click()
    page.get_by_role("navigation", name="Providers").get_by_role("link", name="Narmi").click()
    page.get_by_role("searchbox", name="Search by login or name").press_sequentially(part)
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return ready(page)


def menu(page: Page) -> Locator:
    """The Actions menu, open."""
    whole = page.locator("details", has=page.get_by_text("Actions", exact=True)).first
    if whole.get_attribute("open") is None:
        whole.get_by_text("Actions", exact=True).click()
    return whole


def entry(page: Page, title: str) -> Locator:
    """What the menu says of that action."""
    return menu(page).get_by_role("listitem").filter(has_text=re.compile(f"^\\s*{title}"))


def done(page: Page, title: str, **typed: str) -> None:
    """Choose the action, type, and say yes."""
    entry(page, title).get_by_role("link").click()
    answered(page, **typed)


def answered(page: Page, **typed: str) -> None:
    """Fill what is asked by label, and say yes."""
    form = page.get_by_role("dialog").locator("form")
    form.wait_for()
    for label, text in typed.items():
        form.get_by_label(label.replace("_", " ")).fill(text)
    form.locator("button").click()
    page.get_by_role("dialog").wait_for(state="hidden")
