"""The file that tells Schemathesis what is no failure says as little as it may, and why."""

import re
import tomllib

from contract_tests.conformance.engine import EXCEPTIONS
from contract_tests.operation import operations
from simulator import testing

TEXT = EXCEPTIONS.read_text(encoding="utf-8")
REASON = re.compile(r"# ([A-Z-]+\d+): .+\nchecks\.\w+\.(?:expected-statuses|enabled) = ")
KEYED = {"updatePartnerUser", "deletePartnerUser", "getPartnerUser"}
"""Where what was just created may be gone: a repeated creation answers its first reply, whatever happened since."""
BELOW = {
    "editExternalAccount",
    "guessMicrodeposits",
    "resetGuessAttempts",
    "setDeviceNumberType",
    "unknownAction",
    "unlinkCoreUserId",
}
"""Where 404 may be about something of the user, who is there."""


def test_exceptions_are_few_and_for_named_operations() -> None:
    """Statuses are added, one check looks away where it cannot know, no operation is left out, and all exist."""
    read = tomllib.loads(TEXT)
    assert set(read) == {"operations"}
    for exception in read["operations"]:
        assert set(exception) == {"include-operation-id", "checks"}
        assert exception["include-operation-id"] in {operation.id for operation in operations()}
        for name, check in exception["checks"].items():
            looks_away = name == "ensure_resource_availability" and check == {"enabled": False}
            assert set(check) == {"expected-statuses"} or (
                looks_away and exception["include-operation-id"] in KEYED | BELOW
            )


def test_every_exception_names_its_claim() -> None:
    """In the line above it, by an id that exists."""
    reasons = REASON.findall(TEXT)
    assert len(reasons) == TEXT.count("\nchecks.")
    assert set(reasons) <= {claim["id"] for claim in testing.claims()}
