"""A user of Narmi's Manage Users: the whole profile in its order, every list short and whole, and who may see it."""

import pytest

from simulator.console.manage.deeds import DEEDS
from simulator.console.manage.lists import LISTS
from simulator.console.manage.profile import meanings
from simulator.providers.narmi.menu import MENU
from simulator.providers.narmi.record.history import CODES
from tests.console.browser import Browser, Page, words
from tests.console.staff import MARISOL, USERS, action, cells, codes, persona, profile


@pytest.fixture
def browser() -> Browser:
    return Browser()


def facts(page: Page, section: str) -> dict[str, str]:
    lines = page.one("section", aria_labelledby=section).one("dl").all("div")
    return {one.one("dt").text: words(one.one("dd").text) for one in lines}


def viewing(browser: Browser, label: str) -> Page:
    """The list, as the staff that is offered under this label."""
    form = browser.get(USERS).one("form", class_="viewer")
    value = next(one["value"] for one in form.all("option") if one.text == label)
    return browser.press(form, **{"as": value})


def test_the_profile_has_everything_in_the_order_of_the_article(browser: Browser) -> None:
    page = browser.get(profile(MARISOL))
    titles = [words(one.text) for one in page.one("div", class_="manage").all("h2")]
    assert titles == [
        "User Information", "Usage Information", "Contact Information", "Account Information",
        "Accounts 3", "External Accounts 2", "Scheduled Transfers 7", "External Transfer History 5", "Wire Transfers 3",
        "Recent Messages 2", "Recent Notes 6", "History 8", "Two-factor Authentication 4", "Features 3",
        "Authorized Apps 2", "Linked Services 2",
    ]  # fmt: skip


def test_information_about_a_person(browser: Browser) -> None:
    page = browser.get(profile(MARISOL))
    assert facts(page, "information") == {
        "Username": "MarisolV",
        "First name": "Marisol",
        "Last name": "Vega",
        "Account category": "personal",
        "Organization": "–",
        "Customer or member ID": "10417701",
        "Linked IDs": "none",
        "Referral code": "TIDE-4471",
    }
    assert facts(page, "usage") == {"Enrolled": "2022-03-05 10:15:00", "Last login": "2026-01-14 21:03:44"}
    contact = facts(page, "contact")
    assert (contact["Phone"], contact["Username"]) == ("+15555550141", "MarisolV")
    assert contact["Email"] == "marisol.vega@example.com confirmed"
    assert contact["Residential address"] == "9 Pier RoadPortland, ME 04101"
    assert facts(page, "account") == {"Account number": "1041770101"}


def test_information_about_a_business_has_phone_and_role(browser: Browser) -> None:
    told = facts(browser.get(profile("harriet-mcallister")), "information")
    assert told["Account category"] == "business"
    assert told["Organization"] != "–"
    assert told["Organization role"] == "owner"
    assert "Organization phone" in told


LINES = {
    "accounts": ["1041770101", "Everyday Checking", "Groceries", "deposit", "checking"],
    "external_accounts": ["Harbor checking", "021000021", "5550001234", "checking", "personal", "pending"],
    "scheduled_transfers": ["2026-05-05", "1041770101", "1041770103", "$300.00", "once"],
    "external_transfers": ["2026-01-14 20:00:00", "pending", "out", "$61.00", "Old Mill savings"],
    "wires": ["2026-01-14 19:45:00", "in review", "$2750.00", "Casco Bay Boatworks"],
    "notes": ["2026-01-12 09:15:00", "Theo Brandt", "Typed the microdeposits in cents."],
    "history": [
        *("2026-01-14 21:03:44", "user.loginThe end user logged in on the web", "Marisol Vega user"),
        *("203.0.113.44", "Chrome", "126.0"),
    ],
    "mfa_devices": ["+15555550141", "phone", "text", "2022-03-05 10:20:00"],
    "features": ["external_transfers", "enabled"],
    "authorized_apps": ["Budget Buddy", "read accounts read transactions", "2026-07-01 00:00:00"],
    "linked_services": ["bill pay", "available"],
}


@pytest.mark.parametrize("name", LINES)
def test_a_row_of_each_list(browser: Browser, name: str) -> None:
    first = cells(browser.get(profile(MARISOL)), name)[0]
    assert first[: len(LINES[name])] == LINES[name]


def test_a_thread_has_all_its_messages(browser: Browser) -> None:
    _, lost = browser.get(profile(MARISOL)).one("section", id="threads").one("tbody").all("tr")
    assert [words(one.text) for one in lost.all("p", class_="said")] == [
        "Marisol Vega, 2025-05-06 07:50:00I think I left my card on the ferry",
        "Theo Brandt, 2025-05-06 08:05:00It is frozen now; a new one is in the post",
    ]


@pytest.mark.parametrize(
    ("name", "label", "total"),
    [
        ("scheduled_transfers", "See all scheduled transfers", 7),
        ("notes", "See all notes", 6),
        ("history", "See all history", 8),
    ],
)
def test_a_list_is_partial_and_see_all_shows_the_whole(browser: Browser, name: str, label: str, total: int) -> None:
    page = browser.get(profile(MARISOL))
    assert len(cells(page, name)) == 5
    link = next(one for one in page.one("section", id=name).all("a") if one.text == label)
    whole = browser.visit(link["href"])
    assert len(list(whole.one("tbody").all("tr"))) == total
    assert browser.get(f"{profile(MARISOL)}/list/secrets").status == 404


def test_a_short_list_leads_nowhere_and_an_empty_one_says_what_would_be_there(browser: Browser) -> None:
    page = browser.get(profile(MARISOL))
    assert "See all" not in page.one("section", id="wires").text
    fresh = browser.world.control("POST", "/users?provider=narmi", {"firstName": "A", "lastName": "B"})
    new = browser.get(f"{USERS}/{fresh['userId']}")
    for one in LISTS:
        assert one.empty in new.one("section", id=one.name).text or one.name in ("accounts", "history"), one.name


def test_every_history_code_is_explained_by_the_claims() -> None:
    assert set(meanings()) == set(CODES)
    assert meanings()["user.lock"] == "The user was locked"


def test_a_written_code_shows_with_its_meaning(browser: Browser) -> None:
    entry = {"action": "payee.delete", "actor": "staff"}
    browser.world.control("POST", f"/users/narmi/{persona(MARISOL)}/history", entry)
    first = cells(browser.get(profile(MARISOL)), "history")[0]
    assert first[1].startswith(f"payee.delete{meanings()['payee.delete']}")
    assert first[2] == "Staff staff"


def test_notification_history_of_a_number_hides_codes_and_says_what_became_of_each(browser: Browser) -> None:
    page = browser.get(profile(MARISOL))
    links = [one for one in page.one("section", id="mfa_devices").all("a") if one.text == "Fetch Notification History"]
    assert len(links) == 2
    history = browser.visit(links[0]["href"])
    rows = [[words(cell.text) for cell in row.all("td")] for row in history.one("tbody").all("tr")]
    assert [row[2] for row in rows] == ["Delivered", "Undelivered", "Failed", "Delivery unknown"]
    assert rows[0][0] == "Your verification code is ******."
    assert {row[4] for row in rows} == {"+15555550141"}
    assert "482913" not in history.source
    other = browser.press(history.one("form", class_="filters"), to="+15555550142")
    assert [words(one.text) for one in other.one("tbody").one("tr").all("td")][2] == "Undelivered"
    nobody = browser.press(history.one("form", class_="filters"), to="+15555559999")
    assert "No SMS went to this number" in nobody.one("main").text


def test_uat_has_no_notification_history(browser: Browser) -> None:
    switched = action(browser, MARISOL, "uat-on")
    assert switched.one("p", class_="done").text == "The institution is in UAT."
    refused = browser.get(f"{profile(MARISOL)}/notifications?to=%2B15555550141")
    assert (refused.status, refused.one("main").one("h1").text) == (409, "Narmi answered 409 not_available_in_uat")
    action(browser, MARISOL, "uat-off")
    assert browser.get(f"{profile(MARISOL)}/notifications?to=%2B15555550141").status == 200


def test_the_menu_offers_what_can_be_done_and_says_why_not_and_what_it_needs(browser: Browser) -> None:
    menu = browser.get(profile("hugo-lindgren")).one("details", class_="menu")
    can = {words(one.text) for one in menu.all("a", class_="act")}
    cannot = {words(one.text) for one in menu.all("span", class_="act")}
    assert "Unlock Userneeds “Can lock user”" in {one.replace(" needs", "needs") for one in can}
    assert "Lock UserHugoLindgren is locked already" in cannot
    assert any(one.startswith("Change Core User ID Very high risk") for one in can)
    assert any("Check for Deleted Transactions Cannot be undone" in one for one in can)
    assert len(can) + len(cannot) == len(MENU)
    assert {one.name for one in MENU} <= DEEDS.keys()


def test_one_looks_as_staff_of_a_role_and_the_menu_says_what_is_missing(browser: Browser) -> None:
    as_lila = viewing(browser, "Lila Moreau, Read only")
    assert as_lila.one("p", class_="done").text == "You look at Manage Users as chosen."
    menu = browser.get(profile("hugo-lindgren")).one("details", class_="menu")
    assert 'Unlock Userthis needs the permission "Can lock user"' in {
        words(o.text) for o in menu.all("span", class_="act")
    }


def test_what_a_role_may_not_is_refused_in_the_vendors_words(browser: Browser) -> None:
    before = codes(browser, "hugo-lindgren")
    viewing(browser, "Lila Moreau, Read only")
    page = browser.get(f"{profile('hugo-lindgren')}/do/unlock")
    again = browser.press(page.one("form", class_="confirm"))
    said = 'Narmi answered 403 permission_denied: this needs the permission "Can lock user"'
    assert (again.status, again.one("p", role="alert").text) == (403, said)
    assert codes(browser, "hugo-lindgren") == before
    (exchange,) = browser.world.control("GET", "/journal?operation=unlockManagedUser")["items"]
    assert exchange["verdict"] == "refused"


def test_a_role_without_a_persona_is_offered_too(browser: Browser) -> None:
    viewing(browser, "Somebody with the role Team lead")
    offered = [one.text for one in browser.get(f"{USERS}/new").one("select", id="role").all("option")]
    assert {"Support", "Read only", "Team lead"} <= set(offered)
    menu = browser.get(profile("hugo-lindgren")).one("details", class_="menu")
    assert "Unlock User" not in {words(one.text)[:11] for one in menu.all("a", class_="act")}
    viewing(browser, "Lila Moreau, Read only")
    add = browser.get(f"{USERS}/new")
    assert "Can view group" in add.one("form", class_="form").text
    assert list(add.all("input", id="role"))


def test_staff_who_is_locked_sees_nothing_and_can_be_somebody_else(browser: Browser) -> None:
    viewing(browser, "Theo Brandt, Support")
    browser.world.control("PATCH", f"/users/narmi/{persona('theo-brandt')}", {"locked": True})
    shut = browser.get(USERS)
    assert (shut.status, shut.one("main").one("h1").text) == (401, "Narmi answered 401 authentication_failed")
    value = next(
        o["value"] for o in shut.one("form", class_="viewer").all("option") if o.text == "Winona Clarke, Admin"
    )
    assert browser.press(shut.one("form", class_="viewer"), **{"as": value}).status == 200


@pytest.mark.parametrize("wanted", ["persona:nobody", "role:King", "x", "persona:marisol-vega"])
def test_nobody_else_can_be_chosen(browser: Browser, wanted: str) -> None:
    page = browser.press(browser.get(USERS).one("form", class_="viewer"), **{"as": wanted})
    assert page.status in (400, 403)
    assert list(page.all("form", class_="viewer"))


@pytest.mark.parametrize("name", ["nobody", "3e0de051-2c4b-491b-a6dc-e18e0b7175d7", "%2F..%2Froles", "%00"])
def test_a_user_who_is_not_there_is_told_as_the_vendor_tells_it(browser: Browser, name: str) -> None:
    for path in ("", "/do/lock", "/list/history", "/notifications"):
        assert browser.get(f"{USERS}/{name}{path}").status == 404
