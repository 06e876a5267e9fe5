"""Narmi's Manage Users: the list, the search, messages to many, and adding users, all without JavaScript."""

from urllib.parse import urlencode

import pytest

from tests.console.browser import Browser, Element, Page, words
from tests.console.staff import USERS, action, codes, facts, persona, profile, told


def names(page: Page) -> list[str]:
    return [one.text for one in page.one("main").all("a", class_="whole")]


def row(page: Page, name: str) -> Element:
    return next(one for one in page.one("tbody").all("tr") if one.one("a", class_="whole").text == name)


def led(browser: Browser, label: str) -> Page:
    """Where that button above the list leads to."""
    above = browser.get(USERS).one("div", class_="head")
    return browser.visit(next(one["href"] for one in above.all("a") if one.text == label))


def found(browser: Browser, text: str) -> Page:
    return browser.press(browser.get(USERS).one("form", class_="search"), q=text)


@pytest.mark.shows("NARMI-002")
@pytest.mark.parametrize("start", ["", f"{USERS}/new"])
def test_from_home_and_from_the_bar_of_any_page_one_comes_to_all_users(browser: Browser, start: str) -> None:
    bar = browser.get(start).one("nav", aria_label="Pages")
    users = browser.visit(next(one["href"] for one in bar.all("a") if one.text == "Users"))
    ways = [next(one["href"] for one in users.one("nav", class_="tabs").all("a") if one.text == "Narmi")]
    if not start:
        head = browser.get().one("section", aria_labelledby="cast").one("div", class_="title")
        ways.append(next(one["href"] for one in head.all("a") if one.text == "Narmi"))
    total = browser.world.control("GET", "/users?provider=narmi&limit=1")["total"]
    for way in ways:
        page = browser.visit(way)
        assert page.one("main").one("h1").text == "Manage Users"
        assert len(names(page)) == total


@pytest.mark.shows("NARMI-001")
@pytest.mark.parametrize(("part", "name"), [("lindg", "hugo-lindgren"), ("theo.b", "theo-brandt")])
def test_customers_and_staff_are_found_edited_and_acted_on_alike(browser: Browser, part: str, name: str) -> None:
    page = browser.visit(found(browser, part).one("tbody").one("a", class_="whole")["href"])
    assert browser.at.endswith(profile(name))
    edit = page.one("section", aria_labelledby="contact").one("a")
    edited = browser.press(browser.visit(edit["href"]).one("form", class_="confirm"), phone="+15555550199")
    assert facts(edited, "contact")["Phone"] == "+15555550199"
    wanted, said = ("unlock", "Unlocked.") if name == "hugo-lindgren" else ("lock", "Locked and archived.")
    assert told(action(browser, name, wanted)) == said


@pytest.mark.shows("NARMI-004", "NARMI-005", "NARMI-009", "NARMI-010", "NARMI-011")
def test_a_row_shows_type_marks_login_name_and_when(browser: Browser) -> None:
    page = browser.get(USERS)
    heads = [words(one.text) for one in page.one("thead").all("th")]
    assert heads == ["Choose", "User typeUser type", "Login", "Name", "Last login", "Enrolled"]
    hugo = [words(one.text) for one in row(page, "Hugo Lindgren").all("td")]
    assert hugo[1:3] == ["Customer/Member E-mail address confirmed Archived Locked", "HugoLindgren"]
    assert hugo[3:] == ["2025-09-28 11:05:17", "2023-04-11 18:20:00"]
    assert "Admin E-mail address confirmed" in words(row(page, "Winona Clarke").text)
    assert "Staff E-mail address not confirmed" in words(row(page, "Pablo Inverno").text)
    assert words(list(row(page, "Pablo Inverno").all("td"))[-1].text) == "never"


@pytest.mark.shows("NARMI-006")
def test_whoever_has_no_credentials_yet_shows_a_temporary_username_and_why(browser: Browser) -> None:
    nadia = row(browser.get(USERS), "Nadia Farouk")
    tip = nadia.one("span", class_="tip")
    assert words(tip.text).startswith("Temporary username")
    assert "has not chosen a username" in tip.one("span", role="tooltip").text
    assert tip["aria-describedby"] == tip.one("span", role="tooltip")["id"]
    assert not list(row(browser.get(USERS), "Hugo Lindgren").all("span", class_="tip"))


@pytest.mark.shows("NARMI-012", "NARMI-013")
def test_a_search_is_for_a_part_of_login_or_name_and_an_empty_one_clears_it(browser: Browser) -> None:
    everybody = names(browser.get(USERS))
    assert names(found(browser, "LINDG")) == ["Hugo Lindgren"]
    assert names(found(browser, "arie")) == []
    assert names(found(browser, "ugolin")) == ["Hugo Lindgren"]
    assert names(browser.press(found(browser, "lindg").one("form", class_="search"), q="")) == everybody
    nobody = found(browser, "zzzz")
    assert "Nobody's login or name has zzzz in it" in words(nobody.one("main").text)


def test_pages_turn(browser: Browser) -> None:
    for number in range(60):
        browser.world.control("POST", "/users?provider=narmi", {"firstName": f"C{number}", "lastName": "Clone"})
    first = found(browser, "clone")
    assert (len(names(first)), "60 users, page 1 of 2" in words(first.one("p", class_="foot").text)) == (50, True)
    second = browser.visit(first.one("a", rel="next")["href"])
    assert len(names(second)) == 10
    assert not set(names(second)) & set(names(first))
    assert names(browser.visit(second.one("a", rel="prev")["href"])) == names(first)
    assert "There is no page 99" in browser.get(f"{USERS}?page=99").one("main").text


def test_an_empty_list_says_what_would_fill_it(browser: Browser) -> None:
    for one in browser.world.control("GET", "/users?provider=narmi&limit=1000")["items"]:
        if one["userId"] != persona("winona-clarke"):
            browser.world.control("DELETE", f"/users/narmi/{one['userId']}")
    assert names(browser.get(USERS)) == ["Winona Clarke"]
    browser.world.control("DELETE", f"/users/narmi/{persona('winona-clarke')}")
    deserted = browser.get(USERS)
    assert "there is no staff here" in deserted.one("form", class_="viewer").text
    assert "simulator seed DIR" in deserted.one("div", class_="empty").text
    assert [one.text for one in deserted.one("nav", class_="tabs").all("a")] == ["Banno", "Customers Bank", "Narmi"]


@pytest.mark.shows("NARMI-003")
def test_a_message_goes_to_all_who_were_ticked(browser: Browser) -> None:
    listed = browser.get(USERS)
    bulk = listed.one("form", class_="bulk")
    assert bulk.one("div", class_="send").one("button").text.strip() == "Send a secure message"
    assert len(list(bulk.all("input", type="checkbox"))) == len(names(listed))
    ticks = [row(listed, name).one("input", type="checkbox") for name in ("Hugo Lindgren", "Marisol Vega")]
    page = browser.visit(f"{bulk['action']}?{urlencode([(one['name'], one['value']) for one in ticks])}")
    assert [words(one.text) for one in page.one("form", class_="confirm").all("span", class_="tag")] == [
        "Hugo Lindgren",
        "Marisol Vega",
    ]
    done = browser.press(page.one("form", class_="confirm"), subject="Branch closed", body="On Friday\nall day")
    assert done.one("p", class_="done").text == "The secure message was sent."
    for name in ("hugo-lindgren", "marisol-vega"):
        assert "Branch closed" in browser.get(profile(name)).one("section", id="threads").text
        assert codes(browser, name)[0] == "thread.create"


def test_a_message_to_somebody_who_is_gone_goes_to_nobody_and_is_kept(browser: Browser) -> None:
    before = codes(browser, "hugo-lindgren")
    page = browser.get(f"{USERS}/message?to={persona('hugo-lindgren')}&to={persona('q-ng')[:-1]}0")
    assert "nobody: " in page.one("form", class_="confirm").text
    again = browser.press(page.one("form", class_="confirm"), subject="Hello", body="World")
    assert (again.status, "Narmi answered 422" in again.one("p", role="alert").text) == (422, True)
    assert again.one("input", id="subject")["value"] == "Hello"
    assert again.one("textarea").text.strip() == "World"
    assert codes(browser, "hugo-lindgren") == before


def test_a_message_without_words_says_so_beside_the_fields(browser: Browser) -> None:
    page = browser.get(f"{USERS}/message?to={persona('hugo-lindgren')}")
    again = browser.press(page.one("form", class_="confirm"), subject=" ", body="Only the body")
    assert again.one("p", id="wrong-subject").text == "cannot be left empty"
    assert again.one("input", id="subject")["aria-describedby"] == "wrong-subject"
    assert "aria-invalid" not in again.one("textarea").attributes
    assert (
        browser.press(browser.get(f"{USERS}/message").one("form", class_="confirm"), subject="a", body="b").status
        == 422
    )


STAFF = {"first_name": "Ada", "last_name": "Byron", "email": "ada@example.com", "phone": "+15555550177"}


@pytest.mark.shows("NARMI-001", "NARMI-020", "NARMI-021")
def test_staff_is_added_under_user_info(browser: Browser) -> None:
    page = led(browser, "Add a New User")
    assert [one.text for one in page.one("nav", class_="tabs").all("a")] == ["User Info", "Customer"]
    asked = [one.text for one in page.one("form", class_="form").all("label")]
    assert asked == ["Admin or not", "Role", "First name", "Last name", "Email", "Phone"]
    assert [one.text for one in page.one("select", id="admin").all("option")] == ["Non-admin", "Admin"]
    made = browser.press(page.one("form", class_="form"), **STAFF, admin="Non-admin", role="Support")
    assert made.one("p", class_="done").text == "The user was added."
    assert made.one("main").one("h1").text == "Ada Byron"
    assert {"Invited", "Active"} <= {one.text for one in made.one("div", class_="head").all("span", class_="chip")}
    assert "Support" in made.one("div", class_="facts-of").text
    assert browser.world.control("GET", "/outbox")["items"][0]["to"] == "ada@example.com"


@pytest.mark.shows("NARMI-021")
def test_an_admin_is_added_without_a_role(browser: Browser) -> None:
    made = browser.press(browser.get(f"{USERS}/new").one("form", class_="form"), **STAFF, admin="Admin", role="Support")
    assert "Admin" in made.one("div", class_="head").text
    (user,) = browser.world.control("GET", "/users?provider=narmi&query=byron")["items"]
    assert (user["type"], user["role"]) == ("admin", None)


@pytest.mark.shows("NARMI-001", "NARMI-020")
def test_a_customer_is_added_by_hand(browser: Browser) -> None:
    tabs = led(browser, "Add a New User").one("nav", class_="tabs")
    page = browser.visit(next(one["href"] for one in tabs.all("a") if one.text == "Customer"))
    typed = {"username": "OpalW", "email": "opal@example.com", "core_user_id": "20417703", "category": "personal"}
    made = browser.press(page.one("form", class_="form"), **typed)
    assert made.one("main").one("h1").text == "Opal Winters"
    assert codes(browser, "marisol-vega")[0] != "user.create"


@pytest.mark.shows("NARMI-022")
@pytest.mark.parametrize(
    ("kind", "typed", "field", "said"),
    [
        ("staff", {**STAFF, "email": "nobody"}, "email", "Expected"),
        ("staff", {**STAFF, "last_name": ""}, "last_name", "cannot be left empty"),
        ("staff", STAFF, "role", "cannot be left empty"),
        ("customer", {"username": "OpalW", "email": "o@example.com", "core_user_id": "1"}, "core_user_id", "Expected"),
        (
            "customer",
            {"username": "HugoLindgren", "email": "o@example.com", "core_user_id": "20417703"},
            "username",
            "",
        ),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(
    browser: Browser, kind: str, typed: dict[str, str], field: str, said: str
) -> None:
    total = browser.world.control("GET", "/users?provider=narmi&limit=1")["total"]
    again = browser.press(browser.get(f"{USERS}/new?kind={kind}").one("form", class_="form"), **typed)
    assert again.status == 422
    assert said in again.one("p", id=f"wrong-{field}").text
    assert again.one(id=field)["aria-describedby"] == f"wrong-{field}"
    kept = {name: again.one("input", id=name)["value"] for name in typed}
    assert kept == typed
    assert browser.world.control("GET", "/users?provider=narmi&limit=1")["total"] == total


@pytest.mark.shows("NARMI-097")
def test_the_debugger_names_each_field_that_does_not_match(browser: Browser) -> None:
    page = led(browser, "Enrollment Debugger")
    typed = {"core_user_id": "10417708", "first_name": "Nadia", "birth_date": "1994-02-27"}
    again = browser.press(page.one("form", class_="form"), **typed)
    assert again.status == 200
    assert again.one("p", id="wrong-birth_date").text
    assert not list(again.all("p", id="wrong-first_name"))
    right = browser.press(again.one("form", class_="form"), birth_date="1994-02-28")
    assert "is what the core has" in right.one("p", class_="done").text
    odd = browser.press(page.one("form", class_="form"), birth_date="soon")
    assert (odd.status, "Narmi answered 422" in odd.one("p", role="alert").text) == (422, True)


def test_a_look_is_no_exchange_and_draws_no_fault(browser: Browser) -> None:
    browser.world.control("POST", "/faults", {"kind": "status", "status": 503, "operation": "listManagedUsers"})
    assert names(browser.get(USERS))
    browser.get(profile("marisol-vega"))
    assert browser.world.control("GET", "/journal")["total"] == 0
    assert browser.world.control("GET", "/faults")["total"] == 1


def test_manage_users_is_where_there_is_narmi(browser: Browser) -> None:
    tabs = [one.text for one in browser.get(USERS).one("nav", class_="tabs").all("a")]
    assert tabs == ["Banno", "Customers Bank", "Narmi"]
    providers = {name: one for name, one in browser.world.simulator.providers.items() if name != "narmi"}
    page = Browser(type(browser.world)(providers=providers)).get(USERS)
    assert (page.status, "no provider 'narmi'" in page.one("main").text) == (404, True)
