"""The tutorial "add a provider", followed once for real: in a copy of the tree, by what the page itself says."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages import answers, blocks, shell
from tests.serving import ROOT, served

TOY = ROOT / "examples" / "toy-vendor"
PAGE = (ROOT / "docs" / "add-a-provider.md").read_text("utf-8")
BLOCKS = blocks("add-a-provider.md")
TOOLS = Path(sys.executable).parent
TREE = ("simulator", "specs", "fixtures", "contract_tests", "examples", "tests")
COPY, SERVE, *CALLS = [block for block in BLOCKS if block[0] in ("sh", "json", "text")]

pytestmark = pytest.mark.xdist_group("toy")


def told(language: str) -> list[str]:
    return [text for kind, text in BLOCKS if kind == language]


def patched(folder: Path, difference: str) -> None:
    """Edits the file that the head names: what was stands in it once, and what shall be takes its place."""
    head, *_ = lines = difference.splitlines()
    file = folder / head.removeprefix("--- a/")
    for removed, added in re.findall(r"((?:-.*\n)+)((?:\+.*\n?)+)", "\n".join(lines[2:]) + "\n"):
        before, after = (re.sub(r"(?m)^[-+]", "", part) for part in (removed, added))
        text = file.read_text("utf-8")
        assert text.count(before) == 1, before
        file.write_text(text.replace(before, after), "utf-8")


@pytest.fixture(scope="module")
def contributed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree in which the first three steps were taken."""
    folder = tmp_path_factory.mktemp("contributed")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in TREE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shell(COPY[1], folder)
    for difference in told("diff"):
        patched(folder, difference)
    return folder


@pytest.fixture(scope="module")
def address(contributed: Path) -> Iterator[str]:
    """Where the simulator with the new vendor answers."""
    assert SERVE[1].split()[:2] == ["simulator", "serve"]
    flags = SERVE[1].split()[2:]
    with served(
        *flags, "--ready-file", "ready.json", folder=contributed, more={"PYTHONPATH": str(contributed)}
    ) as server:
        assert server.ask("GET", "/_simulator/v1/health")[0] == 200
        assert json.loads((contributed / "ready.json").read_text())["url"] == server.url
        assert f"  toy             {server.url}/toy/v1/jars/…" in server.banner
        yield server.url


def test_what_the_page_shows_of_a_file_is_what_is_in_it() -> None:
    files = {path.relative_to(TOY).as_posix(): path.read_text("utf-8") for path in TOY.rglob("*.*") if path.is_file()}
    shown = set(told("python"))
    assert shown == {text for name, text in files.items() if name.endswith(".py")}
    assert all(f"`{name}`" in PAGE for name in files)
    (excerpt,) = told("yaml")
    assert all(part in files["specs/toy/jar.yaml"] for part in excerpt.split("# …\n"))


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_calls_of_the_page_are_answered_as_it_says(contributed: Path, address: str) -> None:
    printed, expected = answers(CALLS, contributed, address, contributed)
    assert printed == expected


def test_the_house_rules_take_the_new_vendor_in(contributed: Path) -> None:
    """Walls, types, and what is asked of every provider."""
    assert "the same rooms in Toy KEPT" in shell(f"{TOOLS}/lint-imports --no-cache", contributed, contributed)
    shell(f"{TOOLS}/mypy --cache-dir .mypy_cache -p simulator.providers.toy", contributed, contributed)
    asked = f"{sys.executable} -m pytest -q -p no:cacheprovider tests/providers/test_provider.py"
    assert " passed" in shell(asked, contributed, contributed)


def test_without_the_lines_in_pyproject_the_walls_complain(contributed: Path) -> None:
    printed = shell(f"! {TOOLS}/lint-imports --no-cache --config {ROOT}/pyproject.toml", contributed, contributed)
    assert "- simulator.providers.toy" in printed
