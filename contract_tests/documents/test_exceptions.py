"""The file that tells Schemathesis what is no failure says as little as it may, and why."""

import re
import tomllib

from contract_tests.conformance.engine import EXCEPTIONS
from contract_tests.operation import operations
from simulator import testing

TEXT = EXCEPTIONS.read_text(encoding="utf-8")
REASON = re.compile(r"# ([A-Z-]+\d+): .+\nchecks\.\w+\.expected-statuses = ")


def test_exceptions_only_add_statuses_to_named_operations() -> None:
    """No check is switched off, no operation left out, and every named operation exists."""
    read = tomllib.loads(TEXT)
    assert set(read) == {"operations"}
    for exception in read["operations"]:
        assert set(exception) == {"include-operation-id", "checks"}
        assert exception["include-operation-id"] in {operation.id for operation in operations()}
        assert all(set(check) == {"expected-statuses"} for check in exception["checks"].values())


def test_every_exception_names_its_claim() -> None:
    """In the line above it, by an id that exists."""
    reasons = REASON.findall(TEXT)
    assert len(reasons) == TEXT.count("expected-statuses")
    assert set(reasons) <= {claim["id"] for claim in testing.claims()}
