"""The journal on the page: what each exchange was judged to be, where it was wrong, and no secret."""

import asyncio
import json
import shlex
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.console import write
from simulator.control import stream
from simulator.domain.call import Outcome, Reply
from simulator.journal import Journal
from tests.console.browser import UI, Browser, Page, words
from tests.control.reader import Reader
from tests.world import KATHY, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
UNLOCK = f"{STATUS}/locked"
JSON = ("Content-Type", "application/json")


def lived_in() -> World:
    """One exchange of each verdict, oldest first."""
    world = World()
    bearer = world.bearer()
    world.send("GET", STATUS, headers=[bearer])
    world.send("GET", STATUS)
    world.send("PUT", UNLOCK, {"state": "no", "other": [1, {"password": "hunter2"}]}, headers=[bearer])
    world.control("POST", "/faults", {"kind": "status", "status": 503, "operation": "getUserStatus", "count": 1})
    world.send("GET", STATUS, headers=[bearer])
    world.send("GET", "/nowhere?x=<b>")
    return world


WORLD = lived_in()


def rows(page: Page) -> list[tuple[str, str]]:
    """Id and verdict of each row."""
    return [(one["id"], one.one("span", class_="chip").text) for one in page.one("tbody").all("tr")]


def test_the_newest_stands_on_top_with_its_verdict() -> None:
    assert rows(Browser(WORLD).get("/journal")) == [
        ("default-5", "unknown operation"),
        ("default-4", "faulted: status"),
        ("default-3", "request invalid"),
        ("default-2", "refused"),
        ("default-1", "valid"),
    ]


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        ({"verdict": "refused"}, ["default-2"]),
        ({"operation": "unlockUser"}, ["default-3"]),
        ({"about": "hunter2"}, ["default-3"]),
        ({"operation": "getUserStatus", "verdict": "valid"}, ["default-1"]),
        ({"about": "no such text"}, []),
    ],
)
def test_filters_are_in_the_address_and_stay_in_the_form(wish: dict[str, str], found: list[str]) -> None:
    browser = Browser(WORLD)
    page = browser.press(browser.get("/journal").one("form", class_="filters"), **wish)
    assert [one for one, _ in rows(page)] == found
    assert all(f"{name}=" in browser.at for name in wish)
    assert [identity for identity, _ in rows(browser.press(page.one("form", class_="filters")))] == found
    assert page.one("tbody")["data-stream"].startswith(f"{UI}/journal/stream?")


def test_a_row_leaves_out_what_chooses_the_sandbox_and_the_exchange_does_not() -> None:
    world = World()
    world.control("POST", "/sandboxes", {"id": "one"})
    world.send("GET", "/s/one/nowhere")
    browser = Browser(world, "/s/one")
    assert browser.get("/journal").one("tbody").one("span", class_="cut").text == "/nowhere"
    assert browser.get("/journal/one-1").one("h1").one("span").text == "/s/one/nowhere"


def test_an_odd_filter_is_refused_and_said() -> None:
    page = Browser(WORLD).get("/journal?verdict=fine")
    assert (page.status, "query parameter verdict" in page.one("main").text) == (400, True)


def test_the_broken_place_is_marked_in_the_message() -> None:
    page = Browser(WORLD).get("/journal/default-3")
    (marked,) = [one.text for one in page.all("span", class_="broken")]
    assert marked.strip().startswith('"state": "no"')
    assert "body /state: wrong type" in page.one("section", class_="bad").text
    assert "member other is unknown" in page.one("p", class_="hinted").text


def test_a_reply_that_broke_its_spec_is_marked_in_the_reply() -> None:
    banno = World().simulator.providers["banno"]
    lying = {**banno.handlers, "getUserStatus": lambda *_: Outcome(Reply(200, {"status": 7}))}
    world = World(strict=False, providers={"banno": replace(banno, handlers=lying)})
    world.send("GET", STATUS, headers=[world.bearer()])
    page = Browser(world).get("/journal/default-1")
    assert page.one("span", class_="chip").text == "reply invalid"
    assert page.one("section", class_="bad").one("h2").text == "The reply broke its spec"
    assert [one.text.split()[0] for one in page.all("span", class_="broken")] == ['"status":']


def test_the_claims_of_the_operation_are_told_with_their_sentences() -> None:
    page = Browser(WORLD).get("/journal/default-3")
    claims = page.one("dl", class_="claims")
    assert "BAN-T-05" in claims.text
    assert len(claims.one("dd").text) > 20
    found = Browser(WORLD).visit(claims.one("a")["href"])
    assert claims.one("a").text in found.one("tbody").text


def test_the_curl_line_asks_the_same_again() -> None:
    page = Browser(WORLD).get("/journal/default-3")
    parts = shlex.split(page.one("button", class_="copy")["data-copy"].replace("\\\n", " "))
    assert parts[:5] == ["curl", "-i", "-X", "PUT", f"http://localhost{UNLOCK}"]
    assert "authorization: Bearer $TOKEN" in parts
    assert "content-type: application/json" in parts
    assert json.loads(parts[-1])["state"] == "no"
    assert not any("content-length" in part for part in parts)


def test_a_call_that_was_kept_in_a_sandbox_is_asked_again_there() -> None:
    world = World()
    world.control("POST", "/sandboxes", {"id": "mine"})
    world.send("GET", f"/s/mine{STATUS}")
    world.handed("GET", STATUS, [("Host", "mine.localhost:8765")], [])
    for number, url in ((1, f"http://localhost/s/mine{STATUS}"), (2, f"http://mine.localhost:8765{STATUS}")):
        page = Browser(world, "/s/mine").get(f"/journal/mine-{number}")
        assert url in page.one("button", class_="copy")["data-copy"]


def test_clearing_asks_first() -> None:
    browser = Browser(lived_in())
    page = browser.visit(next(one["href"] for one in browser.get("/journal").all("a") if one.text == "Clear"))
    assert page.one("main").one("h1").text == "Clear the journal of default?"
    empty = browser.press(page.one("form", class_="confirm"))
    assert rows(empty) == []
    assert "shows up here by itself" in empty.one("main").text


def test_older_ones_are_a_page_away_and_the_number_of_lost_ones_is_told() -> None:
    world = World(journal=Journal(110))
    for _ in range(130):
        world.send("GET", STATUS)
    browser = Browser(world)
    page = browser.get("/journal")
    assert (len(rows(page)), rows(page)[0][0]) == (100, "default-130")
    assert "110 kept, 20 older ones made room" in words(page.one("p", class_="foot").text)
    older = browser.visit(next(one["href"] for one in page.all("a") if one.text == "Older"))
    assert (len(rows(older)), rows(older)[0][0]) == (10, "default-30")
    assert "data-stream" not in older.one("tbody").attributes
    assert rows(browser.visit(next(one["href"] for one in older.all("a") if one.text == "Newer"))) == rows(page)


def test_rows_come_as_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LOOK_SECONDS", 0.01)
    world = lived_in()

    async def story() -> list[Any]:
        reader = Reader(world, f"{UI}/journal/stream?after=default-3")
        await reader.until(lambda one: len(one.ids()) == 2)
        resumed = Reader(world, f"{UI}/journal/stream?verdict=faulted", (b"last-event-id", b"default-1"))
        await resumed.until(lambda one: len(one.ids()) == 1)
        for one in (reader, resumed):
            await one.leave()
        return [*reader.events(), *resumed.events()]

    told = asyncio.run(story())
    assert [one.id for one in told] == ["default-4", "default-5", "default-4"]
    assert '<tr id="default-5" class="fresh">' in told[1].text
    assert "x=&lt;b&gt;" in told[1].text
    assert "<b>?" not in told[1].text


def test_a_stream_of_no_sandbox_is_a_page_that_says_so() -> None:
    assert Browser(WORLD, "/s/none").get("/journal/stream").status == 404


@pytest.mark.parametrize(
    ("body", "broken", "marked"),
    [
        ('{"a":{"b":[1,"x"]}}', ["/a/b/1"], ['"x"']),
        ('{"a":1}', ["/b"], ["{"]),
        ('{"a/b":1,"c~":2}', ["/a~1b", "/c~0"], ['"a/b": 1,', '"c~": 2']),
        ("not json", ["/a"], []),
        ('{"a":1}', [], []),
        ("", ["/a"], []),
    ],
)
def test_the_nearest_place_is_marked(body: str, broken: list[str], marked: list[str]) -> None:
    assert [line.text for line in write.lines(body, broken) if line.broken] == marked


@pytest.mark.parametrize(
    ("text", "hinged"),
    [
        ("marisol.vega@example.com", "marisol.|vega@|example.|com"),
        ("http://127.0.0.1:80/s/a-1/?b=c", "http://127.0.0.1:80/|s/|a-1/|?|b=|c"),
        ("external_accounts.create", "external_|accounts.|create"),
        ("</b>/<i>", "&lt;/|b&gt;/|&lt;i&gt;"),
        ("", ""),
    ],
)
def test_a_long_word_breaks_where_it_is_divided(text: str, hinged: str) -> None:
    assert write.FILTERS["hinged"](text) == hinged.replace("|", "<wbr>")


def test_a_body_is_written_as_it_was_meant() -> None:
    value = {"a": [], "b": {}, "c": [1, {"d": None}], "e": 'q"\u2028', "token": "x", "tokens": ["y"]}
    text = "\n".join("  " * line.depth + line.text for line in write.lines(json.dumps(value)))
    assert json.loads(text) == value


def test_a_long_body_is_cut_and_says_so() -> None:
    found = write.lines("x" * 30_000)
    assert found[-1].text == "… 10000 more characters"
