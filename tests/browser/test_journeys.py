"""Somebody with a mouse: finds a locked user, helps, and sees what others do meanwhile."""

import re
import signal
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.bank import UI, Bank, opened
from tests.browser.conftest import Visiting
from tests.browser.stock import STATUS
from tests.browser.visit import Visit, ready
from tests.serving import served
from tests.world import KATHY

pytestmark = pytest.mark.xdist_group("browser")
PASSWORD = "Lighthouse-42!"
GONE = re.compile("net::ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET|EMPTY_RESPONSE)")
"""What Chromium says of a server that is not there."""
ATTEMPTS = 3


def stored(bank: Bank) -> str:
    """Kathy's status."""
    return str(next(one["status"] for one in bank.users("banno", "kathy") if one["userId"] == KATHY))


def seconds_until_shown(page: Page, bank: Bank, number: int) -> float:
    """How long it takes from a call to its row, which is that many-th."""
    began = time.monotonic()
    bank.sent("GET", STATUS)
    page.locator("#rows tr").nth(number - 1).wait_for()
    return time.monotonic() - began


def act(page: Page, name: str) -> None:
    """Choose that action of a profile and say yes."""
    ready(page).get_by_role("list").filter(has=page.get_by_role("link", name="Edit", exact=True)).get_by_role(
        "link", name=name, exact=True
    ).click()
    page.get_by_role("dialog").locator("form button").click()


def test_a_locked_user_is_found_unlocked_and_sent_a_reset_that_works(visit: Visit, bank: Bank) -> None:
    page = visit.go()
    page.get_by_role("link", name="Users", exact=True).click()
    page.get_by_role("searchbox", name="Search by name or contact").press_sequentially("kathy")
    expect(page.get_by_role("row")).to_have_count(2)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["kathy"]}
    row = page.get_by_role("row", name="Kathy Smith")
    expect(row.get_by_text("Locked")).to_be_visible()
    row.get_by_role("link", name="Kathy Smith").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kathy Smith")
    expect(page.get_by_role("region", name="Contact")).to_contain_text("user@example.com")
    act(page, "Unlock")
    expect(page.get_by_role("status").filter(has_text="Unlocked.")).to_be_visible()
    assert stored(bank) == "Active"
    expect(page.get_by_text("Kathy Smith is not locked")).to_be_visible()

    act(page, "Send a password reset by email")
    expect(page.get_by_text("A password reset was sent to the e-mail address on file")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Outbox").click()
    expect(page.get_by_role("heading", name="Outbox", exact=True)).to_be_visible()
    ready(page).get_by_role("row").nth(1).get_by_role("link").click()
    page.get_by_role("dialog").get_by_role("link", name="Open the link").click()
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Your password is set")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Your password is set")).to_be_hidden()


def test_the_call_of_another_process_is_in_the_live_journal_within_a_second(visit: Visit, bank: Bank) -> None:
    page = visit.go("/journal")
    expect(page.get_by_text("live", exact=True)).to_be_visible()
    expect(page.get_by_text("Nobody has called this sandbox yet.")).to_be_visible()
    assert min(seconds_until_shown(page, bank, number) for number in range(1, ATTEMPTS + 1)) < 1
    expect(page.get_by_text("Nobody has called this sandbox yet.")).to_be_hidden()
    page.get_by_role("button", name="Pause").click()
    bank.sent("GET", "/nowhere")
    expect(page.get_by_text("paused, 1 new")).to_be_visible()
    expect(page.locator("#rows tr")).to_have_count(ATTEMPTS)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#rows tr")).to_have_count(ATTEMPTS + 1)
    page.get_by_role("link", name=STATUS).first.click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=1)).to_contain_text(STATUS)


def test_the_journal_says_when_the_server_is_gone_and_goes_on_when_it_is_back(visiting: Visiting) -> None:
    with served() as first:
        bank, port = Bank(first, "default"), first.port
        visit = visiting(bank)
        page = visit.go("/journal")
        expect(page.get_by_text("live", exact=True)).to_be_visible()
        bank.sent("GET", "/before")
        expect(page.locator("#rows tr")).to_have_count(1)
        assert first.stopped(signal.SIGTERM) == 0
        expect(page.get_by_role("alert")).to_contain_text("The connection is lost")
    with served("--port", str(port)) as second:
        page.get_by_role("button", name="Try again").click()
        expect(page.get_by_role("alert")).to_be_hidden()
        Bank(second, "default").sent("GET", "/after")
        expect(page.locator("#rows").get_by_role("link", name="/after")).to_be_visible()
        page.close()
    visit.trouble = [one for one in visit.trouble if not GONE.search(one)]


def test_light_and_dark_follow_the_system_until_somebody_chooses(visiting: Visiting) -> None:
    visit = visiting(theme="dark")
    page = visit.go()

    def paper() -> int:
        red = re.match(r"rgb\((\d+)", page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert red is not None
        return int(red[1])

    assert paper() < 60
    button = page.get_by_role("button", name="Colours")
    button.click()
    assert paper() > 200
    expect(button).to_have_text("Colours: light")
    page.reload()
    assert paper() > 200
    page.emulate_media(color_scheme="light")
    button.click()
    assert paper() < 60
    button.click()
    assert paper() > 200
    expect(button).to_have_text("Colours: auto")


def test_a_sandbox_is_chosen_made_and_deleted(visit: Visit, bank: Bank) -> None:
    other = opened(bank.server)
    page = visit.go("/claims")
    page.get_by_role("combobox", name="Sandbox").select_option(other.name)
    page.wait_for_url(f"**{other.root}/**/claims")
    page = visit.go("/sandboxes")
    page.get_by_role("link", name=f"Delete {other.name}", exact=True).click()
    page.get_by_role("dialog").locator("form button").click()
    expect(page.get_by_text("The sandbox is gone.")).to_be_visible()
    expect(page.get_by_role("link", name=other.name, exact=True)).to_have_count(0)


def test_what_was_typed_before_the_scripts_came_is_searched_for(visit: Visit) -> None:
    waiting: list[Route] = []

    def kept_waiting(route: Route) -> None:
        waiting.append(route)

    visit.page.route("**/htmx.min.js", kept_waiting)
    visit.page.goto(visit.bank.url + UI + "/users/banno", wait_until="commit")
    visit.page.get_by_role("searchbox").press_sequentially("kathy")
    waiting[0].continue_()
    expect(visit.page.get_by_role("row")).to_have_count(2)


def test_what_was_typed_stays_beside_the_error(visit: Visit) -> None:
    page = visit.go("/users/banno/new")
    page.get_by_label("First name").fill("Una")
    page.get_by_label("Email").fill("not-an-address")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved")
    expect(page.get_by_label("First name")).to_have_value("Una")
    expect(page.locator("[aria-invalid]").first).to_have_attribute("aria-describedby", re.compile("wrong-"))
