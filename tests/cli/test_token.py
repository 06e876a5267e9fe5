"""`simulator token` prints a token, as good or bad as it was asked for."""

import json

import pytest

from tests.cli.called import STATUS, Good, called
from tests.cli.ran import Run
from tests.serving import Server

pytestmark = pytest.mark.usefixtures("sandbox")


def test_token_prints_a_token_that_opens_the_sandbox(server: Server, good: Good) -> None:
    out = good("token")
    assert out.count("\n") == 1
    assert out.count(".") == 2
    assert called(server, good, "GET", STATUS) == 200


def test_token_takes_wishes(good: Good) -> None:
    whole = json.loads(good("token", "banno-admin", "--permission", "banno.view", "--expires-in", "60", "--json"))
    assert (whole["scope"], whole["expires_in"]) == ("banno.view", 60)
    assert json.loads(good("token", "banno-consumer", "-p", "sean-obrien", "--json"))["token_type"] == "Bearer"
    assert good("token", "--defect", "expired") != good("token")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobank",), "api: 'nobank' is not served; known: banno-admin, "),
        (("Narmi",), "expected a text that matches"),
        (("banno-consumer", "-p", "kathy-smyth"), "did you mean 'kathy-smith'?"),
        (("--permission", "x"), "banno-admin has no x"),
        (("--defect", "rot"), "one of"),
        (("--expires-in", "0"), "at least 1"),
        (("--expires-in", "-5"), "at least 1"),
    ],
)
def test_token_refuses_wishes_that_cannot_be_granted(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("token", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
