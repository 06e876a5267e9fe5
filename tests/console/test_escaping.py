"""Whatever a name is made of, it is text on the page: it runs nothing, breaks nothing, and stays in its place."""

import json
from urllib.parse import quote

import pytest

from simulator.testing import corpora
from tests.console.browser import Browser, Page
from tests.console.staff import profile
from tests.console.test_pages import assert_safe
from tests.world import KATHY, World

FOLDER = corpora()
NAUGHTY: list[str] = json.loads((FOLDER / "naughty-strings.json").read_text("utf-8")) if FOLDER else []
needs_corpora = pytest.mark.skipif(FOLDER is None, reason="the corpora folder is absent; set SIMULATOR_CORPORA to it")
OURS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "</title></textarea></table><!--",
    "\u202eelpmis",
    "W" * 200,
    "👩‍👩‍👧‍👦" * 20,
]
PERSON = f"/users/banno/{KATHY}"


def heading(page: Page) -> str:
    return page.one("main").one("h1").text


def assert_shown(world: World, name: str) -> None:
    """The name is a user's, and every page about the user shows it and nothing else."""
    world.control("PATCH", PERSON, {"lastName": name, "middleName": ""})
    browser = Browser(world)
    profile = browser.get(PERSON)
    assert heading(profile).strip() == f"Kathy {name}".strip() or not name.strip()
    fields = {one.one("dt").text: one.one("dd").text for one in profile.one("dl", class_="fields").all("div")}
    assert fields["Last name"].strip("\n") in (name.replace("\r\n", "\n").strip("\n"), "–")
    for page in (
        profile,
        browser.get(f"{PERSON}/edit"),
        browser.get(f"{PERSON}/do/unlock"),
        browser.get(f"{PERSON}/do/delete"),
    ):
        assert page.status == 200
        assert_safe(page)
    assert browser.get(f"{PERSON}/edit").one("input", id="lastName")["value"] == name


@pytest.mark.parametrize("name", OURS)
def test_a_hostile_name_is_only_a_name(name: str) -> None:
    assert_shown(World(), name)


def assert_shown_to_staff(world: World, name: str) -> None:
    """The name is that of a user of Narmi's, and every page of Manage Users shows it and nothing else."""
    person = profile("hugo-lindgren")
    world.control("PATCH", person, {"lastName": name, "firstName": "Hugo", "login": f"x{name}"})
    browser = Browser(world)
    shown = browser.get(person)
    assert heading(shown).strip() == f"Hugo {name}".strip()
    lines = shown.one("section", aria_labelledby="information").all("div")
    fields = {one.one("dt").text: one.one("dd").text for one in lines}
    assert fields["Last name"].strip("\n") in (name.replace("\r\n", "\n").strip("\n"), "–")
    identity = person.rpartition("/")[2]
    for page in (shown, browser.get(f"{person}/do/unlock"), browser.get(f"/users/narmi/message?to={identity}")):
        assert page.status == 200
        assert_safe(page)
    contact = browser.get(f"{person}/do/contact")
    assert contact.one("input", id="username")["value"] == f"x{name}"


@pytest.mark.parametrize("name", OURS)
def test_a_hostile_name_is_only_a_name_to_staff(name: str) -> None:
    world = World()
    assert_shown_to_staff(world, name)
    banner = Browser(world)
    banner.press(banner.get(f"{profile('hugo-lindgren')}/do/login_as_user").one("form", class_="confirm"))
    page = banner.get("/users/narmi")
    assert name.strip() in page.one("div", class_="emulating").text
    assert_safe(page)


@pytest.mark.parametrize("text", OURS)
def test_what_is_typed_into_staffs_forms_is_only_text(text: str) -> None:
    browser = Browser()
    forms = (
        ("/users/narmi/new", "first_name"),
        ("/users/narmi/debugger", "last_name"),
        ("/users/narmi/message", "subject"),
    )
    for path, name in forms:
        page = browser.press(browser.get(path).one("main").one("form", class_="form"), **{name: text})
        assert_safe(page)
        assert page.one("input", id=name)["value"] == text
    found = browser.press(browser.get("/users/narmi").one("form", class_="search"), q=text)
    assert_safe(found)
    browser.cookies = {"simulator_staff": quote(text), "simulator_emulation": quote(text)}
    assert_safe(browser.get("/users/narmi"))


@needs_corpora
def test_every_naughty_string_is_only_a_name_to_staff() -> None:
    world = World()
    for name in NAUGHTY[::4]:
        assert_shown_to_staff(world, name)


@needs_corpora
def test_every_naughty_string_is_only_a_name() -> None:
    world = World()
    for name in NAUGHTY:
        assert_shown(world, name)


@needs_corpora
def test_a_list_of_naughty_names_has_a_row_for_each() -> None:
    world = World()
    for number, name in enumerate(NAUGHTY[:400]):
        world.control("POST", "/users?provider=banno", {"firstName": name, "lastName": f"Naughty {number}"})
    browser, seen = Browser(world), 0
    for number in range(1, 9):
        page = browser.get(f"/users/banno?q=naughty&page={number}")
        assert_safe(page)
        lines = list(page.one("tbody").all("tr"))
        assert {len([one for one in line.parts if not isinstance(one, str)]) for line in lines} == {6}
        seen += len(lines)
    assert seen == 400


@pytest.mark.parametrize("text", OURS)
def test_what_was_searched_for_is_only_text(text: str) -> None:
    browser = Browser()
    for path, form in (("/users/banno", "search"), ("/claims", "filters")):
        page = browser.press(browser.get(path).one("form", class_=form), q=text)
        assert page.status == 200
        assert_safe(page)
        assert page.one("input", id="q")["value"] == text[:200]


@pytest.mark.parametrize("text", OURS)
def test_what_was_asked_and_answered_is_only_text(text: str) -> None:
    world = World()
    body = {"state": text, text: [text]}
    world.send("PUT", f"/a/consumer-status/api/v0/users/{KATHY}/status/locked", body, headers=[world.bearer()])
    world.send("PUT", "/nowhere", content=text.encode(), headers=[("X-Odd", text.encode("ascii", "replace").decode())])
    browser = Browser(world)
    for path in ("/journal", "/journal/default-1", "/journal/default-2", ""):
        page = browser.get(path)
        assert page.status == 200
        assert_safe(page)
    shown = "".join(one.text for one in browser.get("/journal/default-1").all("span", class_="line"))
    assert json.dumps(text, ensure_ascii=False) in shown


@pytest.mark.parametrize("text", OURS)
def test_a_name_that_no_sandbox_can_have_is_shown_as_it_was_typed(text: str) -> None:
    browser = Browser()
    page = browser.press(browser.get("/sandboxes").one("form", class_="row"), id=text)
    assert page.status == 400
    assert_safe(page)
    assert page.one("input", id="id")["value"] == text
    assert page.one("p", id="wrong-id").text


@pytest.mark.parametrize("done", ["<b>", "unlock", "no-such-thing"])
def test_a_message_comes_out_of_a_table_and_not_out_of_the_address(done: str) -> None:
    page = Browser().get(f"{PERSON}?done={done}")
    assert [one.text for one in page.all("p", class_="done")] == (["Unlocked."] if done == "unlock" else [])
