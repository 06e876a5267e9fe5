"""axe-core finds nothing on any page, light or dark, full or empty, and no page is wider than a phone."""

import pytest

from tests.browser.accessible import violations
from tests.browser.bank import Bank
from tests.browser.conftest import Visiting
from tests.browser.stock import EMPTY, FULL, PROVIDERS, lived_in, pages
from tests.browser.visit import Visit, no_overflow

pytestmark = pytest.mark.xdist_group("browser")
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules whose answer depends on the theme."""


def complaints(visit: Visit, found: dict[str, str]) -> dict[str, list[str]]:
    """By page and theme, what is wrong with it."""
    said: dict[str, list[str]] = {}
    for name, path in found.items():
        visit.page.emulate_media(color_scheme="light")
        page = visit.go(path)
        said[f"{name}, light"] = violations(page)
        page.emulate_media(color_scheme="dark")
        said[f"{name}, dark"] = violations(page, *OF_COLOUR)
        page.set_viewport_size({"width": 320, "height": 700})
        said[f"{name}, narrow"] = no_overflow(page)
        page.set_viewport_size({"width": 1280, "height": 900})
    return {name: wrong for name, wrong in said.items() if wrong}


def test_nothing_is_wrong_with_a_full_bank(visit: Visit, bank: Bank) -> None:
    found = pages(lived_in(bank), FULL)
    assert {"exchange-valid", "exchange-request-invalid", "exchange-refused", "exchange-faulted"} <= set(found)
    assert {"message-email", "message-sms"} <= set(found)
    assert complaints(visit, found) == {}


def test_nothing_is_wrong_with_an_empty_bank(visit: Visit, bank: Bank) -> None:
    bank.emptied(PROVIDERS)
    assert complaints(visit, pages(bank, EMPTY)) == {}
    assert visit.go("/users/banno").get_by_text("Banno has no users here.").is_visible()


@pytest.mark.parametrize("opened", ["sheet", "drawer", "wrong"])
def test_nothing_is_wrong_with_what_opens_on_a_page(visiting: Visiting, bank: Bank, opened: str) -> None:
    lived_in(bank)
    for theme in ("light", "dark"):
        visit = visiting(theme=theme)
        if opened == "sheet":
            visit.go("/users/banno?q=kathy").get_by_role("link", name="Kathy Smith").click()
            visit.page.get_by_role("link", name="Unlock", exact=True).click()
            visit.page.get_by_role("dialog", name="Unlock").wait_for()
        elif opened == "drawer":
            visit.go("/journal").locator("#rows").get_by_role("link").first.click()
            visit.page.get_by_role("dialog").wait_for()
        else:
            visit.go("/users/banno/new").get_by_role("button", name="Create").click()
            visit.page.get_by_role("alert").wait_for()
        assert violations(visit.page) == []
        assert no_overflow(visit.page) == []


def test_a_fault_of_a_page_is_found(visit: Visit) -> None:
    page = visit.go("/sandboxes")
    page.evaluate("document.querySelector('label[for=id]').textContent = ''")
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    page.evaluate("document.querySelector('#id').removeAttribute('placeholder')")
    page.evaluate("document.querySelector('h1').after(Object.assign(document.createElement('img'), {width: 2000}))")
    assert [line.split(" ")[0] for line in violations(page)] == ["color-contrast", "image-alt", "label"]
    assert no_overflow(page)
    visit.trouble.clear()
