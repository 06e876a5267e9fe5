"""Every page: there, whole, safe, with links that lead somewhere and fields that say what they are."""

import json
import re
from hashlib import sha384
from importlib.resources import files

import pytest

from simulator.console.app import READ, WRITE
from tests.console.browser import UI, Browser, Element, Page
from tests.console.staff import profile
from tests.world import KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
PAGES = [
    "",
    "/",
    "/users/banno",
    "/users/banno?q=smith",
    "/users/banno?q=nobody-at-all",
    "/users/banno?page=99",
    "/users/customers_bank",
    "/users/banno/new",
    "/users/customers_bank/new",
    f"/users/banno/{KATHY}",
    f"/users/banno/{KATHY}/edit",
    f"/users/banno/{KATHY}/do/unlock",
    f"/users/banno/{KATHY}/do/delete",
    "/users/narmi",
    "/users/narmi?q=lindg",
    "/users/narmi?q=nobody-at-all",
    "/users/narmi/new",
    "/users/narmi/new?kind=customer",
    "/users/narmi/message",
    "/users/narmi/debugger",
    *(f"{profile(name)}{path}" for name in ("marisol-vega", "nadia-farouk", "winona-clarke") for path in ("", "/edit")),
    f"{profile('marisol-vega')}/list/history",
    f"{profile('marisol-vega')}/list/external_accounts",
    f"{profile('marisol-vega')}/notifications?to=%2B15555550141",
    f"{profile('marisol-vega')}/do/lock",
    f"{profile('marisol-vega')}/do/contact",
    f"{profile('marisol-vega')}/do/delete",
    f"{profile('zoe-nunez')}/do/update_billpay_credentials",
    "/journal",
    "/journal?verdict=refused&operation=getUserStatus&about=3fa",
    "/journal?offset=100",
    "/journal/default-1",
    "/journal/default-2",
    "/journal/clear",
    "/outbox",
    "/outbox/clear",
    "/sandboxes",
    "/sandboxes/default",
    "/sandboxes/mine/do/fork",
    "/sandboxes/mine/do/reset",
    "/sandboxes/mine/do/delete",
    "/claims",
    "/claims?q=reset&grade=documented&disposition=checked",
    "/claims?q=nothing-says-this",
    "/sign-in",
]
LOST = [
    "/nowhere",
    "/users/nobody",
    "/users/banno/nobody",
    f"/users/banno/{KATHY}/do/dance",
    "/users/narmi/nobody",
    f"{profile('marisol-vega')}/do/dance",
    f"{profile('marisol-vega')}/do/lock/now",
    f"{profile('marisol-vega')}/list/secrets",
    "/journal/default-99",
    "/outbox/none",
    "/sandboxes/none",
    "/sandboxes/default/do/dance",
    "/choose?sandbox=none",
    "/assets/nothing",
    "/assets/..%2fview.py",
]


def lived_in() -> World:
    """A world in which a few things happened."""
    world = World()
    world.control("POST", "/sandboxes", {"id": "mine"})
    world.send("GET", STATUS, headers=[world.bearer()])
    world.send("POST", RESET, {"method": "fax", "password": "x"}, headers=[world.bearer()])
    world.send("POST", RESET, {"method": "email"}, headers=[world.bearer()])
    return world


WORLD = lived_in()
(DEVICE, *_) = WORLD.control("GET", profile("marisol-vega"))["profile"]["mfaDevices"]
PAGES.append(f"{profile('marisol-vega')}/do/device/{DEVICE['deviceId']}")
PAGES.append(f"/outbox/{WORLD.control('GET', '/outbox/latest')['id']}")


def assert_safe(page: Page) -> None:
    """No page runs, fetches or looks like anything that is not our own."""
    policy = page.answer["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.answer["X-Content-Type-Options"] == "nosniff"
    assert page.answer["Referrer-Policy"] == "same-origin"
    for element in page.all():
        assert not [name for name in element.attributes if name.startswith("on") or name == "style"], element.attributes
        assert element.name != "style"
        if element.name == "script":
            assert element["src"].startswith(("/_simulator/ui/assets/", "/s/"))
            assert not element.text.strip()
        for name in ("src", "href", "action", "hx-get"):
            assert not re.match(r"(?:https?:)?//(?!localhost)|javascript:", element[name], re.IGNORECASE), element[name]


def assert_well_made(page: Page) -> None:
    """What a reader without eyes or a mouse needs."""
    assert page.one("html")["lang"] == "en"
    assert page.one("title").text.strip()
    assert len(list(page.one("main").all("h1"))) == 1
    ids = [one["id"] for one in page.all() if one["id"]]
    assert len(ids) == len(set(ids))
    labelled = {one["for"] for one in page.all("label")}
    for name in ("input", "select", "textarea"):
        fields = [one for one in page.all(name) if one["type"] != "hidden"]
        assert [one["name"] for one in fields if one["id"] not in labelled and not one["aria-label"]] == []
    for name in ("button", "a"):
        assert [one["class"] for one in page.all(name) if not (one.text.strip() or one["aria-label"])] == []
    for region in page.all(role="region"):
        assert region["aria-label"] or region["aria-labelledby"] in ids


@pytest.mark.parametrize("root", ["", "/s/default"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_whole_and_safe(path: str, root: str) -> None:
    page = Browser(WORLD, root).get(path)
    assert (page.status, page.answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert_safe(page)
    if path != "/sign-in":
        assert_well_made(page)


def test_the_list_above_names_every_kind_of_page() -> None:
    shown = {re.sub(r"\?.*", "", path).rstrip("/") for path in PAGES}
    kinds = [re.sub(r"\{\w+\}", "[^/]+", path) for path in READ if "stream" not in path and "assets" not in path]
    unseen = [kind for kind in kinds if not any(re.fullmatch(kind.rstrip("/"), path) for path in shown)]
    assert unseen == ["/choose", "/users"]


@pytest.mark.parametrize("path", LOST)
def test_what_is_not_there_is_a_page_that_says_so(path: str) -> None:
    page = Browser(WORLD).get(path)
    assert (page.status, page.answer["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert len(page.one("main").text.strip()) > 20
    assert_safe(page)


def test_a_sandbox_that_is_not_there_is_a_page_too() -> None:
    page = Browser(WORLD, "/s/nowhere").get("/users/banno")
    assert (page.status, "there is no sandbox 'nowhere'" in page.one("main").text) == (404, True)


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/users/banno"), ("DELETE", "/journal"), ("PUT", ""), ("GET", "/token")]
)
def test_what_cannot_be_done_is_a_405_that_says_what_can(method: str, path: str) -> None:
    answer = WORLD.send(method, UI + path)
    assert answer.status == 405
    assert answer["Allow"]
    assert_safe(Page(answer))


@pytest.mark.parametrize("path", [path for path in PAGES if "stream" not in path])
def test_head_says_what_get_would(path: str) -> None:
    answer = WORLD.send("HEAD", UI + path)
    assert (answer.status, answer["Content-Type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("root", ["", "/s/mine"])
def test_every_link_leads_somewhere(root: str) -> None:
    """From the first page on, staying in the sandbox."""
    browser, waiting, seen = Browser(WORLD, root), [f"{root}{UI}"], set[str]()
    while waiting:
        target = waiting.pop()
        if target in seen or any(
            place in target and sum(place in one for one in seen) > most
            for place, most in (("/users/banno/", 12), ("/users/narmi/", 80))
        ):
            continue
        seen.add(target)
        page = browser.visit(target) if UI in target else Page(WORLD.send("GET", target)) if "docs" in target else None
        if page is None:
            assert WORLD.send("GET", target).status == 200, target
            continue
        assert page.status == 200, target
        waiting += [one for one in _links(page) if one.startswith(root or "/_simulator") and "/claims?q=" not in one]
    assert len(seen) > 30


def _links(page: Page) -> list[str]:
    named = [one[name] for one in page.all() for name in ("href", "hx-get") if one[name]]
    return [one for one in named if one.startswith("/") and "/assets/" not in one]


def test_a_part_of_a_page_comes_without_what_stands_around() -> None:
    part = Browser(WORLD).get("/journal/default-1", ("HX-Request", "true"))
    assert list(part.all("html")) == []
    assert part.one("h1").text.startswith("GET")
    whole = Browser(WORLD).get("/journal/default-1", ("HX-Request", "true"), ("HX-History-Restore-Request", "true"))
    assert list(whole.all("html"))


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/sign-in"])
def test_every_page_can_come_as_a_part(path: str) -> None:
    part = Browser(WORLD).get(path, ("HX-Request", "true"))
    assert (part.status, list(part.all("html"))) == (200, [])


def test_the_files_that_pages_need_are_served_and_no_others() -> None:
    page = Browser(WORLD).get("/journal")
    named = {one["src"] or one["href"] for one in page.all() if "/assets/" in one["src"] + one["href"]}
    assert len(named) == 5
    for target in named:
        answer = WORLD.send("GET", target)
        assert (answer.status, bool(answer.body)) == (200, True)
        assert answer["Content-Type"].startswith(("text/css", "text/javascript", "image/svg+xml"))
    assert WORLD.send("GET", f"{UI}/assets/LICENSE.htmx").status == 404


def test_the_bundled_library_is_the_one_that_was_published_and_its_licence_lies_beside_it() -> None:
    folder = files("simulator.console").joinpath("assets")
    manifest = json.loads(folder.joinpath("manifest.json").read_text())
    for name, digest in manifest["files"].items():
        assert sha384(folder.joinpath(name).read_bytes()).hexdigest() == digest
    assert "Zero-Clause BSD" in folder.joinpath("LICENSE.htmx").read_text()


@pytest.mark.parametrize("name", ["console.css", "console.js", "journal.js", "icon.svg"])
def test_our_own_files_reach_for_nothing_outside(name: str) -> None:
    text = files("simulator.console").joinpath("assets", name).read_text()
    assert (
        re.findall(r"(?:https?:)?//[a-z0-9]|url\(|@import|eval\(", text.replace("http://www.w3.org/2000/svg", "")) == []
    )


def test_the_choice_of_a_sandbox_is_on_every_page_and_leads_to_the_same_kind_of_page() -> None:
    browser = Browser(WORLD)
    page = browser.get("/outbox")
    chooser = page.one("form", class_="chooser")
    assert [one.text for one in chooser.all("option")] == ["default", "mine"]
    there = browser.press(chooser, sandbox="mine")
    assert there.status == 200
    assert browser.at == f"/s/mine{UI}/outbox"
    assert [one.text for one in there.all("option") if "selected" in one.attributes] == ["mine"]


def test_light_and_dark_are_kept_and_go_round() -> None:
    browser = Browser(WORLD)
    page = browser.get("/claims?q=reset")
    for theme in ("light", "dark", "auto"):
        page = browser.press(page.one("form", class_="theme"), f"Colours: {page.one('html')['data-theme']}")
        assert (page.one("html")["data-theme"], browser.at) == (theme, f"{UI}/claims")
    browser.cookies["simulator_theme"] = '"><script>'
    assert browser.get("").one("html")["data-theme"] == "auto"


def test_pages_that_write_say_who_may() -> None:
    for path in WRITE:
        target = UI + path.format(provider="banno", id=KATHY, action="lock", part="x")
        answer = WORLD.send("POST", target, headers=[("Origin", "http://evil.test")])
        assert (answer.status, answer["Content-Type"]) == (403, "application/problem+json")


def test_the_root_leads_to_the_console() -> None:
    for target in ("/", "/_simulator", "/_simulator/", "/s/mine/_simulator"):
        assert Browser(WORLD).visit(target).status == 200


def test_nothing_that_is_no_element_is_mistaken_for_one() -> None:
    assert Element("a", {"class": "x y"}).has("class_", "y")
    assert not Element("a", {"class": "xy"}).has("class_", "y")
