"""The Actions menu of Narmi's Manage Users: what it offers, what each action asks and warns of, and what staff may not
do.
"""

import pytest

from simulator.console.manage.deeds import DEEDS
from simulator.providers.narmi.menu import MENU
from tests.console.browser import Browser, words
from tests.console.staff import (
    MARISOL,
    USERS,
    codes,
    offered,
    persona,
    profile,
    question,
    refused,
    sentences,
    stored,
    viewing,
)

HUGO, ZOE, THEO, PABLO, NADIA = "hugo-lindgren", "zoe-nunez", "theo-brandt", "pablo-inverno", "nadia-farouk"
ADMIN, READER, SUPPORT = "Winona Clarke, Admin", "Lila Moreau, Read only", "Theo Brandt, Support"
SUPERVISOR = "Somebody with the role Supervisor"


@pytest.mark.shows("NARMI-099")
def test_the_menu_offers_what_can_be_done_and_says_why_not_and_what_it_needs(browser: Browser) -> None:
    menu = browser.get(profile("hugo-lindgren")).one("details", class_="menu")
    can = {words(one.text) for one in menu.all("a", class_="act")}
    cannot = {words(one.text) for one in menu.all("span", class_="act")}
    assert "Unlock Userneeds “Can lock user”" in {one.replace(" needs", "needs") for one in can}
    assert "Lock User HugoLindgren is locked alreadyneeds “Can lock user”" in cannot
    assert any(one.startswith("Change Core User ID Very high risk") for one in can)
    assert any("Check for Deleted Transactions Cannot be undone" in one for one in can)
    assert len(can) + len(cannot) == len(MENU)
    assert {one.name for one in MENU} <= DEEDS.keys()


@pytest.mark.shows("NARMI-099")
def test_what_is_barred_by_the_users_state_shows_risk_and_permission_too(browser: Browser) -> None:
    def barred(title: str) -> str:
        acts = browser.get(profile(MARISOL)).one("details", class_="menu").all("span", class_="act")
        return next(words(one.text) for one in acts if words(one.text).startswith(title))

    state = "MarisolV is not locked; lock the user first"
    assert barred("Change Core") == f"Change Core User ID Very high risk{state}needs “Can change user core user id”"
    viewing(browser, READER)
    permission = "Can change user core user id"
    assert barred("Change Core") == f'Change Core User ID Very high riskthis needs the permission "{permission}"'


@pytest.mark.shows("NARMI-080")
@pytest.mark.parametrize(
    ("title", "can"),
    [
        ("Lock User", {MARISOL, ZOE, THEO, PABLO, NADIA}),
        ("Unlock User", {HUGO}),
        ("Change Core User ID", {HUGO}),
        ("Create Billpay Credential", {MARISOL, HUGO, NADIA}),
        ("Update Billpay Credentials", {ZOE}),
        ("Verify User", {MARISOL, HUGO, ZOE, NADIA}),
        ("Resend Invite", {PABLO}),
        ("Resend Enrollment Code", {NADIA}),
        ("Login as User", {MARISOL, HUGO, ZOE, NADIA}),
    ],
)
def test_what_is_offered_depends_on_type_services_and_lock(browser: Browser, title: str, can: set[str]) -> None:
    everybody = {MARISOL, HUGO, ZOE, THEO, PABLO, NADIA}
    reasons = {name: offered(browser.get(profile(name)))[title] for name in everybody}
    assert {name for name, reason in reasons.items() if not reason} == can


@pytest.mark.shows("NARMI-081")
def test_every_action_asks_first(browser: Browser) -> None:
    before, version = stored(browser, MARISOL), browser.world.control("GET", "/sandboxes/default")["version"]
    for one in MENU:
        form = question(browser, MARISOL, one.name).one("form", class_="confirm")
        assert form.one("h1").text == f"{one.title}: Marisol Vega"
        assert one.sentence.format(login="MarisolV") in form.text
        assert form.one("a", class_="button").text == "Cancel"
        assert form.one("a", class_="button")["href"].endswith(profile(MARISOL))
        assert form["method"] == "post"
        assert form.one("button").text
    assert stored(browser, MARISOL) == before
    assert browser.world.control("GET", "/sandboxes/default")["version"] == version


@pytest.mark.shows("NARMI-082")
def test_the_question_names_the_user_and_what_will_happen(browser: Browser) -> None:
    page = question(browser, MARISOL, "lock")
    assert page.one("main").one("h1").text == "Lock User: Marisol Vega"
    assert "MarisolV will not be able to log in, and the account is archived." in page.one("main").text
    assert "Needs the permission “Can lock user”" in page.one("main").text
    assert stored(browser, MARISOL)["locked"] is False


@pytest.mark.shows("NARMI-033", "NARMI-086", "NARMI-099")
@pytest.mark.parametrize(
    ("name", "wanted", "marks"),
    [
        (MARISOL, "contact", ["High risk", "Cannot be undone"]),
        (MARISOL, "update_email", ["High risk"]),
        (MARISOL, "backup_codes", ["Very high risk"]),
        (MARISOL, "link_core_user_id", ["Very high risk"]),
        (MARISOL, "unlink_core_user_id", ["Very high risk"]),
        (HUGO, "change_core_user_id", ["Very high risk"]),
        (ZOE, "update_billpay_credentials", ["Very high risk"]),
        (MARISOL, "check_deleted_transactions", ["Cannot be undone"]),
        (MARISOL, "lock", []),
        (MARISOL, "reset_password", []),
    ],
)
def test_risky_actions_warn(browser: Browser, name: str, wanted: str, marks: list[str]) -> None:
    form = question(browser, name, wanted).one("form", class_="confirm")
    assert [one.text for one in form.all("span", class_="chip")] == marks
    serious = "Very high risk" in marks or "Cannot be undone" in marks or wanted == "lock"
    assert form.one("button")["class"] == ("grave" if serious else "main")


@pytest.mark.shows("NARMI-089")
def test_what_cannot_be_done_now_says_why_and_is_refused_all_the_same(browser: Browser) -> None:
    page = question(browser, MARISOL, "change_core_user_id")
    assert "MarisolV is not locked; lock the user first" in page.one("p", role="alert").text
    assert "disabled" in page.one("form", class_="confirm").one("button").attributes
    again = refused(browser, MARISOL, "change_core_user_id", core_user_id="20417701")
    assert (again.status, "409 user_not_locked" in again.one("p", role="alert").text) == (409, True)
    assert again.one("input", id="core_user_id")["value"] == "20417701"


@pytest.mark.shows("NARMI-033", "NARMI-034", "NARMI-061", "NARMI-063")
@pytest.mark.parametrize(
    ("viewer", "wanted", "typed", "permission"),
    [
        (READER, "contact", {"phone": "+15555550199"}, "information via staff portal"),
        (SUPPORT, "contact", {"email": "new@example.com"}, "Can change user email"),
        (READER, "backup_codes", {}, "Can generate lockout codes user"),
        (READER, "device", {"number_type": "voip"}, "Can update 2FA device number type"),
    ],
)
def test_what_the_menu_does_not_have_needs_its_permission_too(
    browser: Browser, viewer: str, wanted: str, typed: dict[str, str], permission: str
) -> None:
    viewing(browser, viewer)
    part = f"/{stored(browser, MARISOL)['profile']['mfaDevices'][0]['deviceId']}" if wanted == "device" else ""
    _, needed = sentences(question(browser, MARISOL, wanted + part)).split("Needs the permission ")
    assert permission in needed
    again = refused(browser, MARISOL, wanted + part, **typed)
    assert (again.status, permission in again.one("p", role="alert").text) == (403, True)


@pytest.mark.shows("NARMI-033", "NARMI-034", "NARMI-061", "NARMI-063")
@pytest.mark.parametrize(
    ("viewer", "name", "enabled", "barred"),
    [
        (ADMIN, MARISOL, {"contact", "external", "reset_attempts", "backup_codes", "device"}, set()),
        (SUPERVISOR, MARISOL, {"contact", "external", "reset_attempts", "backup_codes", "device"}, set()),
        (SUPPORT, MARISOL, {"contact", "device"}, {"external", "reset_attempts", "backup_codes"}),
        (SUPPORT, PABLO, {"device"}, {"contact", "backup_codes"}),
        (READER, MARISOL, set(), {"contact", "external", "reset_attempts", "backup_codes", "device"}),
    ],
)
def test_what_the_menu_does_not_have_is_enabled_with_its_permission_alone(
    browser: Browser, viewer: str, name: str, enabled: set[str], barred: set[str]
) -> None:
    viewing(browser, viewer)
    page = browser.get(profile(name))
    offered = {one["href"].partition("/do/")[2].partition("/")[0] for one in page.one("main").all("a")}
    told = {called: deed.told.title for called, deed in DEEDS.items() if deed.told}
    assert offered & told.keys() == enabled
    assert {one for one, title in told.items() if f"{title}: this needs the permission" in sentences(page)} == barred


@pytest.mark.shows("NARMI-096")
def test_logging_in_as_a_user_needs_its_permission(browser: Browser) -> None:
    assert offered(browser.get(profile(MARISOL)))["Login as User"] == ""
    viewing(browser, READER)
    needs = 'this needs the permission "Can emulate user"'
    assert offered(browser.get(profile(MARISOL)))["Login as User"] == needs
    assert needs in refused(browser, MARISOL, "login_as_user").one("p", role="alert").text


def test_one_looks_as_staff_of_a_role_and_the_menu_says_what_is_missing(browser: Browser) -> None:
    as_lila = viewing(browser, READER)
    assert as_lila.one("p", class_="done").text == "You look at Manage Users as chosen."
    menu = browser.get(profile("hugo-lindgren")).one("details", class_="menu")
    assert 'Unlock User this needs the permission "Can lock user"' in {
        words(o.text) for o in menu.all("span", class_="act")
    }


def test_what_a_role_may_not_is_refused_in_the_vendors_words(browser: Browser) -> None:
    before = codes(browser, "hugo-lindgren")
    viewing(browser, READER)
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
    viewing(browser, READER)
    add = browser.get(f"{USERS}/new")
    assert "Can view group" in add.one("form", class_="form").text
    assert list(add.all("input", id="role"))


def test_staff_who_is_locked_sees_nothing_and_can_be_somebody_else(browser: Browser) -> None:
    viewing(browser, SUPPORT)
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
    assert (page.status, page.one("main").one("h1").text) == (400, "Nobody is that")
    assert f"there is no staff {wanted!r}; choose another above" in sentences(page)
    assert "as chosen" not in sentences(page)
    assert page.one("form", class_="viewer").one("option", selected="").text == ADMIN
    assert browser.get(USERS).status == 200
