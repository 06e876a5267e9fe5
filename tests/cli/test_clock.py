"""`simulator clock` shows the time and moves it."""

import json

import pytest

from tests.cli.called import Good
from tests.cli.ran import Run

pytestmark = pytest.mark.usefixtures("sandbox")


def test_the_clock_is_shown_frozen_advanced_and_reset(good: Good) -> None:
    def now(*words: str) -> str:
        return str(json.loads(good("clock", *words))["now"])

    assert now() == "2026-01-15T09:00:00.000Z"
    assert now("advance", "90.5") == "2026-01-15T09:01:30.500Z"
    assert now("freeze", "2030-06-01T12:00:00Z") == "2030-06-01T12:00:00.000Z"
    assert now("freeze") == "2030-06-01T12:00:00.000Z"
    assert now("reset") == "2026-01-15T09:00:00.000Z"


@pytest.mark.parametrize(
    "words", [("advance", "soon"), ("advance", "nan"), ("advance", "1e300"), ("freeze", "soon"), ("stop",)]
)
def test_the_clock_refuses_what_no_clock_can_do(run: Run, words: tuple[str, ...]) -> None:
    done = run("clock", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err
