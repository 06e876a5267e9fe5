"""Finds what proves which claim by reading the suite's source, without importing or running it.

A proof is a test marked `@proves("ID", …)`, or a check declared `@check("…", claims=["ID", …])`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent
Proofs = dict[str, list[str]]


def collected(package: Path = PACKAGE) -> Proofs:
    """The names of the proving tests and checks by claim id, as `contract_tests/file.py::name`, sorted."""
    found: Proofs = {}
    for path in sorted(package.rglob("*.py")):
        for claim, name in _in_file(path):
            found.setdefault(claim, []).append(f"{path.relative_to(package.parent).as_posix()}::{name}")
    return dict(sorted(found.items()))


def _in_file(path: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                yield from ((claim, node.name) for claim in _claims(decorator))


def _claims(decorator: ast.expr) -> list[str]:
    """The literal claim ids of a `proves` or `check` decorator; none of any other."""
    if not isinstance(decorator, ast.Call) or not isinstance(decorator.func, ast.Name):
        return []
    if decorator.func.id == "proves":
        return [ast.literal_eval(argument) for argument in decorator.args]
    if decorator.func.id == "check":
        return [
            claim for given in decorator.keywords if given.arg == "claims" for claim in ast.literal_eval(given.value)
        ]
    return []
