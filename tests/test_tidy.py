"""The house rules that no linter knows: one clock, one source of ids, short files, plain names, nothing dead."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PACKAGES = ("simulator", "contract_tests")
CLOCK = Path("simulator/clock.py")
IDS = Path("simulator/domain/ids.py")

LINES_MAX = 300
FUNCTION_LINES_MAX = 40
SENTENCES_MAX = 4
REFUSED_WORDS = {
    "service",
    "manager",
    "helper",
    "helpers",
    "util",
    "utils",
    "common",
    "base",
    "data",
    "info",
    "mock",
    "dummy",
    "entity",
    "dto",
}
INHERITED = {"data_received"}  # asyncio calls it so
WALL_CLOCK = {
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
    "time.ctime",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
}
CHANCE = {"random", "secrets", "uuid.uuid1", "uuid.uuid4", "os.urandom", "uuid1", "uuid4"}
ASSERTING_CALLS = re.compile(r"^(assert|expect|check|raises$|warns$|fail$|run_state_machine_as_test$)")


def sources(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [path.relative_to(ROOT) for path in found]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_bytes(), str(path))


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else "?"


def calls(module: ast.AST) -> Iterator[tuple[int, str]]:
    return ((node.lineno, dotted(node.func)) for node in ast.walk(module) if isinstance(node, ast.Call))


def imported(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Every module name and, for `from x import y`, also `x.y`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def words(name: str) -> list[str]:
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)


def test_only_the_clock_reads_the_wall_clock() -> None:
    found = [
        f"{path}:{line} {name}"
        for path in sources(*PACKAGES)
        if path != CLOCK
        for line, name in [*calls(tree(path)), *imported(tree(path))]
        if ".".join(name.split(".")[-2:]) in WALL_CLOCK
    ]
    assert found == []


def test_only_the_ids_draw_by_chance() -> None:
    found = [
        f"{path}:{line} {name}"
        for path in sources(*PACKAGES)
        if path != IDS
        for line, name in [*calls(tree(path)), *imported(tree(path))]
        if name in CHANCE or name.startswith(("random.", "secrets."))
    ]
    assert found == []


def test_nothing_prints() -> None:
    assert [
        f"{path}:{line}" for path in sources(*PACKAGES) for line, name in calls(tree(path)) if name == "print"
    ] == []


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "benchmarks", "examples"])
def test_files_are_short(folder: str) -> None:
    lengths = {str(path): len((ROOT / path).read_bytes().splitlines()) for path in sources(folder)}
    assert {path: lines for path, lines in lengths.items() if lines > LINES_MAX} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{path}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1 - _docstring_lines(node)
        for path in sources(*PACKAGES, "tests", "benchmarks")
        for node in functions(tree(path))
    }
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES_MAX} == {}


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return len((ast.get_docstring(node, clean=False) or "").splitlines())


@pytest.mark.parametrize("folder", [*PACKAGES, "tests", "benchmarks"])
def test_every_module_says_in_few_sentences_what_it_is(folder: str) -> None:
    said = {path: ast.get_docstring(tree(path)) or "" for path in sources(folder)}
    assert [str(path) for path, text in said.items() if not text] == []
    assert [
        str(path) for path, text in said.items() if len(re.findall(r"[.!?](?=\s+[A-Z]|$)", text)) > SENTENCES_MAX
    ] == []


def test_names_avoid_the_refused_words() -> None:
    defined = [
        (f"{path}:{node.lineno}", node.name)
        for path in sources(*PACKAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    named = [*defined, *((str(path), part) for path in sources(*PACKAGES) for part in path.with_suffix("").parts)]
    refused = [(place, name) for place, name in named if {word.lower() for word in words(name)} & REFUSED_WORDS]
    assert [f"{place} {name}" for place, name in refused if name not in INHERITED] == []


def test_every_module_is_imported_or_is_an_entry_point() -> None:
    live = {name for path in sources(*PACKAGES, "tests", "benchmarks") for name in _named_in(path)} | _entry_points()
    dead = [str(path) for path in sources(*PACKAGES) if _module(path) not in live and not _found_by_name(path)]
    assert dead == []


def _named_in(path: Path) -> Iterator[str]:
    """Modules that a file imports or, for lazy imports, names in a string. Tests keep no module alive."""
    if path.parts[0] == "tests":
        return
    own = _module(path)
    yield from (name for _, name in imported(tree(path)) if name != own)
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"[\w.-]+(:\w+)?", node.value)
        ):
            named = node.value.partition(":")[0].replace("-", "_")
            yield from (named, f"{own}.{named}")


def _entry_points() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project.get("scripts", {}), *project.get("entry-points", {}).values()]
    return {target.partition(":")[0] for group in groups for target in group.values()}


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _found_by_name(path: Path) -> bool:
    return path.name in {"__init__.py", "__main__.py", "conftest.py"} or path.name.startswith("test_")


def test_every_test_asserts_something() -> None:
    paths = sources("tests", "contract_tests")
    asserting = _asserting_names(paths)
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path in paths
        if path.name.startswith("test_")
        for node in functions(tree(path))
        if node.name.startswith("test_") and node.name not in asserting
    ]
    assert silent == []


def _asserting_names(paths: list[Path]) -> set[str]:
    """Names of functions that assert, or call one that does."""
    bodies = [node for path in paths for node in functions(tree(path))]
    known: set[str] = set()
    while grown := {node.name for node in bodies if node.name not in known and _asserts(node, known)}:
        known |= grown
    return known


def _asserts(node: ast.AST, known: set[str]) -> bool:
    if any(isinstance(inner, ast.Assert | ast.Raise) for inner in ast.walk(node)):
        return True
    names = {name.rpartition(".")[2] for _, name in calls(node)}
    return bool(names & known) or any(ASSERTING_CALLS.match(name) for name in names)


def _entries(path: Path) -> list[dict[str, Any]]:
    """The one entry of a file, or all of a list."""
    read = yaml.safe_load(path.read_bytes())
    return read if isinstance(read, list) else [read]


def test_every_persona_and_scenario_has_a_one_line_story() -> None:
    files = sorted([*(ROOT / "fixtures/personas").glob("*.yaml"), *(ROOT / "fixtures/scenarios").glob("*.yaml")])
    stories = {f"{path.name} {one.get('name', '')}": one.get("story") for path in files for one in _entries(path)}
    assert stories
    assert [
        name
        for name, story in stories.items()
        if not isinstance(story, str) or not story.strip() or "\n" in story.strip()
    ] == []
