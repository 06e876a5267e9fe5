"""A sound call of each operation for the sample user, and a snapshot that shows whether a refusal left a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import MERGE_PATCH, Banno
from contract_tests.customers_bank import API, CREDENTIAL, UPDATED, CustomersBank
from contract_tests.exchange import Exchange
from contract_tests.narmi import Narmi
from contract_tests.operation import Operation, operations

BODIES: dict[str, Any] = {
    "unlockUser": {"state": False},
    "resetPassword": {"method": "email"},
    "resetPasswordAsPrinted": {"method": "email"},
    "updateUser": {"email": "changed@example.com"},
    "patchUser": {"preferredName": "Changed"},
    "createPartnerUser": {"name": "Postman Add", "email": "postman.add@sample-partner.example", "isAdmin": False},
    "updatePartnerUser": {"id": UPDATED, "name": "Postman Update", "isAdmin": False},
    "createCredential": {"displayName": "Doc Test 2"},
}
IDS = {
    "banno": {"institutionId": SAMPLE_ID, "userId": SAMPLE_ID},
    "customers_bank": {"userId": UPDATED, "id": CREDENTIAL},
    "narmi": {},
}
"""The path variables of a sound call, by provider; Narmi's operations each have their own, in the spec's examples."""

every_operation = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.id)
every_operation_with_a_body = pytest.mark.parametrize(
    "operation", [known for known in operations() if known.takes_body], ids=lambda operation: operation.id
)


def call(bank: Bank, operation: Operation, *, ids: dict[str, str] | None = None, **changes: Any) -> Exchange:
    """The sound call of an operation with some part of it changed; ids must be percent-encoded already."""
    sent: dict[str, Any] = {"token": token_for(bank, operation), **changes}
    if operation.id == "searchUsers":
        sent.setdefault("params", {"query": "Kathy"})
    if operation.takes_body and "content" not in sent:
        sent.setdefault("json", body_of(operation))
    if operation.id == "patchUser":
        sent.setdefault("media_type", MERGE_PATCH)
    return bank.send(operation.method, path_of(operation, ids), **sent)


def path_of(operation: Operation, ids: dict[str, str] | None = None) -> str:
    """The path of the sound call, with other ids if some are given."""
    return operation.fill({**ids_of(operation), **(ids or {})})


def ids_of(operation: Operation) -> dict[str, str]:
    """The path variables of the sound call."""
    return (
        {**IDS[operation.provider], **operation.variable_examples}
        if operation.provider == "narmi"
        else IDS[operation.provider]
    )


def body_of(operation: Operation) -> Any:
    """The body of the sound call."""
    return BODIES[operation.id] if operation.id in BODIES else operation.body_examples[0]


def welcome(operation: Operation, done: Exchange) -> bool:
    """Whether the operation did what it is there for; one of them is there to say that there is no such action."""
    return done.accepted or (done.status == 404 and operation.never_accepts)


def token_for(bank: Bank, operation: Operation) -> str:
    """A token that may call the operation for the sample user."""
    if operation.provider == "narmi":
        return Narmi(bank).token()
    return CustomersBank(bank).token() if API in operation.schemes else Banno(bank).token_for(operation.id)


def for_consumers(operation: Operation) -> bool:
    """Whether the operation belongs to the Consumer API, whose tokens know one user only."""
    return operation.refusals == "consumer"


def unreadable(operation: Operation, body: bytes) -> int:
    """400; but where no body is needed, one of no bytes at all is none, and nothing was confirmed (NARMI-M-05)."""
    return 400 if body or operation.needs_a_body else 409


@contextmanager
def untouched(bank: Bank) -> Iterator[None]:
    """Whatever happens in the block must leave the sandbox's users, changes and outbox exactly as they were."""
    before = snapshot(bank)
    yield
    assert snapshot(bank) == before


def snapshot(bank: Bank) -> tuple[Any, ...]:
    """Everything that a call could have changed."""
    users = [bank.users(provider) for provider in IDS]
    return users, bank.outbox(), bank.control("GET", f"/sandboxes/{bank.sandbox}/changes")
