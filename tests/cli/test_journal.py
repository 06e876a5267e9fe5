"""`simulator journal` shows what was asked and answered."""

import json

from tests.cli.called import RESET, STATUS, Good, called
from tests.serving import Server


def test_the_journal_is_listed_shown_and_cleared(server: Server, good: Good, sandbox: str) -> None:
    called(server, good, "GET", STATUS)
    called(server, good, "POST", RESET, b'{"method": "fax"}')
    lines = good("journal").splitlines()
    assert lines[0].split() == ["id", "status", "verdict", "method", "target"]
    assert lines[1].split() == [f"{sandbox}-2", "400", "request-invalid", "POST", RESET]
    assert len(good("journal", "--limit", "1").splitlines()) == 2
    assert json.loads(good("journal", "--json"))["total"] == 2
    assert json.loads(good("journal", f"{sandbox}-1"))["operation"] == "getUserStatus"
    assert good("journal", "--clear") == ""
    assert len(good("journal").splitlines()) == 1
