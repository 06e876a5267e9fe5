"""Ids that name nobody: unknown ones, and texts that are no UUID at all."""

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.claims import proves
from contract_tests.operation import Operation, operations
from contract_tests.refusals.form import assert_refused
from contract_tests.refusals.sound import call, for_consumers, untouched

UNKNOWN = (
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-4fff-bfff-ffffffffffff",
    "3fa85f64-5717-4562-b3fc-2c963f66afa7",
)
NO_UUID = (
    "x", "0", "-1", "null", "undefined", "me", "%20", "%00", "%0A", "%2E%2E", "..%2F..%2Fetc%2Fpasswd", "%F0%9F%98%80",
    "%FF%FE", "%25", "%7B%7D", SAMPLE_ID[:-1], SAMPLE_ID + "0", SAMPLE_ID.replace("-", ""), "%7B" + SAMPLE_ID + "%7D",
    "urn:uuid:" + SAMPLE_ID, SAMPLE_ID + "%00", "%20" + SAMPLE_ID, SAMPLE_ID + "%0A", SAMPLE_ID.replace("3", "g", 1),
    SAMPLE_ID.replace("3", "%EF%BC%93", 1), "x" * 4000,
)  # fmt: skip
EVERY_ID = [(operation, variable) for operation in operations() for variable in operation.variables]


@proves("B-18", "B-36", "F-04", "F-07", "F-12", "BAN-U-31", "BAN-U-46", "BAN-U-03", "CUBI-61")
@pytest.mark.parametrize(("operation", "variable"), EVERY_ID, ids=lambda value: getattr(value, "id", value))
def test_an_id_that_names_nobody_is_not_found(bank: Bank, operation: Operation, variable: str) -> None:
    """401 for a consumer who asks for anybody else, 404 for all others; nothing has happened."""
    expected = 401 if for_consumers(operation) else 404
    with untouched(bank):
        for id in (*UNKNOWN, *NO_UUID):
            assert_refused(call(bank, operation, ids={variable: id}), operation, expected, id)


@proves("BAN-U-31", "B-36", "F-04")
def test_an_administrator_sees_that_the_consumer_api_knows_nobody(bank: Bank) -> None:
    """404 for every such id, in the one consumer call that takes an Admin token."""
    for id in (*UNKNOWN, *NO_UUID):
        assert bank.send("GET", f"/a/consumer/api/v0/users/{id}", token=bank.token()).status == 404, id
