"""A user of Narmi's Manage Users: the whole profile in its order, and every list short and whole."""

import pytest

from simulator.console.manage.lists import LISTS
from tests.console.browser import Browser, words
from tests.console.staff import MARISOL, USERS, cells, facts, profile


def test_the_profile_has_everything_in_the_order_of_the_article(browser: Browser) -> None:
    page = browser.get(profile(MARISOL))
    titles = [words(one.text) for one in page.one("div", class_="manage").all("h2")]
    assert titles == [
        "User Information", "Usage Information", "Contact Information", "Account Information",
        "Accounts 3", "External Accounts 2", "Scheduled Transfers 7", "External Transfer History 5", "Wire Transfers 3",
        "Recent Messages 2", "Recent Notes 6", "History 8", "Two-factor Authentication 4", "Features 3",
        "Authorized Apps 2", "Linked Services 2",
    ]  # fmt: skip


@pytest.mark.shows("NARMI-030", "NARMI-032", "NARMI-035")
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


@pytest.mark.shows("NARMI-030", "NARMI-031")
def test_information_about_a_business_has_phone_and_role(browser: Browser) -> None:
    told = facts(browser.get(profile("harriet-mcallister")), "information")
    assert told["Account category"] == "business"
    assert told["Organization"] == "McAllister Boat Yard"
    assert (told["Organization phone"], told["Organization role"]) == ("+15555550150", "owner")


LINES = {
    "accounts": ["1041770101", "Everyday Checking", "Groceries", "deposit", "checking"],
    "external_accounts": [
        *("Harbor checking", "021000021", "5550001234", "checking", "personal", "pending"),
        "Microdeposits:0 of 10 guesses Reset Edit",
    ],
    "scheduled_transfers": ["2026-05-05", "1041770101", "1041770103", "$300.00", "once"],
    "external_transfers": ["2026-01-14 20:00:00", "pending", "out", "$61.00", "Old Mill savings"],
    "wires": ["2026-01-14 19:45:00", "in review", "$2750.00", "Casco Bay Boatworks"],
    "threads": ["2026-01-14 20:10:00", "Wire in review"],
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


@pytest.mark.shows(
    "NARMI-036", "NARMI-037", "NARMI-043", "NARMI-044", "NARMI-045", "NARMI-046", "NARMI-047", "NARMI-048", "NARMI-049",
    "NARMI-050", "NARMI-051", "NARMI-060",
)  # fmt: skip
@pytest.mark.parametrize("name", LINES)
def test_a_row_of_each_list(browser: Browser, name: str) -> None:
    first = cells(browser.get(profile(MARISOL)), name)[0]
    assert first[: len(LINES[name])] == LINES[name]


@pytest.mark.shows("NARMI-046")
def test_a_thread_has_all_its_messages(browser: Browser) -> None:
    _, lost = browser.get(profile(MARISOL)).one("section", id="threads").one("tbody").all("tr")
    assert [words(one.text) for one in lost.all("p", class_="said")] == [
        "Marisol Vega, 2025-05-06 07:50:00I think I left my card on the ferry",
        "Theo Brandt, 2025-05-06 08:05:00It is frozen now; a new one is in the post",
    ]


@pytest.mark.shows("NARMI-043", "NARMI-047", "NARMI-048")
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
    browser.world.control("PATCH", f"/users/narmi/{fresh['userId']}", {"core": {"accounts": []}})
    path = f"{USERS}/{fresh['userId']}"
    new = browser.get(path)
    for one in LISTS:
        for place in (new.one("section", id=one.name), browser.get(f"{path}/list/{one.name}").one("main")):
            told = words(place.text)
            assert f"{one.empty} {one.filled.format(api='the control API')}".replace("`", "") in told
            (way,) = [link["href"] for link in place.all("a") if link.text == "the control API"]
            assert way == f"/_simulator/ui{path}#store"
    store = new.one("section", aria_labelledby="store")
    assert f"PATCH /_simulator/v1{path}" in store.text
    assert store.one("h2")["id"] == "store"


ONE, WHEN = "11111111-1111-4111-8111-111111111111", "2026-01-01T00:00:00Z"
FILLING = {
    "core.accounts": {"name": "Checking"},
    "profile.externalAccounts": {
        "accountId": ONE, "routingNumber": "021000021", "accountNumber": "1", "name": "Harbor", "linkedAt": WHEN
    },
    "profile.scheduledTransfers": {
        "transferId": ONE, "createdAt": WHEN, "fromAccount": "1", "toAccount": "2", "amount": 1, "nextOn": "2026-02-02"
    },
    "profile.externalTransfers": {"transferId": ONE, "createdAt": WHEN, "amount": 1, "externalAccount": "Harbor"},
    "profile.wires": {"wireId": ONE, "createdAt": WHEN, "amount": 1, "beneficiary": "Harbor"},
    "profile.threads": {
        "threadId": ONE, "createdAt": WHEN, "subject": "Card",
        "messages": [{"side": "user", "author": "A", "body": "Lost", "at": WHEN}],
    },
    "profile.notes": {"noteId": ONE, "author": "A", "text": "Lost a card", "at": WHEN},
    "history": {"action": "user.lock"},
    "profile.mfaDevices": {"deviceId": ONE, "type": "email", "label": "a@example.com", "addedAt": WHEN},
    "profile.features": {"name": "wires"},
    "profile.authorizedApps": {"appId": ONE, "name": "Budget Buddy"},
    "profile.linkedServices": {"name": "bill pay"},
}  # fmt: skip


def test_what_an_empty_list_names_fills_it(browser: Browser) -> None:
    user = browser.world.control("POST", "/users?provider=narmi", {"firstName": "A", "lastName": "B"})["userId"]
    browser.world.control("PATCH", f"/users/narmi/{user}", {"core": {"accounts": []}})
    for one, (place, entry) in zip(LISTS, FILLING.items(), strict=True):
        outer, _, inner = place.partition(".")
        assert f"{{api}} by `{place}`" in one.filled
        assert browser.get(f"{USERS}/{user}").one("section", id=one.name).one("span", class_="count").text == "0"
        if inner:
            browser.world.control("PATCH", f"/users/narmi/{user}", {outer: {inner: [entry]}})
        else:
            browser.world.control("POST", f"/users/narmi/{user}/{place}", entry)
        assert browser.get(f"{USERS}/{user}").one("section", id=one.name).one("span", class_="count").text == "1"


@pytest.mark.shows("NARMI-049")
def test_features_are_changed_by_narmi_and_not_here(browser: Browser) -> None:
    features = browser.get(profile(MARISOL)).one("section", id="features")
    assert [row[1] for row in cells(browser.get(profile(MARISOL)), "features")] == ["enabled", "enabled", "enforced"]
    assert features.one("p", class_="foot").text == "They are changed only through Narmi's support."
    assert not [one.name for one in features.all() if one.name in ("a", "form", "button")]
    whole = browser.get(f"{profile(MARISOL)}/list/features")
    assert "only through Narmi's support" in whole.one("p", class_="foot").text


@pytest.mark.parametrize("name", ["nobody", "3e0de051-2c4b-491b-a6dc-e18e0b7175d7", "%2F..%2Froles", "%00"])
def test_a_user_who_is_not_there_is_told_as_the_vendor_tells_it(browser: Browser, name: str) -> None:
    for path in ("", "/do/lock", "/list/history", "/notifications"):
        assert browser.get(f"{USERS}/{name}{path}").status == 404
