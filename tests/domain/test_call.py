"""Calls, replies and changes are values."""

from datetime import UTC, datetime

import msgspec
import pytest

from simulator.domain.call import Call, Change, Outcome, Reply, deleted, put
from simulator.domain.credential import ANYBODY
from simulator.domain.demand import Demand
from simulator.domain.ids import Ids

CALL = Call(Demand("openDoor"), datetime(2026, 1, 15, tzinfo=UTC), Ids(0, "default", "shop", 0))


def test_a_change_puts_a_record_or_deletes_it() -> None:
    assert put("shop", "doors", "1", "oak") == Change("shop", "doors", "1", "oak")
    assert deleted("shop", "doors", "1") == Change("shop", "doors", "1", None)


def test_a_call_without_a_caller_is_from_nobody_who_may_anything() -> None:
    assert CALL.principal is ANYBODY
    assert ANYBODY.grants == frozenset()
    assert CALL.body is msgspec.UNSET


def test_a_reply_that_says_nothing_has_no_body() -> None:
    assert Reply(204).body is msgspec.UNSET
    assert Reply(200, None).body is None


def test_an_outcome_changes_nothing_unless_it_says_so() -> None:
    assert Outcome(Reply(204)).changes == ()


@pytest.mark.parametrize("value", [CALL, Reply(204), Outcome(Reply(204)), deleted("a", "b", "c")])
def test_nobody_can_alter_a_value_that_was_handed_on(value: msgspec.Struct) -> None:
    with pytest.raises(AttributeError):
        setattr(value, value.__struct_fields__[0], None)
