"""What each kind of fault makes of a call: whether it is carried out, what is answered, and how that is delivered."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from simulator.answer import content_of
from simulator.delivery import Cut, Garbled, Late, Slow, Withheld, whole
from simulator.domain.call import Reply
from simulator.domain.ids import Ids
from simulator.domain.problem import Problem
from simulator.faults.kinds import KINDS, NO_REPLY, Edit, Faulted, Truncate, Turn
from simulator.providers import PROVIDERS

DONE, BEFORE = Reply(200, {"done": True}), Reply(200, {"done": False})
AT = datetime(2026, 1, 15, 23, 59, 50, 900_000, tzinfo=UTC)


def _turn(reply: Reply) -> Turn:
    async def proceed() -> Reply:
        return reply

    return Turn(AT, Ids(0, "default", "faults", 1), proceed, proceed, lambda _: reply)


def befallen(kind: str, provider: str = "banno", **members: Any) -> tuple[Faulted, bool]:
    """What became of the call, and whether it was carried out."""
    carried_out: list[bool] = []

    async def proceed() -> Reply:
        carried_out.append(True)
        return DONE

    async def earlier() -> Reply:
        return BEFORE

    def refused(problem: Problem) -> Reply:
        return PROVIDERS[provider].refusal(problem, "getUser")

    turn = Turn(AT, Ids(0, "default", "faults", 1), proceed, earlier, refused)
    return asyncio.run(KINDS[kind](**members).befall(turn)), bool(carried_out)


def test_the_kinds_go_by_these_names() -> None:
    named = "latency status lost-response stale-read reset truncate slow-body garbage edit answer"
    assert list(KINDS) == named.split()


@pytest.mark.parametrize(
    ("kind", "members", "reply", "deliver", "carried_out"),
    [
        ("latency", {"seconds": 3.5}, DONE, Late(3.5), True),
        ("slow-body", {"seconds": 3.5, "pieces": 4}, DONE, Slow(4, 3.5), True),
        ("truncate", {"share": 0.25}, DONE, Cut(0.25), True),
        ("lost-response", {}, DONE, Withheld(), True),
        ("reset", {}, NO_REPLY, Withheld(reset=True), False),
        ("reset", {"carried_out": True}, DONE, Withheld(reset=True), True),
        ("stale-read", {}, BEFORE, whole, False),
    ],
)
def test_each_kind_does_what_it_says(kind: str, members: Any, reply: Reply, deliver: Any, carried_out: bool) -> None:
    assert befallen(kind, **members) == (Faulted(reply, deliver), carried_out)


@pytest.mark.parametrize("head", [False, True])
def test_garbage_is_no_http_and_the_same_each_time(head: bool) -> None:
    (first, carried_out), (again, _) = befallen("garbage", head=head), befallen("garbage", head=head)
    assert (first, carried_out) == (again, True)
    assert isinstance(first.deliver, Garbled)
    assert first.deliver.noise[:1] == b"\xff"
    assert (len(first.deliver.noise), first.deliver.head) == (65, head)


@pytest.mark.parametrize("status", [429, 500, 503])
@pytest.mark.parametrize("carried_out", [False, True])
def test_a_status_comes_instead_of_the_call_or_after_it(status: int, carried_out: bool) -> None:
    faulted, done = befallen("status", status=status, carried_out=carried_out)
    assert (faulted.reply.status, faulted.deliver, done) == (status, whole, carried_out)
    assert faulted.reply.headers == ()


def test_retry_after_is_written_in_seconds_or_as_a_date_of_the_sandboxs_clock() -> None:
    seconds, _ = befallen("status", status=429, retry_after=30)
    date, _ = befallen("status", status=503, retry_after=30, retry_after_form="date")
    assert seconds.reply.headers == (("Retry-After", "30"),)
    assert date.reply.headers == (("Retry-After", "Fri, 16 Jan 2026 00:00:20 GMT"),)


@pytest.mark.parametrize(
    ("status", "kind", "title"),
    [
        (429, "rfc6585#section-4", "Too Many Requests"),
        (500, "rfc9110#section-15.6.1", "An error occurred while processing your request."),
        (503, "rfc9110#section-15.6.4", "Service Unavailable"),
    ],
)
def test_a_status_has_the_vendors_own_form(status: int, kind: str, title: str) -> None:
    bare, _ = befallen("status", status=status)
    assert (bare.reply.status, bool(bare.reply.body)) == (status, False)
    said, _ = befallen("status", "customers_bank", status=status)
    body: Any = said.reply.body
    assert said.reply.media_type == "application/problem+json"
    assert (body["status"], body["title"], body["type"]) == (status, title, f"https://tools.ietf.org/html/{kind}")


TOLD = Reply(200, {"a": {"b": [1, 2], "c/d": None}}, (("x-kept", "1"),), lasting=True)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"put": {"/a/b": []}}, {"a": {"b": [], "c/d": None}}),
        ({"put": {"/a/b/1": "two"}}, {"a": {"b": [1, "two"], "c/d": None}}),
        ({"put": {"/a/new": 0}}, {"a": {"b": [1, 2], "c/d": None, "new": 0}}),
        ({"put": {"/x/y": 0, "/a/b/7": 0, "/a/b/-": 0}}, TOLD.body),
        ({"drop": ("/a/c~1d",)}, {"a": {"b": [1, 2]}}),
        ({"drop": ("/a/b/0",)}, {"a": {"b": [2], "c/d": None}}),
        ({"drop": ("/x", "/a/b/7", "/a/b/0/1")}, TOLD.body),
        ({"put": {"": 5}}, 5),
        ({"put": {"/a/b": 7}, "drop": ("/a/c~1d",)}, {"a": {"b": 7}}),
    ],
)
def test_an_edit_tells_the_answer_otherwise(members: Any, expected: Any) -> None:
    faulted = asyncio.run(Edit(**members).befall(_turn(TOLD)))
    assert faulted == Faulted(Reply(200, expected, (("x-kept", "1"),)), whole)
    assert TOLD.body == {"a": {"b": [1, 2], "c/d": None}}


def test_an_edit_leaves_an_answer_without_a_body_as_it_is() -> None:
    assert asyncio.run(Edit(put={"/a": 1}).befall(_turn(Reply(204)))) == Faulted(Reply(204), whole)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("text/html", "<p>Zöe"),
        ("application/json", '"<p>Zöe"'),
        ("application/problem+json", '"<p>Zöe"'),
    ],
)
def test_a_text_that_is_no_json_goes_out_as_it_is(media_type: str, content: str) -> None:
    faulted, _ = befallen("answer", body="<p>Zöe", media_type=media_type)
    assert content_of(faulted.reply).decode() == content


def test_a_part_of_a_body_may_come_as_if_it_were_all() -> None:
    faulted = asyncio.run(Truncate(framed=True).befall(_turn(TOLD)))
    assert (faulted.reply.status, faulted.deliver) == (200, whole)
    assert content_of(faulted.reply) == content_of(TOLD)[: len(content_of(TOLD)) // 2]
    assert asyncio.run(Truncate(framed=True).befall(_turn(Reply(204)))) == Faulted(Reply(204), whole)


@pytest.mark.parametrize("carried_out", [False, True])
def test_an_answer_comes_instead_of_the_call_or_after_it(carried_out: bool) -> None:
    members: Any = {
        "status": 418,
        "body": None,
        "media_type": "text/x",
        "headers": {"a": "b"},
        "carried_out": carried_out,
    }
    faulted = Faulted(Reply(418, None, (("a", "b"),), "text/x"), whole)
    assert befallen("answer", **members) == (faulted, carried_out)
