"""Paths and methods that are not there."""

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import Banno
from contract_tests.claims import proves
from contract_tests.operation import METHODS, Operation, operations
from contract_tests.refusals.sound import call, every_operation, for_consumers, untouched


@proves("B-17", "BAN-U-02")
@every_operation
def test_another_method_is_not_allowed_and_the_right_ones_are_named(bank: Bank, operation: Operation) -> None:
    """405 with `Allow`, whoever asks; nothing has happened."""
    right = {known.method for known in operations() if known.path == operation.path}
    path = operation.fill({"userId": SAMPLE_ID, "institutionId": SAMPLE_ID})
    with untouched(bank):
        for method in {name.upper() for name in METHODS} - right - {"HEAD", "OPTIONS"}:
            refused = bank.send(method, path, token=bank.token())
            assert refused.status == 405, method
            allowed = {name.strip() for name in (refused.header("Allow") or "").split(",")}
            assert allowed - {"HEAD", "OPTIONS"} == right


@every_operation
def test_a_path_that_is_nearly_right_is_not_found_and_the_right_one_is_named(bank: Bank, operation: Operation) -> None:
    """404 with a hint that names the nearest operation."""
    path = operation.fill({"userId": SAMPLE_ID, "institutionId": SAMPLE_ID})
    with untouched(bank):
        for wrong in (path + "/x", path.replace("/users", "/user", 1), path.replace("/a/", "/b/", 1)):
            refused = bank.send(operation.method, wrong, token=bank.token())
            assert refused.status == 404
            assert "/users" in (refused.hint or "")


@every_operation
@pytest.mark.parametrize("change", ["{path}/", "/{path}", "{path}//", "{path}/%2e", "{path};x=1"])
def test_a_path_is_taken_literally(bank: Bank, operation: Operation, change: str) -> None:
    """No slash is added or dropped, no dot is resolved."""
    path = operation.fill({"userId": SAMPLE_ID, "institutionId": SAMPLE_ID})
    with untouched(bank):
        sent = bank.send(operation.method, change.format(path=path), token=Banno(bank).token_for(operation.id))
        assert sent.status in ((404, 401) if for_consumers(operation) else (404,))


@every_operation
def test_unknown_query_parameters_are_no_errors(bank: Bank, operation: Operation) -> None:
    """A cache buster or a tracking parameter does no harm."""
    params = {"_": "1", "utm_source": "x", **({"query": "Kathy"} if operation.id == "searchUsers" else {})}
    assert call(bank, operation, params=params).accepted
