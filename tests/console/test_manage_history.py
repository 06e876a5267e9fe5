"""The history on a profile of Narmi's Manage Users: what happened, what its code means, and who did it from where."""

import pytest

from simulator.claims import bundled
from simulator.console.manage.meaning import explained, meanings
from simulator.providers.narmi.record.history import CODES
from tests.console.browser import Browser
from tests.console.staff import MARISOL, cells, persona, profile

STATEMENTS = {
    claim["statement"].split("`")[1]: claim["statement"] for claim in bundled() if claim["id"].startswith("NARMI-H-")
}

HISTORY = f"{profile(MARISOL)}/list/history"


def wrote(browser: Browser, **entry: str) -> None:
    browser.world.control("POST", f"/users/narmi/{persona(MARISOL)}/history", entry)


def test_the_claims_explain_every_code() -> None:
    assert set(meanings()) == set(STATEMENTS) == set(CODES)
    assert meanings()["user.lock"] == "The user was locked"


@pytest.mark.shows(
    "NARMI-H-01", "NARMI-H-02", "NARMI-H-03", "NARMI-H-04", "NARMI-H-05", "NARMI-H-06", "NARMI-H-07", "NARMI-H-08",
    "NARMI-H-09", "NARMI-H-10", "NARMI-H-11", "NARMI-H-12", "NARMI-H-13", "NARMI-H-14", "NARMI-H-15", "NARMI-H-16",
    "NARMI-H-17", "NARMI-H-18", "NARMI-H-19", "NARMI-H-20", "NARMI-H-21", "NARMI-H-22", "NARMI-H-23", "NARMI-H-24",
    "NARMI-H-25", "NARMI-H-26", "NARMI-H-27", "NARMI-H-28", "NARMI-H-29", "NARMI-H-30", "NARMI-H-31", "NARMI-H-32",
    "NARMI-H-33", "NARMI-H-34", "NARMI-H-35", "NARMI-H-36", "NARMI-H-37", "NARMI-H-38", "NARMI-H-39", "NARMI-H-40",
    "NARMI-H-41", "NARMI-H-42", "NARMI-H-43", "NARMI-H-44", "NARMI-H-45", "NARMI-H-46", "NARMI-H-47", "NARMI-H-48",
    "NARMI-H-49", "NARMI-H-50", "NARMI-H-51", "NARMI-H-52", "NARMI-H-53", "NARMI-H-54", "NARMI-H-55", "NARMI-H-56",
    "NARMI-H-57", "NARMI-H-58", "NARMI-H-59", "NARMI-H-60", "NARMI-H-61", "NARMI-H-62", "NARMI-H-63", "NARMI-H-64",
    "NARMI-H-65", "NARMI-H-66", "NARMI-H-67", "NARMI-H-68", "NARMI-H-69", "NARMI-H-70", "NARMI-H-71", "NARMI-H-72",
    "NARMI-H-73", "NARMI-H-74", "NARMI-H-75", "NARMI-H-76", "NARMI-H-77", "NARMI-H-78", "NARMI-H-79", "NARMI-H-80",
    "NARMI-H-81", "NARMI-H-82", "NARMI-H-83", "NARMI-H-84", "NARMI-H-85", "NARMI-H-86", "NARMI-H-87", "NARMI-H-88",
    "NARMI-H-89",
)  # fmt: skip
def test_each_code_stands_with_its_meaning(browser: Browser) -> None:
    for code in STATEMENTS:
        wrote(browser, action=code)
    whole = browser.get(HISTORY)
    rows = [(one.one("code").text, one.one("small").text) for one in whole.one("tbody").all("td", class_="event")]
    assert [code for code, _ in rows[:89]] == list(STATEMENTS)[::-1]
    for code, meaning in rows[:89]:
        assert meaning
        said = meaning.lower().removeprefix("the article: ")
        assert STATEMENTS[code].lower().endswith(f" {said}."), code


@pytest.mark.shows("NARMI-048")
def test_an_entry_says_who_did_it_and_from_where(browser: Browser) -> None:
    for actor in ("user", "staff", "system"):
        wrote(browser, action="payee.delete", actor=actor, ip="203.0.113.9", device="Pixel", version="14")
    page = browser.get(profile(MARISOL))
    heads = [one.text for one in page.one("section", id="history").one("thead").all("th")]
    assert heads == ["When", "Action", "By", "IP address", "Device", "Version"]
    system, staff, user = cells(page, "history")[:3]
    assert [user[2], staff[2], system[2]] == ["Marisol Vega user", "Staff staff", "Digital Banking system"]
    assert user[1].startswith("payee.delete")
    assert user[3:] == staff[3:] == ["203.0.113.9", "Pixel", "14"]


@pytest.mark.parametrize(
    ("code", "actor", "said"),
    [
        ("phone.update", "user", "The end user updated a phone number"),
        ("phone.update", "staff", "The article: the end user updated a phone number"),
        ("messages.create", "staff", "The article: the same as `message.create`: the end user sent a secure message"),
        ("user.request_password_reset", "staff", "The end user or staff asked for a password reset"),
        ("user.request_password_reset", "system", "The article: the end user or staff asked for a password reset"),
        ("user.unlock", "user", "The article: staff unlocked the user"),
        ("user.lock", "system", "The user was locked"),
    ],
)
def test_where_the_article_names_somebody_else_its_words_are_told_as_its_words(
    browser: Browser, code: str, actor: str, said: str
) -> None:
    assert explained(code, actor) == said
    wrote(browser, action=code, actor=actor)
    for page in (
        browser.get(profile(MARISOL)).one("section", id="history"),
        browser.get(HISTORY),
    ):
        assert page.one("td", class_="event").one("small").text == said
