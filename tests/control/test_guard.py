"""Who may use the control API and the console: each rule, what breaks it, and whom it leaves alone."""

import asyncio

import pytest

from simulator.app import guarded
from simulator.control.guard import COOKIE, Guard, guard, host_of, loopback
from simulator.front import Front
from simulator.settings import Settings, SettingsError
from tests.world import CONTROL, KATHY, Answer, World

STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
TOKEN = "correct-horse-battery"
PLACES = [
    f"{CONTROL}/health",
    f"{CONTROL}/journal",
    f"{CONTROL}/journal/stream",
    "/_simulator/docs/",
    "/",
    "/_simulator/x",
]
Headers = list[tuple[str, str]]


def behind(rules: Guard) -> World:
    world = World()
    world.front = Front(world.simulator, rules)
    return world


EVERYWHERE = "0.0.0.0"  # noqa: S104
OPEN = World()
CLOSED = behind(guard(EVERYWHERE, ["bank.test"], TOKEN))


def asked(world: World, path: str, *headers: tuple[str, str], method: str = "GET") -> Answer:
    named = headers if any(name == "Host" for name, _ in headers) else [("Host", "localhost:8765"), *headers]
    return world.handed(method, path, named, [])


def refused(answer: Answer, status: int) -> str:
    assert (answer.status, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json["status"] == status
    return str(answer.json["detail"])


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    "host", ["evil.test", "evil.test:8765", "localhost.evil.test", "192.168.1.7", "xlocalhost", "2130706433", "[::2]"]
)
def test_a_host_that_is_no_name_of_ours_is_told_how_to_become_one(path: str, host: str) -> None:
    assert f"--allow-host {host_of(host)}" in refused(asked(OPEN, path, ("Host", host)), 421)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "127.0.0.1:8765", "127.1.2.3", "[::1]:8765", "default.localhost"]
)
def test_the_loopback_is_always_ours(host: str) -> None:
    for world in (OPEN, CLOSED):
        assert asked(world, f"{CONTROL}/health", ("Host", host)).status == 200


def test_a_name_that_is_allowed_is_ours_on_any_port() -> None:
    for host in ("bank.test", "Bank.Test:80"):
        assert asked(CLOSED, f"{CONTROL}/health", ("Host", host)).status == 200
    assert asked(behind(guard("bank.test")), f"{CONTROL}/health", ("Host", "bank.test:1")).status == 200


def test_an_address_counts_where_the_server_listens_on_all() -> None:
    for host in ("10.1.2.3:8765", "[fe80::1]"):
        assert asked(CLOSED, f"{CONTROL}/health", ("Host", host)).status == 200
    assert asked(behind(guard("10.1.2.3", token=TOKEN)), f"{CONTROL}/health", ("Host", "10.9.9.9")).status == 421


def test_the_simulated_apis_answer_to_any_name_and_any_site() -> None:
    alien = (("Host", "evil.test"), ("Origin", "http://evil.test"), ("Sec-Fetch-Site", "cross-site"))
    for world in (OPEN, CLOSED):
        assert asked(world, STATUS, *alien).status == 401
        assert "Bearer realm" in asked(world, STATUS, *alien)["WWW-Authenticate"]


FOREIGN: list[Headers] = [
    [("Sec-Fetch-Site", "cross-site")],
    [("Sec-Fetch-Site", "same-site")],
    [("Origin", "http://evil.test")],
    [("Origin", "http://localhost:9999")],
    [("Origin", "null")],
    [("Origin", "http://evil.test"), ("Sec-Fetch-Site", "same-origin")],
    [("Origin", "http://localhost:8765"), ("Sec-Fetch-Site", "cross-site")],
]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "GET", "OPTIONS"])
@pytest.mark.parametrize("headers", FOREIGN)
def test_what_another_sites_page_asks_for_is_refused(method: str, headers: Headers) -> None:
    assert "another site's page" in refused(asked(OPEN, f"{CONTROL}/outbox", *headers, method=method), 403)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_link_that_is_followed_reads_and_never_writes(method: str) -> None:
    headers = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]
    assert asked(OPEN, f"{CONTROL}/outbox", *headers).status == 200
    refused(asked(OPEN, f"{CONTROL}/outbox", *headers, method=method), 403)
    framed = [*headers[:2], ("Sec-Fetch-Dest", "iframe")]
    refused(asked(OPEN, f"{CONTROL}/outbox", *framed), 403)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Sec-Fetch-Site", "same-origin"), ("Origin", "http://localhost:8765")],
        [("Sec-Fetch-Site", "none")],
        [("Origin", "http://localhost:8765")],
        [("Origin", "null"), ("Sec-Fetch-Site", "same-origin")],
    ],
)
def test_our_own_pages_and_programs_may_write(headers: Headers) -> None:
    assert asked(OPEN, f"{CONTROL}/outbox", *headers, method="DELETE").status == 204


def test_a_foreign_write_changes_nothing() -> None:
    world = World()
    foreign = [("Origin", "http://evil.test"), ("Content-Type", "application/json")]
    assert world.send("POST", f"{CONTROL}/sandboxes", headers=foreign, content=b'{"id":"x"}').status == 403
    assert world.control("GET", "/sandboxes")["total"] == 1


def test_without_the_token_the_control_api_is_closed() -> None:
    for headers in (
        [],
        [("Authorization", "Bearer wrong")],
        [("Authorization", TOKEN)],
        [("Authorization", f"Basic {TOKEN}")],
        [("Cookie", f"{COOKIE}={TOKEN}")],
    ):
        answer = asked(CLOSED, f"{CONTROL}/personas", *headers)
        assert "SIMULATOR_CONTROL_TOKEN" in refused(answer, 401)
        assert answer["WWW-Authenticate"] == 'Bearer realm="simulator control"'
    assert asked(CLOSED, f"{CONTROL}/personas", CLOSED_BY).status == 200


CLOSED_BY = ("Authorization", f"bearer {TOKEN}")


def test_a_browser_that_signed_in_is_known_by_its_cookie() -> None:
    cookie = ("Cookie", f"other=1; {COOKIE}={guard(EVERYWHERE, [], TOKEN).cookie}; more=2")
    assert asked(CLOSED, f"{CONTROL}/personas", cookie).status == 200
    stranger = guard(EVERYWHERE, [], "another token of theirs").cookie
    assert asked(CLOSED, f"{CONTROL}/personas", ("Cookie", f"{COOKIE}={stranger}")).status == 401


def test_a_browser_that_did_not_is_sent_to_sign_in() -> None:
    answer = asked(CLOSED, "/s/default/_simulator/docs/", ("Accept", "text/html,*/*"))
    assert answer.status == 303
    assert answer["Location"] == "/s/default/_simulator/ui/sign-in?next=/s/default/_simulator/docs/"


def test_health_and_the_link_of_a_message_need_no_token() -> None:
    assert asked(CLOSED, f"{CONTROL}/health").status == 200
    assert asked(CLOSED, "/_simulator/reset/nothing").status == 404
    assert asked(CLOSED, f"{CONTROL}/healthy").status == 401


def test_every_answer_of_ours_tells_browsers_what_not_to_make_of_it() -> None:
    for answer in (asked(OPEN, f"{CONTROL}/health"), asked(OPEN, f"{CONTROL}/health", ("Host", "x")), asked(OPEN, "/")):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    headers = [name for name, _ in asked(OPEN, "/_simulator/docs/").headers]
    assert headers.count(b"content-security-policy") == 1
    assert asked(OPEN, STATUS)["Content-Security-Policy"] == ""


@pytest.mark.parametrize(
    ("host", "asks"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        (EVERYWHERE, True),
        ("::", True),
        ("10.0.0.1", True),
        ("bank.test", True),
    ],
)
def test_a_port_that_others_can_reach_makes_itself_a_token(host: str, asks: bool) -> None:
    one, other = guard(host), guard(host)
    assert bool(one.token) == asks
    assert not asks or (len(one.token) >= 32 and one.token != other.token)
    assert loopback(host) == (not asks)


def test_a_token_that_was_chosen_is_asked_for_on_the_loopback_too() -> None:
    assert guarded(Settings(control_token=TOKEN)).token == TOKEN
    assert guarded(Settings()).token == ""


@pytest.mark.parametrize("token", ["short", "with a space in it 123", "ünprintable-letters-in-it"])
def test_a_token_that_is_easily_guessed_or_cannot_be_sent_is_refused(token: str) -> None:
    with pytest.raises(SettingsError, match="at least 16"):
        guarded(Settings(control_token=token))


def test_the_lifespan_is_nobodys_business() -> None:
    assert asyncio.run(World().front({"type": "websocket"}, None, None)) is None  # type: ignore[arg-type]
