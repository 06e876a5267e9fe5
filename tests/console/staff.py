"""Somebody at Narmi's Manage Users in the console, and what the world knows of it afterwards."""

from functools import cache
from typing import Any

from tests.console.browser import Browser, Page, words
from tests.world import World

__all__ = [
    "MARISOL",
    "USERS",
    "action",
    "cells",
    "codes",
    "facts",
    "happened",
    "offered",
    "persona",
    "profile",
    "question",
    "refused",
    "sentences",
    "stored",
    "told",
    "viewing",
]

USERS, MARISOL = "/users/narmi", "marisol-vega"


@cache
def _identities() -> dict[str, str]:
    listed = World().control("GET", "/personas?limit=1000")["items"]
    return {one["name"]: one["narmi"]["userId"] for one in listed if "narmi" in one}


def persona(name: str) -> str:
    """The persona's id at Narmi."""
    return _identities()[name]


def profile(name: str) -> str:
    """The path of the persona's profile in the console."""
    return f"{USERS}/{persona(name)}"


def action(browser: Browser, name: str, wanted: str, **typed: str) -> Page:
    """The page after the action was chosen on the profile and confirmed with what was typed."""
    page = browser.get(profile(name))
    link = next(one["href"] for one in page.one("main").all("a") if one["href"].split("/do/")[-1] == wanted)
    return browser.press(browser.visit(link).one("form", class_="confirm"), **typed)


def cells(page: Page, section: str) -> list[list[str]]:
    """What stands in the rows of that list."""
    table = page.one("section", id=section).one("tbody")
    return [[" ".join(cell.text.split()) for cell in row.all("td")] for row in table.all("tr")]


def codes(browser: Browser, name: str) -> list[str]:
    """The history codes of the persona, newest first, as the API has them."""
    path = f"/narmi/admin/v1/users/{persona(name)}/history?all=true"
    found: Any = browser.world.send("GET", path, headers=[browser.world.bearer("narmi")]).json
    return [one["action"] for one in found["results"]]


def happened(browser: Browser, name: str) -> list[str]:
    """The history codes of the persona, newest first, as the page has them."""
    whole = browser.get(f"{profile(name)}/list/history")
    return [one.one("code").text for one in whole.one("tbody").all("td", class_="event")]


def offered(page: Page) -> dict[str, str]:
    """Each action of the menu, with the reason why it cannot be done; no reason where it can."""
    acts = list(page.one("details", class_="menu").all(class_="act"))
    return {words(str(one.one("span").parts[0])): "" if one.name == "a" else one.one("small").text for one in acts}


def stored(browser: Browser, name: str) -> Any:
    """The persona as stored."""
    return browser.world.control("GET", f"/users/narmi/{persona(name)}")


def sentences(page: Page) -> str:
    """What the page says, on one line."""
    return words(page.one("main").text)


def told(page: Page) -> str:
    """What the page says was done."""
    return page.one("p", class_="done").text


def question(browser: Browser, name: str, wanted: str) -> Page:
    """The page that asks whether to do it."""
    return browser.get(f"{profile(name)}/do/{wanted}")


def refused(browser: Browser, name: str, wanted: str, **typed: str) -> Page:
    """The page after an action that the vendor refuses, which changed nothing."""
    before, sent = codes(browser, name), browser.world.control("GET", "/outbox")["total"]
    page = browser.press(question(browser, name, wanted).one("form", class_="confirm"), **typed)
    assert page.status >= 400
    assert codes(browser, name) == before
    assert browser.world.control("GET", "/outbox")["total"] == sent
    return page


def facts(page: Page, section: str) -> dict[str, str]:
    """What stands in that part of the profile, by its labels."""
    lines = page.one("section", aria_labelledby=section).one("dl").all("div")
    return {one.one("dt").text: words(one.one("dd").text) for one in lines}


def viewing(browser: Browser, label: str) -> Page:
    """The list, as the staff that is offered under this label."""
    form = browser.get(USERS).one("form", class_="viewer")
    value = next(one["value"] for one in form.all("option") if one.text == label)
    return browser.press(form, **{"as": value})
