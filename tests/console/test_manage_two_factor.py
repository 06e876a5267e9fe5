"""Two-factor authentication on a profile of Narmi's Manage Users: devices, backup codes, how codes come, and what
became of the text messages.
"""

import pytest

from tests.console.browser import Browser, Page, words
from tests.console.staff import (
    MARISOL,
    USERS,
    action,
    cells,
    happened,
    persona,
    profile,
    question,
    sentences,
    stored,
    told,
    viewing,
)

MOBILE, LANDLINE, STRANGE = "+15555550141", "+15555550142", "+15555559999"
MEANT = {
    "Delivered": "The carrier or, where it can tell, the handset has confirmed that it was delivered.",
    "Delivery unknown": "It was sent more than an hour ago, and nothing was heard of it.",
    "Failed": "It could not be sent.",
    "Sent": "Nothing was heard of it yet.",
    "Undelivered": "A receipt says that it was not delivered.",
}


def history(browser: Browser, number: str) -> Page:
    """The notification history of that number."""
    return browser.get(f"{profile(MARISOL)}/notifications?to={number.replace('+', '%2B')}")


def rows(page: Page) -> list[list[str]]:
    return [[words(cell.text) for cell in row.all("td")] for row in page.one("tbody").all("tr")]


@pytest.mark.shows("NARMI-060", "NARMI-064")
def test_every_device_is_listed_and_phones_alone_can_be_switched(browser: Browser) -> None:
    page = browser.get(profile(MARISOL))
    assert [row[:3] for row in cells(page, "mfa_devices")] == [
        [MOBILE, "phone", "text"],
        [LANDLINE, "phone", "call"],
        ["marisol.vega@example.com", "email", "–"],
        ["Authenticator on iPhone", "app", "–"],
    ]
    assert ["Communication Method" in row[4] for row in cells(page, "mfa_devices")] == [True, True, False, False]


@pytest.mark.shows("NARMI-062")
def test_codes_come_by_call_instead_of_text(browser: Browser) -> None:
    device = stored(browser, MARISOL)["profile"]["mfaDevices"][0]["deviceId"]
    for kind, method in (("voip", "call"), ("mobile", "text"), ("landline", "call")):
        saved = action(browser, MARISOL, f"device/{device}", number_type=kind)
        assert told(saved) == "The communication method was saved."
        assert cells(saved, "mfa_devices")[0][2] == method
    assert happened(browser, MARISOL)[:3] == ["phone.update"] * 3


@pytest.mark.shows("NARMI-061")
def test_backup_codes_are_asked_for_and_shown_once(browser: Browser) -> None:
    devices = browser.get(profile(MARISOL)).one("section", id="mfa_devices")
    asked = browser.visit(next(one["href"] for one in devices.all("a") if one.text == "Generate Backup Codes"))
    assert "Needs the permission “Can generate lockout codes user”" in sentences(asked)
    shown = browser.press(asked.one("form", class_="confirm"))
    listed = [one.text for one in shown.one("ul", class_="codes").all("code")]
    assert len(set(listed)) == 10
    assert happened(browser, MARISOL)[0] == "security_devices.create"
    assert not any(one in browser.get(profile(MARISOL)).one("section", id="mfa_devices").text for one in listed)


@pytest.mark.shows("NARMI-065", "NARMI-067", "NARMI-069", "NARMI-070")
def test_each_number_leads_to_what_was_sent_to_it_with_codes_hidden(browser: Browser) -> None:
    devices = browser.get(profile(MARISOL)).one("section", id="mfa_devices")
    links = [one["href"] for one in devices.all("a") if one.text == "Fetch Notification History"]
    mobile, landline = (browser.visit(link) for link in links)
    assert {row[4] for row in rows(mobile)} == {MOBILE}
    assert {row[4] for row in rows(landline)} == {LANDLINE}
    own = next(one["href"] for one in devices.all("a") if one.text == f"Fetch Notification History of {MOBILE}")
    assert rows(browser.visit(own)) == rows(mobile)
    assert [one.text for one in mobile.one("thead").all("th")] == [
        *("Content", "Date", "Status", "From number", "To number"),
    ]
    first = rows(mobile)[0]
    assert first[:3] == ["Your verification code is ******.", "2026-01-14 21:03:20", "Delivered"]
    assert first[3].startswith("+")
    assert "482913" not in mobile.source
    assert "SMS alone; calls to landlines are not told. Verification codes are hidden." in sentences(mobile)


@pytest.mark.shows("NARMI-071", "NARMI-072", "NARMI-073", "NARMI-074", "NARMI-075")
def test_each_message_says_what_became_of_it_and_the_page_what_that_means(browser: Browser) -> None:
    message = {"content": "Your card is on its way.", "to": MOBILE}
    browser.world.control("POST", f"/users/narmi/{persona(MARISOL)}/notifications", message)
    page = history(browser, MOBILE)
    assert [row[2] for row in rows(page)] == ["Sent", "Delivered", "Undelivered", "Failed", "Delivery unknown"]
    chips = [one.one("span") for one in page.one("tbody").all("td", class_="tight")]
    assert {words(one.text): one["title"] for one in chips} == MEANT
    explained = page.one("main").one("details").one("dl").all("div")
    assert {words(one.one("dt").text): one.one("dd").text for one in explained} == MEANT


@pytest.mark.shows("NARMI-076")
def test_another_number_can_be_entered(browser: Browser) -> None:
    form = history(browser, MOBILE).one("form", class_="filters")
    assert "No SMS went to this number" in sentences(browser.press(form, to=STRANGE))
    message = {"content": "Wrong number.", "to": STRANGE}
    browser.world.control("POST", f"/users/narmi/{persona(MARISOL)}/notifications", message)
    (row,) = rows(browser.press(form, to=STRANGE))
    assert (row[0], row[4]) == ("Wrong number.", STRANGE)


@pytest.mark.shows("NARMI-066")
def test_only_staff_with_the_permission_sees_it_and_admins_have_it(browser: Browser) -> None:
    assert rows(history(browser, MOBILE))
    viewing(browser, "Lila Moreau, Read only")
    refused = history(browser, MOBILE)
    assert refused.status == 403
    assert 'this needs the permission "Can view notification history"' in sentences(refused)


@pytest.mark.shows("NARMI-068", "NARMI-100")
def test_uat_sends_no_sms_and_has_no_history_of_them(browser: Browser) -> None:
    assert "no SMS is sent any more" in sentences(question(browser, MARISOL, "uat-on"))
    assert told(action(browser, MARISOL, "uat-on")) == "The institution is in UAT."
    refused = history(browser, MOBILE)
    assert (refused.status, refused.one("main").one("h1").text) == (409, "Narmi answered 409 not_available_in_uat")
    assert "UAT sends no SMS, so there is no history of them" in sentences(refused)
    action(browser, MARISOL, "verify")
    action(browser, MARISOL, "uat-off")
    assert "support PIN" not in history(browser, MOBILE).one("tbody").text
    action(browser, MARISOL, "verify")
    assert "support PIN" in history(browser, MOBILE).one("tbody").text


@pytest.mark.parametrize("typed", ["abc", "+1 555 555 0123 0123 0123 0123 0123"])
def test_what_is_no_number_is_said_beside_the_field_and_kept(browser: Browser, typed: str) -> None:
    page = browser.press(history(browser, MOBILE).one("form", class_="filters"), to=typed)
    assert (page.status, page.one("main").one("h1").text) == (422, "Notification History")
    assert page.one("p", id="wrong-to").text == "Expected a phone number such as +15555550123."
    field = page.one("form", class_="filters").one("input", id="to")
    assert (field["value"], field["aria-describedby"]) == (typed, "wrong-to")
    assert rows(browser.press(page.one("form", class_="filters"), to=MOBILE))


NEEDS = 'Fetch Notification History: this needs the permission "Can view notification history"'
NO_SMS = "Fetch Notification History: UAT sends no SMS, so there is no history of them"


def fetched(page: Page) -> int:
    """How many links lead to a notification history."""
    return len([one for one in page.one("main").all("a") if "/notifications" in one["href"]])


@pytest.mark.shows("NARMI-066", "NARMI-068")
def test_the_history_is_barred_with_the_reason_in_uat_and_without_the_permission(browser: Browser) -> None:
    pages = (profile(MARISOL), f"{profile(MARISOL)}/list/mfa_devices")
    assert [fetched(browser.get(path)) for path in pages] == [3, 2]
    viewing(browser, "Lila Moreau, Read only")
    assert [(fetched(browser.get(path)), NEEDS in sentences(browser.get(path))) for path in pages] == [(0, True)] * 2
    viewing(browser, "Winona Clarke, Admin")
    action(browser, MARISOL, "uat-on")
    assert [(fetched(browser.get(path)), sentences(browser.get(path)).count(NO_SMS)) for path in pages] == [(0, 1)] * 2
    browser.world.control("PATCH", f"/users/narmi/{persona(MARISOL)}", {"profile": {"mfaDevices": []}})
    assert (fetched(browser.get(pages[0])), sentences(browser.get(pages[0])).count(NO_SMS)) == (0, 1)


def test_whoever_is_logged_in_as_a_user_reads_the_history_whatever_the_role(browser: Browser) -> None:
    viewing(browser, "Theo Brandt, Support")
    browser.press(question(browser, MARISOL, "login_as_user").one("form", class_="confirm"))
    browser.world.control("PATCH", f"/users/narmi/{persona('theo-brandt')}", {"role": "Read only"})
    assert fetched(browser.get(profile(MARISOL))) == 3
    assert rows(history(browser, MOBILE))


def test_every_page_of_manage_users_says_that_the_institution_is_in_uat(browser: Browser) -> None:
    paths = (USERS, profile(MARISOL), f"{USERS}/new", f"{profile(MARISOL)}/do/lock")
    chip = "UAT: no e-mail and no SMS is sent"
    assert not [path for path in paths if chip in sentences(browser.get(path))]
    asked = question(browser, MARISOL, "uat-on")
    assert asked.one("main").one("h1").text == "Switch to UAT, for everybody?"
    browser.press(asked.one("form", class_="confirm"))
    assert [path for path in paths if chip in browser.get(path).one("form", class_="viewer").text] == list(paths)
    assert question(browser, MARISOL, "codes-off").one("main").one("h1").text.endswith(", for everybody?")
    assert question(browser, MARISOL, "delete").one("main").one("h1").text == "Delete: Marisol Vega?"
