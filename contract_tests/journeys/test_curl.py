"""The guide's five curl lines, run by curl itself, with nothing but host, ids and token filled in."""

import shutil
import subprocess

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.claims import proves
from contract_tests.printed.reading import of, words

LINES = [words(printed.described["command"])[1:] for printed in of("banno-admin")]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@proves("B-01", "B-06", "B-19", "BAN-A-01", "BAN-P-02")
def test_the_printed_lines_work(wired: Bank, url: str) -> None:
    """Search, details, status, unlock, reset: 200, 200, 200, 204, 200, and the message is in the outbox."""
    filled = {
        "https://banno.com": url + wired.prefix,
        "[INSTITUTION_ID]": SAMPLE_ID,
        "[USER_ID]": SAMPLE_ID,
        "[USER EMAIL]": "user@example.com",
        "[ACCESS_TOKEN]": wired.token(),
    }
    answers = [answered(*(fill(word, filled) for word in line)) for line in LINES]
    assert [status for _, status in answers] == ["200", "200", "200", "204", "200"]
    assert SAMPLE_ID in answers[0][0]
    assert answers[2][0] == '{"status":"Locked"}'
    assert (answers[3][0], answers[4][0]) == ("", "{}")
    assert [message["to"] for message in wired.outbox()] == ["user@example.com"]


def fill(word: str, filled: dict[str, str]) -> str:
    """A word of a printed line with its placeholders replaced."""
    for placeholder, value in filled.items():
        word = word.replace(placeholder, value)
    return word


def answered(*words: str) -> tuple[str, str]:
    """What curl prints for a line: the body, and the status."""
    command = ["curl", "--silent", "--show-error", "--write-out", "\\n%{http_code}", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    body, _, status = done.stdout.rpartition("\n")
    return body, status
