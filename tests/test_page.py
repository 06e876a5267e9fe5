"""The pages that a person sees: the documentation, and what stands behind the link of a reset."""

import re
from urllib.parse import quote, urlsplit

import pytest

from tests.world import KATHY, Answer, World

RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
FORM = [("Content-Type", "application/x-www-form-urlencoded")]


@pytest.fixture
def world() -> World:
    return World()


def link(world: World, *, prefix: str = "", sandbox: str = "default") -> str:
    """The path of the link in a fresh reset message."""
    answer = world.send("POST", prefix + RESET, {"method": "email"}, headers=[world.bearer(sandbox=sandbox)])
    assert answer.status == 200
    return urlsplit(str(world.control("GET", "/outbox/latest", sandbox=sandbox)["link"])).path


def chosen(world: World, path: str, password: str = "new") -> Answer:
    return world.send("POST", path, content=f"password={quote(password)}".encode(), headers=FORM)


def password(world: World, sandbox: str = "default") -> str:
    return str(world.control("GET", f"/users/banno/{KATHY}", sandbox=sandbox)["password"])


def test_a_link_shows_a_form_as_often_as_one_looks(world: World) -> None:
    path = link(world)
    for _ in range(3):
        answer = world.send("GET", path)
        assert (answer.status, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert re.search(r'<form method="post">.*name="password"', answer.body.decode(), re.DOTALL)


def test_a_chosen_password_is_set_once(world: World) -> None:
    path = link(world)
    assert chosen(world, path, "Grüße & 1=2").status == 200
    assert password(world) == "Grüße & 1=2"
    assert (chosen(world, path, "again").status, world.send("GET", path).status) == (410, 410)
    assert password(world) == "Grüße & 1=2"


def test_a_link_expires_on_the_sandboxs_clock(world: World) -> None:
    path = link(world)
    world.control("PUT", "/clock", {"advance": 3599})
    assert world.send("GET", path).status == 200
    world.control("PUT", "/clock", {"advance": 1})
    assert (world.send("GET", path).status, chosen(world, path).status) == (410, 410)


@pytest.mark.parametrize("content", [b"", b"password=", b"other=x", b"password", b"&&", b"passwort=x"])
def test_an_empty_password_sets_nothing_and_shows_the_form_again(world: World, content: bytes) -> None:
    path, before = link(world), password(world)
    answer = world.send("POST", path, content=content, headers=FORM)
    assert (answer.status, b"<form" in answer.body, password(world)) == (400, True, before)
    assert chosen(world, path).status == 200


@pytest.mark.parametrize(
    "content",
    [
        b"password=" + b"x" * 201,
        b"password=\xff",
        b"a=1&" * 20 + b"password=x",
        b"password=" + b"%00" * 201,
        b"x" * ((1 << 20) + 1),
    ],
    ids=["long", "bytes", "fields", "escaped", "body"],
)
def test_more_than_a_password_sets_nothing(world: World, content: bytes) -> None:
    path, before = link(world), password(world)
    assert world.send("POST", path, content=content, headers=FORM).status == 413
    assert password(world) == before


def test_a_password_of_two_hundred_characters_fits(world: World) -> None:
    assert chosen(world, link(world), "ü" * 200).status == 200
    assert password(world) == "ü" * 200


def test_who_leaves_in_the_middle_sets_nothing(world: World) -> None:
    path, before = link(world), password(world)
    world.handed("POST", path, [("Host", "localhost"), *FORM, ("Content-Length", "99")], [b"password=x", None])
    assert password(world) == before


@pytest.mark.parametrize("ticket", ["nothing", "%00", "..%2f..", "'><script>"])
def test_a_link_that_nobody_was_sent_is_404_and_is_not_quoted(world: World, ticket: str) -> None:
    answer = world.send("GET", f"/_simulator/reset/{ticket}")
    assert answer.status == 404
    assert b"script" not in answer.body


def test_a_link_belongs_to_its_sandbox(world: World) -> None:
    world.control("POST", "/sandboxes", {"id": "mine"})
    path = link(world, prefix="/s/mine", sandbox="mine")
    assert path.startswith("/s/mine/_simulator/reset/")
    assert world.send("GET", path.removeprefix("/s/mine")).status == 404
    assert chosen(world, path).status == 200
    assert (password(world, "mine"), password(world) == "new") == ("new", False)
    assert world.send("GET", "/s/nowhere/_simulator/reset/x").status == 404


def test_a_fork_has_the_links_of_its_parent_and_spends_its_own(world: World) -> None:
    path = link(world)
    world.control("POST", "/sandboxes/default/fork", {"id": "child"})
    assert chosen(world, f"/s/child{path}").status == 200
    assert world.send("GET", path).status == 200
    assert chosen(world, path).status == 200


def test_no_page_may_be_kept_framed_or_run_anything(world: World) -> None:
    for answer in (world.send("GET", link(world)), world.send("GET", "/_simulator/reset/x")):
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "same-origin")
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/", "/_simulator", "/_simulator/", "/_simulator/docs", "/s/mine/", "/s/mine", "/s/mine/_simulator/docs"]
)
def test_whoever_comes_by_is_sent_to_the_console_or_the_documentation_of_that_sandbox(world: World, path: str) -> None:
    answer = world.send("GET", path)
    assert answer.status == 307
    page = "docs/" if path.endswith("docs") else "ui"
    assert answer["Location"] == f"{'/s/mine' if path.startswith('/s/') else ''}/_simulator/{page}"


def test_a_browser_finds_the_icon_that_it_asks_for(world: World) -> None:
    answer = world.send("GET", "/favicon.ico")
    assert answer.status == 307
    assert world.send("GET", answer["Location"])["Content-Type"] == "image/png"


def test_the_documentation_comes_with_its_policy(world: World) -> None:
    answer = world.send("GET", "/_simulator/docs/")
    assert (answer.status, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert world.send("GET", "/_simulator/docs/page.js")["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fapp.py", "%2e%2e/%2e%2e/app.py", "assets/manifest.json"])
def test_no_other_file_is_a_page(world: World, name: str) -> None:
    assert world.send("GET", f"/_simulator/docs/{name}").status == 404
