"""What a form of Narmi's Manage Users says when the vendor refuses it: in words, and beside the field."""

import pytest
import yaml

from simulator.console.manage.wrong import EXPECTED
from tests.console.browser import Browser, Page, words
from tests.console.staff import MARISOL, USERS, persona, question, sentences, stored
from tests.test_tidy import ROOT

HUGO = "hugo-lindgren"
REFUSED = "Narmi answered 422 invalid_request_error"
SPEC = yaml.safe_load((ROOT / "specs/narmi/manage-users.yaml").read_text("utf-8"))
STAFF = {"first_name": "Ada", "last_name": "Byron", "email": "ada@example.com", "phone": "+15555550177"}


def alert(page: Page) -> str:
    return words(page.one("p", role="alert").text)


def calls(browser: Browser) -> int:
    return int(browser.world.control("GET", "/journal")["total"])


def test_every_field_with_a_rule_has_words_for_it() -> None:
    forms = ("StaffWish", "CustomerWish", "ContactChange", "PinReadBack", "CoreUserIdWish", "EnrollmentWords")
    ruled = {
        name
        for form in forms
        for name, rule in SPEC["components"]["schemas"][form]["properties"].items()
        if rule.get("pattern", "\\S") != "\\S" or "format" in rule
    }
    assert ruled == EXPECTED.keys() - {"user_ids"}


@pytest.mark.parametrize(
    ("name", "wanted", "typed", "said"),
    [
        (MARISOL, "contact", {"phone": "12"}, "Expected a phone number such as +15555550123."),
        (MARISOL, "contact", {"email": "nobody"}, "Expected an e-mail address such as ada@example.com."),
        (MARISOL, "contact", {"username": "two words"}, "Expected a login without spaces."),
        (MARISOL, "verify_confirm", {"pin": "no"}, "Expected the six digits that the user was sent."),
        (MARISOL, "link_core_user_id", {"core_user_id": "x"}, "Expected a core user ID: 4 to 12 digits."),
    ],
)
def test_a_field_says_in_words_what_is_expected(
    browser: Browser, name: str, wanted: str, typed: dict[str, str], said: str
) -> None:
    if wanted == "verify_confirm":
        browser.press(question(browser, name, "verify").one("form", class_="confirm"))
    again = browser.press(question(browser, name, wanted).one("form", class_="confirm"), **typed)
    (field,) = typed
    assert (again.status, again.one("p", id=f"wrong-{field}").text) == (422, said)
    assert alert(again) == f"{REFUSED}."


def test_a_form_for_somebody_new_says_so_too(browser: Browser) -> None:
    form = browser.get(f"{USERS}/new").one("form", class_="form")
    again = browser.press(form, **{**STAFF, "phone": "1", "email": "a"}, role="Support")
    assert again.one("p", id="wrong-phone").text == "Expected a phone number such as +15555550123."
    assert again.one("p", id="wrong-email").text == "Expected an e-mail address such as ada@example.com."
    assert alert(again) == f"Nobody was added. {REFUSED}."
    role = browser.press(form, **STAFF).one("p", id="wrong-role").text
    assert role == "cannot be left empty"


@pytest.mark.parametrize("wanted", ["contact", "external", "device", "update_billpay_credentials"])
def test_a_form_that_is_saved_as_it_was_says_that_nothing_was_changed(browser: Browser, wanted: str) -> None:
    name = "zoe-nunez" if wanted == "update_billpay_credentials" else MARISOL
    lists = stored(browser, name)["profile"]
    part = {"external": "externalAccounts", "device": "mfaDevices"}.get(wanted)
    identity = next(value for key, value in lists[part][0].items() if key in ("accountId", "deviceId")) if part else ""
    before = calls(browser)
    form = question(browser, name, "/".join(filter(None, (wanted, identity)))).one("form", class_="confirm")
    again = browser.press(form)
    assert (again.status, alert(again)) == (422, "Nothing was changed, so there is nothing to save.")
    assert calls(browser) == before


def test_an_empty_debugger_says_what_it_needs(browser: Browser) -> None:
    form = browser.get(f"{USERS}/debugger").one("form", class_="form")
    needed = f"{REFUSED}: One of account number and core user ID is needed, for the core is asked by it."
    assert alert(browser.press(form)) == needed
    again = browser.press(form, birth_date="soon")
    assert alert(again) == needed
    assert again.one("p", id="wrong-birth_date").text == "Expected a date such as 1994-02-28."


def test_a_message_to_nobody_asks_to_choose_somebody(browser: Browser) -> None:
    again = browser.press(browser.get(f"{USERS}/message").one("form", class_="confirm"), subject="a", body="b")
    assert again.status == 422
    assert alert(again) == f"Nothing was sent. {REFUSED}: Expected somebody to write to; tick users in the list."
    odd = browser.press(browser.get(f"{USERS}/message?to=x").one("form", class_="confirm"), subject="a", body="b")
    assert alert(odd) == alert(again)


def test_whoever_is_named_twice_is_written_to_once(browser: Browser) -> None:
    twice = f"to={persona(HUGO)}&to={persona(HUGO)}"
    form = browser.get(f"{USERS}/message?{twice}").one("form", class_="confirm")
    assert [words(one.text) for one in form.all("span", class_="tag")] == ["Hugo Lindgren"]
    sent = browser.press(form, subject="a", body="b", to=f"{persona(HUGO)} {persona(HUGO)}")
    assert "The secure message was sent." in sentences(sent)
