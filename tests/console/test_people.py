"""Users on the page: found, read, locked and unlocked, made and changed, all without JavaScript."""

import pytest

from simulator.console.rooms import rooms
from simulator.console.rooms.room import named
from tests.console.browser import Browser, Page, words
from tests.world import CONTROL, KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
PERSON = f"/users/banno/{KATHY}"
HANNA = "5b7aa3b5-56b7-4184-8000-7bc8abefe5c0"


def names(page: Page) -> list[str]:
    return [one.text for one in page.one("main").all("a", class_="whole")]


def confirmed(browser: Browser, action: str, person: str = PERSON) -> Page:
    """The page after the action was chosen and confirmed."""
    page = browser.get(person)
    link = next(one["href"] for one in page.all("a", class_="act") if one["href"].endswith(f"/do/{action}"))
    return browser.press(browser.visit(link).one("form", class_="confirm"))


def test_a_locked_user_is_found_read_and_unlocked(browser: Browser) -> None:
    page = browser.press(browser.get("/users/banno").one("form", class_="search"), q="kathy")
    assert names(page) == ["Kathy Smith"]
    assert "Locked" in page.one("table").text
    profile = browser.visit(page.one("a", class_="whole")["href"])
    assert "user@example.com" in profile.one("main").text
    after = confirmed(browser, "unlock")
    assert browser.at.startswith("/_simulator/ui/users/banno/")
    assert after.one("p", class_="done").text == "Unlocked."
    assert after.one("span", class_="chip").text == "Active"
    assert browser.world.send("GET", STATUS, headers=[browser.world.bearer()]).json == {"status": "Active"}


def test_a_confirmation_names_the_user_and_says_what_will_happen(browser: Browser) -> None:
    page = browser.get(f"{PERSON}/do/unlock")
    assert page.one("main").one("h1").text == "Unlock: Kathy Smith?"
    assert "memo mode" in page.one("main").text
    assert browser.world.send("GET", STATUS, headers=[browser.world.bearer()]).json == {"status": "Locked"}


def test_an_action_that_cannot_be_done_says_why_and_is_no_link(browser: Browser) -> None:
    barred = list(browser.get(PERSON).all("span", class_="act"))
    assert "Kathy Smith is locked already" in next(one.text for one in barred if one.text.startswith("Lock"))
    page = browser.get(f"{PERSON}/do/lock")
    assert "disabled" in page.one("button", class_="grave").attributes
    pressed = browser.press(page.one("form", class_="confirm"))
    assert (pressed.status, "is locked already" in pressed.one("p", class_="wrong").text) == (409, True)


def test_a_partners_user_is_frozen_and_thawed(browser: Browser) -> None:
    person = f"/users/customers_bank/{HANNA}"
    assert confirmed(browser, "lock", person).one("p", class_="done").text == "Frozen."
    assert browser.world.control("GET", person)["isFrozen"] is True
    assert confirmed(browser, "unlock", person).one("p", class_="done").text == "Unlocked."
    assert browser.world.control("GET", person)["isFrozen"] is False


def test_a_password_reset_goes_through_the_vendors_api_and_its_link_completes_it(browser: Browser) -> None:
    after = confirmed(browser, "reset-by-email")
    assert "was sent" in after.one("p", class_="done").text
    exchange = browser.world.control("GET", "/journal/default-1")
    assert (exchange["operation"], exchange["verdict"]) == ("resetPassword", "valid")
    outbox = browser.get("/outbox")
    message = browser.visit(outbox.one("a", class_="whole")["href"])
    assert "user@example.com" in message.one("main").text
    link = next(one["href"] for one in message.one("main").all("a", class_="button") if "/reset/" in one["href"])
    form = browser.visit(link.removeprefix("http://localhost"))
    done = browser.press(form.one("form"), password="Quince-1869")
    assert done.one("h1").text == "Your password is set"
    assert browser.world.control("GET", PERSON)["password"] == "Quince-1869"


def test_a_reset_that_the_vendor_refuses_says_so_and_sends_nothing(browser: Browser) -> None:
    browser.world.control("POST", "/faults", {"kind": "status", "status": 503, "operation": "resetPassword"})
    page = confirmed(browser, "reset-by-email")
    assert page.status == 409
    assert "Banno answered 503" in page.one("p", class_="wrong").text
    assert browser.world.control("GET", "/outbox")["total"] == 0


def test_a_user_without_a_channel_cannot_be_sent_one(browser: Browser) -> None:
    browser.world.control("PATCH", PERSON, {"email": None})
    told = next(one.text for one in browser.get(PERSON).all("span", class_="act") if "by email" in one.text)
    assert "has no e-mail address" in told


def test_memo_mode_is_switched_on_and_off(browser: Browser) -> None:
    confirmed(browser, "memo-on")
    assert browser.world.control("GET", PERSON)["memoMode"] is True
    confirmed(browser, "memo-off")
    assert browser.world.control("GET", PERSON)["memoMode"] is False


def test_a_deleted_user_is_gone(browser: Browser) -> None:
    after = confirmed(browser, "delete")
    assert after.one("p", class_="done").text == "The user is gone."
    assert browser.get(PERSON).status == 404


def test_a_user_is_made_from_a_form(browser: Browser) -> None:
    page = browser.get("/users/banno/new")
    made = browser.press(page.one("form", class_="form"), firstName="Ada", lastName="Byron", email="ada@example.com")
    assert made.one("p", class_="done").text == "The user is there."
    assert made.one("main").one("h1").text == "Ada Byron"
    assert browser.world.control("GET", "/users?provider=banno&query=Byron")["total"] == 1


def test_a_partners_user_is_made_from_a_form(browser: Browser) -> None:
    page = browser.get("/users/customers_bank/new")
    browser.press(page.one("form", class_="form"), name="Ada Byron", roles=" Reports, Payments ,", isAdmin="on")
    (made,) = browser.world.control("GET", "/users?provider=customers_bank&query=Byron")["items"]
    assert (made["roles"], made["isAdmin"], made["accountEnabled"]) == (["Reports", "Payments"], True, True)


def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(browser: Browser) -> None:
    page = browser.get(f"{PERSON}/edit")
    again = browser.press(page.one("form", class_="form"), status="Asleep", email="new@example.com")
    assert again.status == 400
    assert again.one("select", id="status")["aria-describedby"] == "wrong-status"
    assert "expected one of" in again.one("p", id="wrong-status").text
    assert again.one("input", id="email")["value"] == "new@example.com"
    assert "aria-invalid" not in again.one("input", id="email").attributes
    assert again.one("div", class_="wrong").one("a")["href"] == "#status"
    assert browser.world.control("GET", PERSON)["email"] == "user@example.com"


def test_a_required_name_taken_away_is_told_at_its_field(browser: Browser) -> None:
    again = browser.press(browser.get(f"{PERSON}/edit").one("form", class_="form"), lastName="")
    assert (again.status, bool(again.one("p", id="wrong-lastName").text)) == (400, True)
    nobody = browser.press(browser.get("/users/banno/new").one("form", class_="form"), firstName="Ada")
    assert nobody.status == 400
    assert "lastName" in nobody.one("div", class_="wrong").text or nobody.one("p", id="wrong-lastName").text


def test_a_name_that_is_taken_is_told_of_the_whole_form(browser: Browser) -> None:
    again = browser.press(browser.get(f"{PERSON}/edit").one("form", class_="form"), username="RuthAdler")
    assert again.status == 409
    assert "is taken" in again.one("div", class_="wrong").text


def test_only_what_was_changed_is_written(browser: Browser) -> None:
    before = browser.world.control("GET", PERSON)
    browser.press(browser.get(f"{PERSON}/edit").one("form", class_="form"), preferredName="Kat")
    after = browser.world.control("GET", PERSON)
    assert {name for name in after if after[name] != before[name]} == {"preferredName", "modifiedAt"}
    version = browser.world.control("GET", "/sandboxes/default")["version"]
    browser.press(browser.get(f"{PERSON}/edit").one("form", class_="form"))
    assert browser.world.control("GET", "/sandboxes/default")["version"] == version


def test_a_form_that_is_none_or_too_large_changes_nothing(browser: Browser) -> None:
    for content, status in ((b"status=%ff", 400), (b"a=" + b"x" * 70_000, 413), (b"a=1&" * 200, 400)):
        answer = browser.world.send("POST", f"/_simulator/ui{PERSON}/edit", content=content)
        assert (answer.status, answer["Content-Type"]) == (status, "text/html; charset=utf-8")


def test_a_profile_lists_the_calls_about_the_user_and_leads_to_all(browser: Browser) -> None:
    for _ in range(12):
        browser.world.send("GET", STATUS)
    browser.world.send("GET", "/nowhere")
    page = browser.get(PERSON)
    assert len(list(page.all("p", class_="brief"))) == 10
    everything = next(one["href"] for one in page.all("a") if one.text == "All 12")
    assert len(names(browser.visit(everything))) == 12


def test_the_password_of_a_user_is_on_no_page(browser: Browser) -> None:
    browser.world.control("PATCH", PERSON, {"password": "Marzipan-7"})
    for path in (PERSON, f"{PERSON}/edit", "/sandboxes/default", "/users/banno"):
        assert "Marzipan-7" not in browser.get(path).source


def test_pages_turn_and_stop(browser: Browser) -> None:
    for number in range(60):
        browser.world.control("POST", "/users?provider=banno", {"firstName": f"Clone{number}", "lastName": "Clone"})
    page = browser.press(browser.get("/users/banno").one("form", class_="search"), q="clone")
    first = names(page)
    assert (len(first), "60 users, page 1 of 2" in words(page.one("p", class_="foot").text)) == (50, True)
    second = browser.visit(page.one("a", rel="next")["href"])
    assert len(names(second)) == 10
    assert not set(names(second)) & set(first)
    assert list(second.all("a", rel="next")) == []
    assert names(browser.visit(second.one("a", rel="prev")["href"])) == first
    assert browser.get("/users/banno?page=x").status == 200


def test_an_empty_list_says_what_would_fill_it(browser: Browser) -> None:
    for one in browser.world.control("GET", "/users?provider=banno&limit=1000")["items"]:
        browser.world.control("DELETE", f"/users/banno/{one['userId']}")
    text = browser.get("/users/banno").one("main").text
    assert "simulator serve --users" in text
    assert "Make one above" in text
    assert "Show everybody" in browser.get("/users/banno?q=x").one("main").text


@pytest.mark.parametrize("provider", ["banno", "customers_bank"])
def test_every_room_fits_its_provider(browser: Browser, provider: str) -> None:
    """Each member that a room shows or edits is one that users have."""
    room = rooms([provider])[provider]
    (user,) = browser.world.control("GET", f"/users?provider={provider}&limit=1")["items"]
    shown = {member for section in room.sections for _, member, _ in section.lines}
    assert [
        member for member in shown if named(member.rpartition(".")[0] or member)(user) is None and "." in member
    ] == []
    assert {member.partition(".")[0] for member in shown} | {field.name for field in room.fields} <= user.keys()
    assert user.keys() - {member.partition(".")[0] for member in shown} <= UNSHOWN[provider]
    for action in room.actions:
        assert (action.patch is None) != (action.call is None)
        assert action.patch is None or action.patch.keys() <= user.keys()


UNSHOWN = {
    "banno": {
        *("password", "status", "reviewInstitutionId", "adminLevel", "employeeStatus", "eula", "organization"),
        *("provider", "uisId"),
    },
    "customers_bank": set[str](),
}


def test_a_provider_without_a_room_is_shown_as_it_is_stored() -> None:
    room = rooms(["toy_shop"])["toy_shop"]
    assert (room.title, room.name({"firstName": "Ada", "lastName": "B", "userId": "1"})) == ("Toy Shop", "Ada B")
    assert [room.name({"name": "Ada"}), room.name({"userId": "7"}), room.name({})] == ["Ada", "7", "somebody"]
    assert [column.value({"userId": "7"}) for column in room.columns] == ["7", "7"]


def test_sandboxes_do_not_see_each_others_users(browser: Browser) -> None:
    browser.world.control("POST", "/sandboxes", {"id": "mine"})
    confirmed(Browser(browser.world, "/s/mine"), "unlock")
    assert browser.get(PERSON).one("span", class_="chip").text == "Locked"
    assert browser.world.send("GET", f"/s/mine{CONTROL}{PERSON}").json["status"] == "Active"


def test_a_world_of_its_own_is_left_alone() -> None:
    assert World().control("GET", PERSON)["status"] == "Locked"
