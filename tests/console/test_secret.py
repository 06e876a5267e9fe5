"""What no page of the journal shows: secrets, in JSON and in whatever else was sent."""

import json
import shlex
from urllib.parse import quote

import pytest

from simulator.console import write
from simulator.console.secret import HIDDEN, hushed, masked, unquoted
from tests.console.browser import Browser, Page
from tests.world import KATHY, World

UNLOCK = f"/a/consumer-status/api/v0/users/{KATHY}/status/locked"
FORM = ("Content-Type", "application/x-www-form-urlencoded")
JSON = ("Content-Type", "application/json")
LONG = json.dumps({"password": "hunter2", "filling": "x" * write.LONG})


def test_secrets_are_hidden_however_deep_they_lie() -> None:
    deep = {"a": {"newPassword": "x"}, "b": [{"c": {"access_token": "y"}}], "token": "", "tokens": 1}
    deep |= {"backup_codes": [{"code": "z"}]}
    assert masked(deep) == {
        "backup_codes": HIDDEN,
        "a": {"newPassword": HIDDEN},
        "b": [{"c": {"access_token": HIDDEN}}],
        "token": "",
        "tokens": 1,
    }


def test_no_secret_is_on_the_page() -> None:
    world = World()
    bearer = world.bearer()
    world.send("PUT", UNLOCK, {"state": "no", "password": "hunter2"}, headers=[bearer, ("Cookie", "session=crumbs")])
    source = Browser(world).get("/journal/default-1").source
    for secret in ("hunter2", bearer[1], bearer[1].removeprefix("Bearer "), "crumbs"):
        assert secret not in source
    assert HIDDEN in source


def test_a_partners_new_secret_is_hidden_too() -> None:
    world = World()
    wish = {"displayName": "ci", "startDateTimeUtc": "2026-01-15T10:00:00Z", "endDateTimeUtc": "2026-01-16T10:00:00Z"}
    for body in (wish, {}):
        world.send("POST", "/security/v1/credentials", body, headers=[world.bearer("customers-bank")])
    for one in world.control("GET", "/journal")["items"]:
        told = json.loads(one["response"]["body"] or "{}")
        if told.get("secretText"):
            assert told["secretText"] not in Browser(world).get(f"/journal/{one['id']}").source


def shown(browser: Browser) -> Page:
    """The newest exchange."""
    return browser.visit(browser.get("/journal").one("tbody").one("a")["href"])


def curl(page: Page) -> list[str]:
    return shlex.split(page.one("button", class_="copy")["data-copy"].replace("\\\n", " "))


@pytest.mark.parametrize(
    ("kind", "body", "kept"),
    [
        (FORM, "grant_type=code&client_secret=hunter2&scope=all", f"grant_type=code&client_secret={HIDDEN}&scope=all"),
        (JSON, '{"kind": "staff", "password": "hunter2"', f'{{"kind": "staff", "password": "{HIDDEN}"'),
        (JSON, "{kind: staff, password: hunter2}", f"{{kind: staff, password: {HIDDEN}"),
        (JSON, '{"codes": ["hunter2",', f'{{"codes": {HIDDEN}'),
        (JSON, '{"password": "hunter2", "password": 1}', '{"password":1}'),
        (JSON, '"client_secret=hunter2"', f'"client_secret={HIDDEN}'),
        (JSON, LONG, f'{{"password":"{HIDDEN}","filling":"xxx'),
    ],
)
def test_a_body_is_shown_without_its_secret_whatever_it_is(
    browser: Browser, kind: tuple[str, str], body: str, kept: str
) -> None:
    browser.world.send("PUT", UNLOCK, content=body.encode(), headers=[browser.world.bearer(), kind])
    page = shown(browser)
    assert "hunter2" not in page.source
    asked = next(one for one in page.all("section", class_="card") if one.one("h2").text == "Request").one("pre").text
    assert "".join(asked.replace("← here", "").split()).startswith("".join(kept.split()))
    assert curl(page)[-1].startswith(kept)


def test_a_secret_in_the_address_is_on_no_page(browser: Browser) -> None:
    target = f"/nowhere?access_token=hunter2&next={quote('/a?token=hunter2', safe='/?=')}&page=2"
    browser.world.send("GET", target, headers=[("Referer", f"http://localhost{target}"), ("X-Api-Token", "hunter2")])
    page = shown(browser)
    kept = f"/nowhere?access_token={HIDDEN}&next=/a?token={HIDDEN}&page=2"
    assert page.one("h1").one("span").text == kept
    assert f"http://localhost{kept}" in curl(page)
    home, journal = browser.get(), browser.get("/journal")
    assert journal.one("tbody").one("span", class_="cut").text == kept
    assert not [one.status for one in (page, home, journal) if "hunter2" in one.source]


def test_what_is_said_of_a_broken_secret_does_not_quote_it(browser: Browser) -> None:
    listed = browser.world.control("GET", "/users?provider=narmi&query=marisol")["items"]
    target = f"/narmi/admin/v1/users/{listed[0]['userId']}/actions/verify_confirm"
    browser.world.send("POST", target, {"pin": "hunter2"}, headers=[browser.world.bearer("narmi")])
    page = shown(browser)
    assert "hunter2" not in page.source
    assert "expected a text that matches" in page.one("section", class_="bad").text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a=1&token=b;c,d e&f=2", f"a=1&token={HIDDEN}&f=2"),
        ("client%5Fsecret=x", f"client%5Fsecret={HIDDEN}"),
        ("user[password]=x", f"user[password]={HIDDEN}"),
        ('{"a": {"newPassword" : "x \\" y", "b": 1', f'{{"a": {{"newPassword" : "{HIDDEN}", "b": 1'),
        ('{"password": "x', f'{{"password": "{HIDDEN}"'),
        ("{'pin': 'x'}", f"{{'pin': {HIDDEN}"),
        ('"{\\"token\\": \\"x\\"}', f'"{{\\"token\\": {HIDDEN}'),
        ("token=&a=1", "token=&a=1"),
        ('{"token": "", "spin": "x", "pins": 3', '{"token": "", "spin": "x", "pins": 3'),
    ],
)
def test_text_that_is_no_json_is_read_for_names_of_secrets(text: str, shown: str) -> None:
    assert hushed(text) == shown
    assert hushed(shown) == shown


def test_much_text_is_read_at_once() -> None:
    for text in ("x", "token", '"token"', "token\n", "pin ", '"token":"'):
        assert len(hushed(text * 100_000)) > 8


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            'body /pin: wrong type; expected type string, got "x"',
            "body /pin: wrong type; expected type string, got ••••••",
        ),
        (
            'body: missing; expected member a, got {"token":"x…',
            'body: missing; expected member a, got {"token":"••••••"',
        ),
        ("body /state: missing; expected member state", "body /state: missing; expected member state"),
        ('body /a: wrong type; expected type null, got "x"', 'body /a: wrong type; expected type null, got "x"'),
    ],
)
def test_a_sentence_about_a_message_keeps_all_but_the_secret(said: str, shown: str) -> None:
    assert unquoted(said) == shown


def test_a_body_that_is_too_deep_to_be_read_is_shown_as_text(browser: Browser) -> None:
    for depth in (600, 5000):
        body = "[" * depth + '{"password": "hunter2"}' + "]" * depth
        browser.world.send("PUT", UNLOCK, content=body.encode(), headers=[browser.world.bearer(), JSON])
        page = shown(browser)
        assert (page.status, "hunter2" in page.source) == (200, False)
