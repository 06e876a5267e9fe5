"""A request with a key is decided once, until its time is over; a key with another body is refused."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from simulator import idempotency
from simulator.domain.call import Call, Change, Outcome, Reply, put
from simulator.domain.demand import Demand
from simulator.domain.ids import Ids
from simulator.domain.problem import Kind, Problem, Refused
from simulator.domain.table import Rows, Table
from simulator.idempotency import Kept, once
from simulator.openapi.operation import Operation, Parameter
from simulator.openapi.validate import Schema

AT = datetime(2026, 1, 15, 9, tzinfo=UTC)
HOURS = 48
KEY = Parameter("X-Key", required=False, type="string", schema=Schema({}), idempotency_hours=HOURS)
OTHER = Parameter("X-Other", required=False, type="string", schema=Schema({}))
OPERATION = Operation(
    id="create",
    provider="bank",
    document="bank",
    method="POST",
    path="/things",
    summary="",
    handler="create",
    demand=Demand("create"),
    query={},
    header={"x-other": OTHER, "x-key": KEY},
    body=None,
    body_required=True,
    replies={},
    headers={},
)


class Bank:
    """Things are made, and counted; what was answered is kept."""

    def __init__(self) -> None:
        self.made = 0
        self.status = 202
        self.kept: Table[Kept] = Table(Rows())

    def send(
        self, key: str | None = "k", *, body: Any = None, at: datetime = AT, owner: str = "me", id: str = "create"
    ) -> Reply:
        """One request, and what it changes is made."""
        header: Mapping[str, Any] = {} if key is None else {"x-key": key}
        call = Call(Demand(id), at, Ids(0, "default", "bank", 0), header=header, body=body or {"name": "Ann"})
        outcome = once(replace(OPERATION, id=id), self.kept, owner, call, self._made)
        self.kept = Table(Rows({**self.kept.rows, **{one.key: one.record for one in outcome.changes if _kept(one)}}))
        return outcome.reply

    def _made(self) -> Outcome:
        self.made += 1
        return Outcome(Reply(self.status, {"number": self.made}), (put("bank", "things", str(self.made), self.made),))


def _kept(change: Change) -> bool:
    return (change.slice, change.table) == (idempotency.SLICE, idempotency.TABLE)


def test_the_same_key_hears_the_same_again_and_makes_nothing() -> None:
    bank = Bank()
    first, again = bank.send(), bank.send()
    assert (again.status, again.body) == (first.status, first.body)
    assert "answered before" in again.hint
    assert (first.hint, bank.made) == ("", 1)


def test_without_a_key_every_request_is_decided() -> None:
    bank = Bank()
    assert bank.send(None).body != bank.send(None).body
    assert len(bank.kept) == 0


def test_where_no_header_makes_requests_repeatable_every_request_is_decided() -> None:
    call = Call(Demand("x"), AT, Ids(0, "default", "bank", 0), header={"x-other": "k"})
    plain = replace(OPERATION, header={"x-other": OTHER})
    outcome = once(plain, Table(Rows()), "me", call, lambda: Outcome(Reply(202)))
    assert outcome == Outcome(Reply(202))


def test_what_was_decided_is_kept_beside_what_it_changes() -> None:
    bank = Bank()
    call = Call(Demand("create"), AT, Ids(0, "default", "bank", 0), header={"x-key": "k"}, body={})
    made, kept = once(OPERATION, bank.kept, "me", call, bank._made).changes
    assert (made.slice, made.table) == ("bank", "things")
    assert (kept.record.until, kept.record.status) == (AT + timedelta(hours=HOURS), 202)


def test_a_key_counts_in_any_letter_case() -> None:
    bank = Bank()
    assert bank.send("ABCdef").body == bank.send("abcDEF").body


def test_a_key_is_one_owners_and_one_operations() -> None:
    bank = Bank()
    bank.send()
    assert bank.send(owner="you").body == {"number": 2}
    assert bank.send(id="destroy").body == {"number": 3}
    assert bank.send("l").body == {"number": 4}


@pytest.mark.parametrize("body", [{"name": "Bea"}, {"name": "Ann", "x": None}, {"NAME": "Ann"}, []])
def test_the_same_key_with_another_body_is_refused(body: Any) -> None:
    bank = Bank()
    bank.send()
    with pytest.raises(Refused) as caught:
        bank.send(body=body or [0])
    problem = caught.value.problem
    assert (problem.kind, problem.violations[0].at) == (Kind.UNPROCESSABLE, "X-Key")
    assert bank.made == 1


def test_the_order_of_members_makes_no_other_body() -> None:
    bank = Bank()
    assert bank.send(body={"a": 1, "b": {"c": 1, "d": 2}}).body == bank.send(body={"b": {"d": 2, "c": 1}, "a": 1}).body


def test_a_key_is_remembered_for_its_time_and_no_longer() -> None:
    bank = Bank()
    bank.send()
    over = AT + timedelta(hours=HOURS)
    assert bank.send(at=over - timedelta(microseconds=1)).body == {"number": 1}
    assert bank.send(at=over, body={"name": "Bea"}).body == {"number": 2}
    assert bank.send(at=over, body={"name": "Bea"}).body == {"number": 2}


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_refusal_uses_no_key_up(status: int) -> None:
    bank = Bank()
    bank.status = status
    assert bank.send().status == status
    bank.status = 202
    assert bank.send(body={"name": "Bea"}).body == {"number": 2}


def test_who_may_not_do_it_uses_no_key_up() -> None:
    def no() -> Outcome:
        raise Refused(forbidden)

    forbidden = Problem(Kind.FORBIDDEN, "no")
    call = Call(Demand("create"), AT, Ids(0, "default", "bank", 0), header={"x-key": "k"}, body={})
    with pytest.raises(Refused) as caught:
        once(OPERATION, Table(Rows()), "me", call, no)
    assert caught.value.problem is forbidden


def test_a_reply_without_a_body_is_kept_without_one() -> None:
    call = Call(Demand("create"), AT, Ids(0, "default", "bank", 0), header={"x-key": "k"}, body={})
    outcome = once(OPERATION, Table(Rows()), "me", call, lambda: Outcome(Reply(204)))
    kept = Table(Rows({change.key: change.record for change in outcome.changes}))
    again = once(OPERATION, kept, "me", call, lambda: Outcome(Reply(500)))
    assert (again.reply.status, again.reply.body, again.changes) == (204, UNSET, ())
