"""Stored users hold only what a bank can mean."""

from typing import Any, get_args

import msgspec
import pytest

from simulator.providers.banno.state import ABILITIES, Ability, User
from tests.providers.banno.bank import user

STORED = msgspec.to_builtins(user("ada"))


def test_a_stored_user_comes_back_from_json_the_same() -> None:
    assert msgspec.json.decode(msgspec.json.encode(user("ada")), type=User) == user("ada")


@pytest.mark.parametrize(
    "wrong",
    [
        {"userId": "3FA85F64-5717-4562-B3FC-2C963F66AFA6"},
        {"userId": "x"},
        {"ssnLast4": "12a4"},
        {"ssnLast4": "12345"},
        {"memberNumber": 10_000_000_000},
        {"status": "locked"},
        {"userType": "Person"},
        {"addedAt": "2026-01-01T00:00:00"},
        {"abilities": ["fly"]},
        {"provider": "core2"},
        {"nickname": "x"},
        {"address": {"street": "x"}},
        {"organization": {"organizationId": STORED["userId"]}},
    ],
)
def test_what_no_bank_means_cannot_be_stored(wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**STORED, **wrong}, User)


def test_there_are_sixteen_abilities() -> None:
    assert get_args(Ability) == ABILITIES
    assert len(set(ABILITIES)) == 16


def test_people_are_ordered_by_names_in_any_case_and_then_by_id() -> None:
    one = user("ada", first_name="ÉLODIE", last_name="STRAẞE")
    assert one.order == ("strasse", "élodie", one.user_id)
