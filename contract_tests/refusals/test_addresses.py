"""Paths and methods that are not there."""

import re

import pytest

from contract_tests.bank import Bank
from contract_tests.claims import proves
from contract_tests.operation import METHODS, Operation, operations
from contract_tests.refusals.sound import call, every_operation, for_consumers, path_of, token_for, untouched, welcome

ASTRAY = {"banno": (404,), "customers_bank": (404, 405), "narmi": (404, 405)}
"""What a path that is nobody's may be answered; `/Users/` comes near `/Users/{userId}`, and Narmi's likewise."""


NEAREST = "/users|/credentials|/emulations|/messages|/roles|/tasks|/enrollment_debugger"


@proves("B-17", "BAN-U-02")
@every_operation
def test_another_method_is_not_allowed_and_the_right_ones_are_named(bank: Bank, operation: Operation) -> None:
    """405 with `Allow`, whoever asks; nothing has happened."""
    right = {known.method for known in operations() if known.path == operation.path}
    path = path_of(operation)
    with untouched(bank):
        for method in {name.upper() for name in METHODS} - right - {"HEAD", "OPTIONS"}:
            refused = bank.send(method, path, token=bank.token())
            assert refused.status == 405, method
            allowed = {name.strip() for name in (refused.header("Allow") or "").split(",")}
            assert allowed - {"HEAD", "OPTIONS"} == right


@every_operation
def test_a_path_that_is_nearly_right_is_not_found_and_the_right_one_is_named(bank: Bank, operation: Operation) -> None:
    """404 with a hint that names the nearest operation."""
    path = path_of(operation)
    with untouched(bank):
        changed = (f"{path}/x/y", path.replace("s/", "/", 1), path.replace("sers", "ser").replace("ials", "ial"))
        for wrong in set(changed) - {path}:
            refused = bank.send(operation.method, wrong, token=bank.token())
            assert refused.status == 404
            assert re.search(NEAREST, (refused.hint or "").lower())


@every_operation
@pytest.mark.parametrize("change", ["{path}/", "/{path}", "{path}//", "{path}/%2e", "{path};x=1"])
def test_a_path_is_taken_literally(bank: Bank, operation: Operation, change: str) -> None:
    """No slash is added or dropped, no dot is resolved; but a slash may end a path of Narmi's (NARMI-M-01)."""
    path = path_of(operation)
    if operation.provider == "narmi" and change == "{path}/":
        return
    with untouched(bank):
        sent = bank.send(operation.method, change.format(path=path), token=token_for(bank, operation))
        consumer = (401,) if for_consumers(operation) else ()
        assert sent.status in (*ASTRAY[operation.provider], *consumer)


@every_operation
def test_unknown_query_parameters_are_no_errors(bank: Bank, operation: Operation) -> None:
    """A cache buster or a tracking parameter does no harm."""
    params = {"_": "1", "utm_source": "x", **({"query": "Kathy"} if operation.id == "searchUsers" else {})}
    assert welcome(operation, call(bank, operation, params=params))
