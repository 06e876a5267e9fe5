"""Requests that go astray are told what would have worked."""

import pytest

from tests.oidc.signed import CLAIMS, token
from tests.world import KATHY, World

WORLD = World()
STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (f"/a/consumer-status/api/v0/users/{KATHY}/state", "getUserStatus"),
        (f"/a/consumer-status/api/v0/user/{KATHY}/status", "getUserStatus"),
        (f"/a/mobile/api/v0/institutions/{KATHY}/users/{KATHY}/detail", "getUserDetails"),
        (f"/a/consumer/api/v0/user/{KATHY}", "getUser"),
        (f"{STATUS}/", "getUserStatus"),
    ],
)
def test_a_path_that_is_not_there_names_the_nearest_operation(path: str, nearest: str) -> None:
    answer = WORLD.send("GET", path, headers=[WORLD.bearer()])
    assert (answer.status, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json["detail"].endswith(f"({nearest})")
    assert answer.hint == answer.json["detail"]


def test_a_method_that_is_not_there_is_the_vendors_405() -> None:
    answer = WORLD.send("DELETE", f"/a/consumer/api/v0/users/{KATHY}")
    assert (answer.status, answer.body, answer["Allow"]) == (405, b"", "GET, PATCH, PUT")
    assert answer.hint.endswith("takes GET and PATCH and PUT, not DELETE")


def test_a_sandbox_that_an_address_names_and_nobody_made_is_our_404() -> None:
    for headers in ([], [WORLD.bearer()]):
        answer = WORLD.send("GET", f"/s/nowhere{STATUS}", headers=headers)
        assert answer.status == 404
        assert answer.json["title"] == "No such sandbox"
        assert "'nowhere' (there are: default); create it: POST /_simulator/v1/sandboxes" in answer.json["detail"]


def test_a_sandbox_that_only_a_token_names_is_the_vendors_401() -> None:
    stray = ("Authorization", "Bearer " + token({**CLAIMS, "sandbox": "nowhere"}))
    answer = WORLD.send("GET", STATUS, headers=[stray])
    assert (answer.status, answer.body) == (401, b"")
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]
    assert "the token opens sandbox 'nowhere', which is not there" in answer.hint


def test_a_stray_token_on_a_stray_path_is_our_404() -> None:
    stray = ("Authorization", "Bearer " + token({**CLAIMS, "sandbox": "nowhere"}))
    assert WORLD.send("GET", "/nowhere", headers=[stray]).status == 404


def test_at_most_twenty_sandboxes_are_told() -> None:
    world = World()
    for number in range(30):
        world.control("POST", "/sandboxes", {"id": f"box-{number:02}"})
    said = world.send("GET", f"/s/nowhere{STATUS}").json["detail"]
    assert "box-18" in said
    assert "box-19" not in said
