"""`simulator outbox` shows what users were sent."""

import json

import pytest

from tests.cli.called import RESET, Good, called
from tests.cli.ran import Run
from tests.serving import Server

pytestmark = pytest.mark.usefixtures("sandbox")


def test_the_outbox_is_listed_shown_and_cleared(server: Server, run: Run, good: Good) -> None:
    assert "the outbox is empty" in run("outbox", "--latest").err
    for method in (b"email", b"sms"):
        assert called(server, good, "POST", RESET, b'{"method": "' + method + b'"}') == 200
    lines = good("outbox").splitlines()
    assert [line.split()[1] for line in lines] == ["channel", "sms", "email"]
    latest = json.loads(good("outbox", "--latest"))
    assert latest["to"] == "+15555551234"
    assert good("outbox", "--link").strip() == latest["link"]
    assert json.loads(good("outbox", "--json"))["total"] == 2
    assert good("outbox", "--clear") == ""
    assert len(good("outbox").splitlines()) == 1
