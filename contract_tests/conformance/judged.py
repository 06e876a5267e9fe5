"""A run of Schemathesis as findings: its failures, its errors, and the operations that it never got a yes from."""

from collections.abc import Iterator, Sequence

from contract_tests.conformance.engine import Failure, Run
from contract_tests.finding import Broken, Finding
from contract_tests.operation import Document, described

LEAST_CASES = 20


def judge(document: Document, done: Run, least: int = LEAST_CASES) -> None:
    """Raise Broken where the run found something, or has proven nothing; `least` cases are too few."""
    found = [*_failed(document, done.failures), *_errors(done), *_unproven(document, done, least)]
    if found:
        raise Broken(found)


def _failed(document: Document, failures: Sequence[Failure]) -> Iterator[Finding]:
    for one in failures:
        yield Finding(
            layer="conformance",
            title=f"Schemathesis, {one.check}: {one.title}",
            message=f"{one.operation} in phase {one.phase}: {one.message}",
            operation=operation_id(document, one.operation),
            curl=one.curl,
            request_id=one.request_id,
        )


def _errors(done: Run) -> Iterator[Finding]:
    for error in done.errors:
        yield Finding("conformance", "Schemathesis could not go on", error)


def _unproven(document: Document, done: Run, least: int) -> Iterator[Finding]:
    """A check that passed where nothing was ever accepted has proven nothing."""
    for label in done.never_accepted:
        told = f"{done.cases} cases, and no call of {label} was answered with 2xx"
        yield Finding("conformance", "an operation was never accepted", told, operation_id(document, label))
    if done.cases <= least:
        yield Finding("conformance", "too few cases were tried", f"{done.cases}, more than {least} expected")


def operation_id(document: Document, label: str) -> str:
    """The operationId of what Schemathesis calls `METHOD /path`; empty where the spec has none such."""
    labelled = (one["operationId"] for path, method, one in described(document) if label == f"{method.upper()} {path}")
    return next(labelled, "")
