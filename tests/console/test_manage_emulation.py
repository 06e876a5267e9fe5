"""Staff logged in as a user of Narmi's Manage Users: the banner, what cannot be done meanwhile, and Release."""

import pytest

from tests.console.browser import Browser, words
from tests.console.staff import MARISOL, USERS, action, happened, profile, question, refused, told


@pytest.mark.shows("NARMI-096")
def test_staff_logs_in_as_a_user_reads_and_releases(browser: Browser) -> None:
    form = question(browser, MARISOL, "login_as_user").one("form", class_="confirm")
    assert form.one("button").text == "Yes, continue"
    page = browser.press(form)
    banner = page.one("div", class_="emulating")
    assert "You are logged in as Marisol Vega (MarisolV). This is read only." in words(banner.text)
    assert "Release" in banner.text
    assert {words(one.text) for one in page.one("details", class_="menu").all("a", class_="act")} == set()
    assert happened(browser, MARISOL)[0] == "user.emulate"
    again = refused(browser, MARISOL, "lock")
    assert (again.status, "403 read_only_emulation" in again.one("p", role="alert").text) == (403, True)
    assert list(browser.get(USERS).all("div", class_="emulating"))
    over = browser.press(browser.get(profile(MARISOL)).one("div", class_="emulating").one("form"))
    assert told(over) == "You are yourself again."
    assert not list(over.all("div", class_="emulating"))
    assert told(action(browser, MARISOL, "lock")) == "Locked and archived."


def test_an_emulation_that_is_too_old_is_over(browser: Browser) -> None:
    browser.press(question(browser, MARISOL, "login_as_user").one("form", class_="confirm"))
    browser.world.control("PUT", "/clock", {"advance": 3700})
    page = browser.get(profile(MARISOL))
    assert (page.status, list(page.all("div", class_="emulating"))) == (200, [])
    assert "customers_only" in refused(browser, "theo-brandt", "login_as_user").one("p", role="alert").text


def test_the_cookies_of_staff_are_for_these_pages_alone(browser: Browser) -> None:
    path = f"/_simulator/ui{profile(MARISOL)}/do/login_as_user"
    answer = browser.world.send(
        "POST", path, content=b"x=1", headers=[("Content-Type", "application/x-www-form-urlencoded")]
    )
    line = answer["Set-Cookie"].lower()
    assert all(part in line for part in ("httponly", "samesite=strict", "path=/_simulator/ui/users/narmi"))
