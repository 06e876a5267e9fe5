"""The page about fuzzing a client: its commands run as written, and say what it says; its tables name what there is."""

import re
import shutil
import sys
from pathlib import Path

from contract_tests.client.fuzz.edit import TIERS
from contract_tests.client.fuzz.failure import EVERYWHERE
from tests.pages import blocks, shell
from tests.serving import ROOT

PAGE = "fuzz-client.md"


def test_the_commands_of_the_page_say_what_the_page_says(tmp_path: Path) -> None:
    """One after the other, line by line in this order; where the page has an ellipsis there may be anything."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    words = {"simulator": "-m simulator", "python": "", "python3": ""}
    define = "".join(f'{name}() {{ "{sys.executable}" {more} "$@"; }}\n' for name, more in words.items())
    shown = [block for block in blocks(PAGE) if block[0] in ("sh", "text")]
    assert len(shown) == 4
    for (_, run), (_, said) in zip(shown[::2], shown[1::2], strict=True):
        printed = shell(define + run, tmp_path)
        wanted = [re.escape(line).replace("…", ".*") for line in said.splitlines() if line.strip() not in ("", "…")]
        assert re.search("\n(?:.*\n)*?".join(wanted), printed), printed
    shutil.rmtree(tmp_path / "desk")


def rows() -> dict[str, str]:
    """The second cell of each row of the page's tables, by the first."""
    page = (ROOT / "docs" / PAGE).read_text("utf-8")
    found = (line.strip("|").split("|") for line in page.splitlines() if line.startswith("| "))
    return {first.strip(" `"): more[0].strip() for first, *more in found}


def test_its_tables_name_every_tier_and_every_kind_of_failure() -> None:
    source = (ROOT / "contract_tests/client/fuzz/failure.py").read_text("utf-8")
    kinds = set(re.findall(r'Failure\("([a-z ]+)"', source))
    assert kinds >= EVERYWHERE
    assert kinds | set(TIERS) <= set(rows())
    assert {tier: rows()[tier] for tier in TIERS} == TIERS


def test_it_tells_every_option() -> None:
    from simulator.cli.fuzz_client import command

    page = (ROOT / "docs" / PAGE).read_text("utf-8")
    flags = [option for one in command.params for option in one.opts if option.startswith("--")]
    assert len(flags) > 10
    assert [flag for flag in flags if flag not in page] == []
