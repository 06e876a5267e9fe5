"""axe-core finds nothing on any page, light or dark, full or empty, and no page is wider than a phone."""

import pytest

from tests.browser.accessible import violations
from tests.browser.bank import Bank
from tests.browser.scene import SCENES
from tests.browser.stock import EMPTY, FULL, PROVIDERS, lived_in, pages
from tests.browser.visit import THEMES, Visit, no_overflow

pytestmark = pytest.mark.xdist_group("browser")
OF_WIDTH = ("scrollable-region-focusable", "target-size")
"""The rules whose answer depends on how wide the page is."""


def looked_at(visit: Visit, name: str) -> dict[str, list[str]]:
    """What is wrong with the page where the visit is, by theme and where it is narrow."""
    page = visit.page
    said: dict[str, list[str]] = {}
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        said[f"{name}, {theme}"] = violations(page)
    page.set_viewport_size({"width": 320, "height": 700})
    said[f"{name}, narrow"] = no_overflow(page) + violations(page, *OF_WIDTH)
    page.set_viewport_size({"width": 1280, "height": 900})
    return {name: wrong for name, wrong in said.items() if wrong}


def complaints(visit: Visit, found: dict[str, str]) -> dict[str, list[str]]:
    """What is wrong with these pages."""
    said: dict[str, list[str]] = {}
    for name, path in found.items():
        visit.go(path)
        said |= looked_at(visit, name)
    return said


def test_nothing_is_wrong_with_a_full_bank(visit: Visit, bank: Bank) -> None:
    found = pages(lived_in(bank), FULL)
    assert {"exchange-valid", "exchange-request-invalid", "exchange-refused", "exchange-faulted"} <= set(found)
    assert {"message-email", "message-sms"} <= set(found)
    assert complaints(visit, found) == {}


def test_nothing_is_wrong_with_an_empty_bank(visit: Visit, bank: Bank) -> None:
    bank.emptied(PROVIDERS)
    assert complaints(visit, pages(bank, EMPTY)) == {}
    assert visit.go("/users/banno").get_by_text("Banno has no users here.").is_visible()


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_wrong_with_what_somebody_did_on_a_page(visit: Visit, bank: Bank, scene: str) -> None:
    lived_in(bank)
    SCENES[scene](visit)
    assert looked_at(visit, scene) == {}


def test_a_fault_of_a_page_is_found(visit: Visit) -> None:
    page = visit.go("/sandboxes")
    page.evaluate("document.querySelector('label[for=id]').textContent = ''")
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    page.evaluate("document.querySelector('#id').removeAttribute('placeholder')")
    page.evaluate("document.querySelector('h1').after(Object.assign(document.createElement('img'), {width: 2000}))")
    assert [line.split(" ")[0] for line in violations(page)] == ["color-contrast", "image-alt", "label"]
    assert no_overflow(page)
    visit.trouble.clear()
