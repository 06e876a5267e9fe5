"""JSONTestSuite as the body of every operation that takes one."""

import json
from pathlib import Path
from typing import Any

from contract_tests.bank import Bank
from contract_tests.claims import proves
from contract_tests.corpora.find import json_files, needs_corpora
from contract_tests.operation import Operation
from contract_tests.refusals.form import assert_refused
from contract_tests.refusals.sound import call, every_operation_with_a_body, unreadable, untouched

READABLE = {"patchUser": 204, "createPartnerUser": 422, "updatePartnerUser": 422, "createCredential": 422}
"""What such an object is answered by other vendors, where that is not 400."""


@needs_corpora
def test_the_corpus_is_whole() -> None:
    """318 files of three kinds."""
    counts = {prefix: len(json_files(prefix)) for prefix in ("y_", "n_", "i_", "")}
    assert counts[""] == sum(counts[prefix] for prefix in ("y_", "n_", "i_")) == 318
    assert all(counts.values())


@needs_corpora
@proves("BAN-U-13", "BAN-U-44", "B-25")
@every_operation_with_a_body
def test_what_is_no_json_is_refused(bank: Bank, operation: Operation) -> None:
    """Each `n_` file: 400, and nothing has happened."""
    with untouched(bank):
        for path in json_files("n_"):
            body = path.read_bytes()
            assert_refused(call(bank, operation, content=body), operation, unreadable(operation, body), path.name)


@needs_corpora
@every_operation_with_a_body
def test_what_is_json_but_not_asked_for_is_answered_as_documented(bank: Bank, operation: Operation) -> None:
    """Each `y_` file: accepted where the operation needs no member, else refused, since none holds what it needs."""
    for path in json_files("y_"):
        answered = call(bank, operation, content=path.read_bytes())
        value: Any = _value(path)
        expected = bare(operation, value) if isinstance(value, dict) else 400
        assert answered.status == expected, path.name


@needs_corpora
@every_operation_with_a_body
def test_what_may_be_json_is_read_or_refused(bank: Bank, operation: Operation) -> None:
    """Each `i_` file: none of them fails the server."""
    for path in json_files("i_"):
        assert call(bank, operation, content=path.read_bytes()).status in (204, 400, 409, 422), path.name


def bare(operation: Operation, value: dict[str, Any]) -> int:
    """What an object without any member that is needed is answered; an action is first of all not confirmed, and an
    edit of what nobody knows edits nothing (F-06).
    """
    if operation.id in ("editUserContact", "editExternalAccount") and value:
        return 200
    if operation.provider == "narmi":
        return 409 if operation.refusals == "action" else 422
    return READABLE.get(operation.id, 400)


def _value(path: Path) -> Any:
    return json.loads(path.read_bytes())
