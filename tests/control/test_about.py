"""What the simulator says about itself."""

from simulator import __version__
from simulator.claims import bundled
from tests.world import CONTROL, World

WORLD = World()


def test_health_counts_the_sandboxes() -> None:
    world = World()
    world.control("POST", "/sandboxes")
    health = world.control("GET", "/health")
    assert health == {"status": "ok", "version": __version__, "sandboxes": 2, "unreadable": health["unreadable"]}


def test_every_claim_is_listed() -> None:
    listed = WORLD.control("GET", "/claims")
    assert listed["total"] == len(bundled())
    assert [one["id"] for one in listed["items"]] == [one["id"] for one in bundled()]


def test_every_spec_that_is_listed_can_be_fetched_where_it_says() -> None:
    for one in WORLD.control("GET", "/specs")["items"]:
        answer = WORLD.send("GET", one["url"].removeprefix("http://localhost"))
        assert answer.json["info"]["title"] == one["title"]


def test_a_spec_names_the_sandbox_that_was_asked_as_its_first_server() -> None:
    answer = WORLD.send("GET", f"/s/default{CONTROL}/specs/banno/consumer-user")
    assert answer.json["servers"][0]["url"] == "http://localhost/s/default/a/consumer/api/v0"
    assert len(answer.json["servers"]) > 1


def test_an_unknown_spec_is_guessed_at() -> None:
    answer = WORLD.send("GET", f"{CONTROL}/specs/banno/user-serach")
    assert (answer.status, answer.json["detail"]) == (
        404,
        "unknown spec 'banno/user-serach'; did you mean 'banno/user-search'?",
    )
