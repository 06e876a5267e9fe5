"""A sound call of each operation for the sample user, and a snapshot that shows whether a refusal left a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import MERGE_PATCH, Banno
from contract_tests.exchange import Exchange
from contract_tests.operation import Operation, operations

BODIES: dict[str, Any] = {
    "unlockUser": {"state": False},
    "resetPassword": {"method": "email"},
    "resetPasswordAsPrinted": {"method": "email"},
    "updateUser": {"email": "changed@example.com"},
    "patchUser": {"preferredName": "Changed"},
}

every_operation = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
every_operation_with_a_body = pytest.mark.parametrize(
    "operation", [known for known in operations() if known.takes_body], ids=lambda operation: operation.id
)


def call(
    bank: Bank, operation: Operation, *, user: str = SAMPLE_ID, institution: str = SAMPLE_ID, **changes: Any
) -> Exchange:
    """The sound call of an operation with some part of it changed; ids must be percent-encoded already."""
    sent: dict[str, Any] = {"token": Banno(bank).token_for(operation.id), **changes}
    if operation.id == "searchUsers":
        sent.setdefault("params", {"query": "Kathy"})
    if operation.takes_body and "content" not in sent:
        sent.setdefault("json", BODIES[operation.id])
    if operation.id == "patchUser":
        sent.setdefault("media_type", MERGE_PATCH)
    return bank.send(operation.method, operation.fill({"userId": user, "institutionId": institution}), **sent)


def for_consumers(operation: Operation) -> bool:
    """Whether the operation belongs to the Consumer API, whose tokens know one user only."""
    return bool(operation.described["x-refusals"] == "consumer")


@contextmanager
def untouched(bank: Bank) -> Iterator[None]:
    """Whatever happens in the block must leave the sandbox's users, changes and outbox exactly as they were."""
    before = snapshot(bank)
    yield
    assert snapshot(bank) == before


def snapshot(bank: Bank) -> tuple[Any, ...]:
    """Everything that a call could have changed."""
    return bank.users(), bank.outbox(), bank.control("GET", f"/sandboxes/{bank.sandbox}/changes")
