"""Which tests are about which vendor, and which of them a run leaves out."""

from collections.abc import Iterable
from typing import Any

import pytest

from contract_tests.checks import CHECKS
from contract_tests.checks.registry import only
from contract_tests.operation import Document, Operation, described, operations
from contract_tests.unknown import unknown
from simulator import testing

FIXTURES = {"banno": "banno", "customers": "customers_bank", "narmi": "narmi"}
PREFIXES = {"BAN-": "banno", "CUBI-": "customers_bank", "NARMI-": "narmi"}


def check(config: pytest.Config) -> None:
    """Refuse a provider, a bug or a check that nobody knows; let only the chosen checks look."""
    _known("--provider", config, providers())
    if config.getoption("--defect", []):
        _known("--defect", config, {known["name"] for known in testing.defects()})
    _known("--check", config, {known.name for known in CHECKS})
    only(config.getoption("--check", []))


def _known(option: str, config: pytest.Config, known: set[str]) -> None:
    if strange := unknown(config.getoption(option, []), known):
        raise pytest.UsageError(f"{option}: unknown {strange}")


def select(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what is about the chosen vendors or about none in particular, and the specs that have a chosen operation;
    put what proves a chosen claim first.
    """
    left_out = [item for item in items if not (_of_the_vendors(config, item) and _has_the_operation(config, item))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(map(id, left_out))
        items[:] = [item for item in items if id(item) not in gone]
    if first := set(config.getoption("--claim", [])):
        items.sort(key=lambda item: not first & set(_claims(item)))


def _of_the_vendors(config: pytest.Config, item: pytest.Item) -> bool:
    wanted = set(config.getoption("--provider", []))
    return not wanted or not (about := vendors(item)) or bool(about & wanted)


def _has_the_operation(config: pytest.Config, item: pytest.Item) -> bool:
    wanted = set(config.getoption("--operation", []))
    specs = [value for value in _parameters(item) if isinstance(value, dict) and "paths" in value]
    return not wanted or not specs or any(wanted & _operations(spec) for spec in specs)


def _operations(spec: Document) -> set[str]:
    return {operation["operationId"] for _, _, operation in described(spec)}


def _parameters(item: pytest.Item) -> Iterable[Any]:
    return getattr(getattr(item, "callspec", None), "params", {}).values()


def providers() -> set[str]:
    """The vendors that have a spec."""
    return {known.provider for known in operations()}


def vendors(item: pytest.Item) -> set[str]:
    """Whom a test is about: by what it is parametrized with, else its fixtures, else its claims."""
    named = {found for value in _parameters(item) if (found := _of(value))}
    used = {FIXTURES[name] for name in getattr(item, "fixturenames", ()) if name in FIXTURES}
    claimed = {PREFIXES[prefix] for claim in _claims(item) for prefix in PREFIXES if claim.startswith(prefix)}
    return named or used or claimed


def _of(value: object) -> str:
    if isinstance(value, Operation):
        return value.provider
    return str(value["info"].get("x-provider", "")) if isinstance(value, dict) and "info" in value else ""


def _claims(item: pytest.Item) -> list[str]:
    return [claim for mark in item.iter_markers("proves") for claim in mark.args]
