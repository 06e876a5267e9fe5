"""The examples in the specs that are about the sample user are what the target answers about the sample user."""

from typing import Any

import pytest

from contract_tests.banno import Banno
from contract_tests.claims import proves
from contract_tests.operation import operation
from contract_tests.refusals.sound import call

SHOWN = {"getUser": "kathySmith", "getUserDetails": "kathySmith", "getUserStatus": "locked", "searchUsers": "oneUser"}


@proves("F-01", "B-16")
@pytest.mark.parametrize(("id", "name"), SHOWN.items())
def test_what_a_spec_shows_is_what_is_answered(banno: Banno, id: str, name: str) -> None:
    """So that a reader of the docs page sees the same person as a caller."""
    described: Any = operation(id).reply(200)
    example = described["content"]["application/json"]["examples"][name]["value"]
    asked: dict[str, Any] = {"params": {"query": "user@example.com"}} if id == "searchUsers" else {}
    assert call(banno.bank, operation(id), **asked).json == example
