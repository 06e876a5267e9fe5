"""Home, outbox, sandboxes and claims: what they show, and what can be done there."""

import shlex
import subprocess
from urllib.parse import urlsplit

import pytest

from simulator.control.guard import COOKIE, guard
from simulator.front import Front
from tests.console.browser import UI, Browser, Page, words
from tests.world import CONTROL, KATHY

TOKEN = "correct-horse-battery"
STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"


def test_the_addresses_are_those_of_the_sandbox_and_can_be_copied(browser: Browser) -> None:
    browser.world.control("POST", "/sandboxes", {"id": "mine"})
    for root in ("", "/s/mine"):
        page = Browser(browser.world, root).get()
        copied = [one["data-copy"] for one in page.one("dl", class_="pairs").all("button", class_="copy")]
        assert copied == [f"http://localhost{root}{path}" for path in ("", "/_simulator/v1", "/_simulator/docs/")]
        assert browser.world.send("GET", f"{root}{CONTROL}/health").status == 200


def test_the_first_calls_can_be_made_as_they_stand(browser: Browser) -> None:
    calls = [one.one("button")["data-copy"] for one in browser.get().all("div", class_="call")]
    assert len(calls) == 5
    for line in calls:
        asked = shlex.split(line.replace("\\\n", " "))
        url = next(word for word in asked if word.startswith("http://"))
        api = asked[-1].rpartition(" ")[2].rstrip(")")
        method = "PUT" if "-X" in asked else "GET"
        body = asked[asked.index("-d") + 1].encode() if "-d" in asked else b""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = [browser.world.bearer(api), ("Content-Type", "application/json")]
        answer = browser.world.send(method, target, content=body, headers=headers)
        assert answer.status in (200, 204), line
        assert api != "narmi" or [one["login"] for one in answer.json["results"]] == ["MarisolV"]
        assert subprocess.run(["sh", "-n", "-c", line], check=False).returncode == 0


def test_a_token_is_minted_shown_and_works(browser: Browser) -> None:
    form = next(one for one in browser.get().all("form") if one["action"].endswith("/token"))
    page = browser.press(form, api="banno-consumer", persona="kathy-smith")
    token = page.one("div", class_="token").one("code").text
    profile = browser.world.send(
        "GET", f"/a/consumer/api/v0/users/{KATHY}", headers=[("Authorization", f"Bearer {token}")]
    )
    assert profile.status == 200
    wrong = browser.press(form, api="banno-consumer", persona="kathy-smyth")
    assert (wrong.status, "kathy-smith" in wrong.one("p", class_="wrong").text) == (400, True)
    assert wrong.one("input", id="persona")["value"] == "kathy-smyth"


def test_every_persona_leads_to_its_users(browser: Browser) -> None:
    page = browser.get()
    links = [one["href"] for one in page.all("a", class_="tag")]
    assert len(links) > 50
    assert all(browser.visit(link).status == 200 for link in links[::10])


def test_the_clock_is_frozen_moved_and_let_go(browser: Browser) -> None:
    def form(name: str) -> Page:
        return next(one for one in browser.get().all("form") if any(one.all("input", id=name)))  # type: ignore[return-value]

    browser.press(form("at"), "Freeze", at="2030-01-01T00:00:00Z")
    assert browser.world.control("GET", "/clock")["now"] == "2030-01-01T00:00:00.000Z"
    browser.press(form("seconds"), "Advance", seconds="90")
    assert browser.world.control("GET", "/clock")["now"] == "2030-01-01T00:01:30.000Z"
    for typed, button in (({"seconds": "soon"}, "Advance"), ({"at": "tomorrow"}, "Freeze")):
        page = browser.press(form(next(iter(typed))), button, **typed)
        assert (page.status, bool(page.one("p", id="wrong-clock").text)) == (400, True)
    browser.press(form("seconds"), "Reset")
    assert browser.world.control("GET", "/clock")["now"] == "2026-01-15T09:00:00.000Z"


def test_planned_faults_are_told_on_every_page(browser: Browser) -> None:
    assert list(browser.get().one("header").all("span", class_="odd")) == []
    browser.world.control("POST", "/faults", {"kind": "status", "status": 503})
    for path in ("", "/claims", "/users/banno"):
        assert browser.get(path).one("header").one("span", class_="odd").text == "1 fault planned"


def test_an_empty_outbox_says_what_would_fill_it_and_a_full_one_can_be_emptied(browser: Browser) -> None:
    assert "A password reset fills this" in browser.get("/outbox").one("main").text
    reset = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
    for method in ("sms", "email"):
        browser.world.send("POST", reset, {"method": method}, headers=[browser.world.bearer()])
    page = browser.get("/outbox")
    assert [words(one.text) for one in page.one("tbody").all("small")] == ["user@example.com", "+15555551234"]
    asked = browser.visit(next(one["href"] for one in page.all("a") if one.text == "Empty"))
    assert list(browser.press(asked.one("form", class_="confirm")).all("table")) == []
    assert browser.world.control("GET", "/outbox")["total"] == 0


def test_a_sandbox_is_made_forked_changed_exported_reset_and_ended(browser: Browser) -> None:
    browser.press(browser.get("/sandboxes").one("form", class_="row"), id="mine")
    assert browser.at == f"/s/mine{UI}/sandboxes?done=made"
    mine = Browser(browser.world, "/s/mine")
    mine.press(mine.get(f"/users/banno/{KATHY}/do/unlock").one("form", class_="confirm"))
    changes = mine.get("/sandboxes/mine")
    assert [words(one.text).startswith("banno users") for one in changes.all("details", class_="change")] == [True]
    export = next(one for one in changes.all("a") if "download" in one.attributes)
    assert browser.world.send("GET", export["href"]).json["changes"]
    mine.press(mine.get("/sandboxes/mine/do/fork").one("form", class_="confirm"), id="twin")
    assert browser.world.control("GET", f"/users/banno/{KATHY}", sandbox="twin")["status"] == "Active"
    mine.press(mine.get("/sandboxes/mine/do/reset").one("form", class_="confirm"))
    assert "as it began" in mine.get("/sandboxes/mine").one("main").text
    mine.press(mine.get("/sandboxes/mine/do/delete").one("form", class_="confirm"))
    assert mine.at == f"{UI}/sandboxes?done=ended"
    assert [one["id"] for one in browser.world.control("GET", "/sandboxes")["items"]] == ["default", "twin"]


def test_a_sandbox_that_cannot_be_made_or_ended_says_why(browser: Browser) -> None:
    browser.world.control("POST", "/sandboxes", {"id": "mine"})
    taken = browser.press(browser.get("/sandboxes").one("form", class_="row"), id="mine")
    assert (taken.status, "exists already" in taken.one("p", id="wrong-id").text) == (409, True)
    fork = browser.press(browser.get("/sandboxes/mine/do/fork").one("form", class_="confirm"), id="default")
    assert (fork.status, "exists already" in fork.one("p", id="wrong-id").text) == (409, True)
    kept = browser.press(browser.get("/sandboxes/default/do/delete").one("form", class_="confirm"))
    assert (kept.status, "cannot be deleted" in kept.one("main").text) == (409, True)
    rows = [one.text for one in browser.get("/sandboxes").one("tbody").all("tr")]
    assert ["Delete" in row for row in rows] == [True, False]


def test_claims_are_found_by_words_grade_and_disposition(browser: Browser) -> None:
    everything = browser.world.control("GET", "/claims")["items"]
    form = browser.get("/claims").one("form", class_="filters")
    assert len(list(browser.press(form).one("tbody").all("tr"))) == len(everything)
    found = browser.press(form, q="ban-p reset", grade="documented")
    ids = [one["id"] for one in found.one("tbody").all("tr")]
    assert ids
    assert all(one.startswith("BAN-P-") for one in ids)
    assert f"{len(ids)} of {len(everything)}" in words(found.one("p", class_="foot").text)


def closed() -> Browser:
    browser = Browser()
    browser.world.front = Front(browser.world.simulator, guard("10.0.0.1", token=TOKEN))
    return browser


def test_a_stranger_signs_in_goes_on_and_out() -> None:
    browser = closed()
    page = browser.get("/users/banno?q=x")
    assert browser.at.startswith(f"{UI}/sign-in?next=")
    wrong = browser.press(page.one("form"), token="guess")
    assert (wrong.status, "not the control token" in wrong.one("p", class_="wrong").text) == (401, True)
    assert browser.cookies == {}
    there = browser.press(wrong.one("form"), token=TOKEN)
    assert (there.status, browser.at) == (200, f"{UI}/users/banno")
    assert TOKEN not in str(browser.cookies)
    out = next(one for one in there.all("form") if one["action"].endswith("/sign-out"))
    browser.press(out)
    assert browser.cookies == {}
    browser.get("")
    assert browser.at.startswith(f"{UI}/sign-in")


def test_the_cookie_is_for_this_server_and_no_script() -> None:
    answer = closed().world.send("POST", f"{UI}/sign-in", content=f"token={TOKEN}".encode())
    cookie = answer["Set-Cookie"].lower()
    assert cookie.startswith(COOKIE)
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(
    "target",
    [
        "http://evil.test/",
        "//evil.test/_simulator/",
        "/\\evil.test/_simulator/",
        "/elsewhere",
        "javascript:1",
        "",
        "/_simulator/ui/\r\nX: y",
    ],
)
def test_signing_in_leads_nowhere_else(target: str) -> None:
    browser = closed()
    page = browser.press(browser.get("/sign-in").one("form"), token=TOKEN, next=target)
    assert (page.status, browser.at) == (200, UI)


def test_without_a_token_there_is_nothing_to_sign_out_of(browser: Browser) -> None:
    assert [one for one in browser.get().all("form") if one["action"].endswith("/sign-out")] == []
    assert browser.press(browser.get("/sign-in").one("form"), token="anything").status == 200
