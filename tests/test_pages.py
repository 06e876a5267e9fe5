"""The pages about the vendors can be followed: every line runs as it is written, and answers what the page says."""

import shutil
from pathlib import Path

import pytest

from tests.pages import answers, blocks
from tests.serving import served

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


@pytest.mark.parametrize("page", ["banno.md", "customers-bank.md", "narmi.md"])
def test_a_page_answers_what_it_says(page: str, tmp_path: Path) -> None:
    """Strictly, so that no answer breaks its own spec."""
    shown = [block for block in blocks(page) if block[0] in ("sh", "json", "text")]
    assert {"sh", "text"} <= {kind for kind, _ in shown}
    with served("--strict", folder=tmp_path) as server:
        printed, expected = answers(shown, tmp_path, server.url)
    assert printed == expected
