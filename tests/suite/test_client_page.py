"""The page about judging a client: its commands run as written, and say what it says they say."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.pages import blocks, shell
from tests.serving import ROOT

pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


def pairs() -> list[tuple[str, str]]:
    shown = [block for block in blocks("client.md") if block[0] in ("sh", "text")]
    return [(run[1], said[1]) for run, said in zip(shown[::2], shown[1::2], strict=True)]


@pytest.mark.parametrize("number", range(len(pairs())))
def test_a_command_of_the_page_says_what_the_page_says(number: int, tmp_path: Path) -> None:
    """Line by line, in this order; where the page has an ellipsis there may be anything."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    command, said = pairs()[number]
    define = f'simulator() {{ "{sys.executable}" -m simulator "$@"; }}\n'
    printed = shell(define + command, tmp_path)
    wanted = [re.escape(line).replace("…", ".*") for line in said.splitlines() if line.strip() not in ("", "…")]
    assert re.search("\n(?:.*\n)*?".join(wanted), printed), printed
