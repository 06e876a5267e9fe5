"""How an answer leaves when a fault is planned for it, with a server that can hang up and with one that cannot."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from simulator.delivery import Answer, Cut, Deliver, Garbled, Late, Slow, Withheld, whole
from simulator.http import LINE
from tests.laws import LAW

TEN = Answer(200, [(b"content-length", b"10")], b"0123456789")
EMPTY = Answer(204, [], b"")
Heard = list[Any]


class Told:
    """A connection that tells when it was ended, in one list with all that was sent before and after."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard

    def hang_up(self, last: bytes = b"", *, reset: bool = False) -> None:
        """The end."""
        self.heard.append(("reset" if reset else "end", last))


def delivered(deliver: Deliver, answer: Answer = TEN, *, ended: bool = True) -> Heard:
    """What is heard until the connection ends: statuses, pieces of the body, how it ended."""
    heard: Heard = []

    async def send(message: Any) -> None:
        heard.append(message.get("status", message.get("body")))

    asyncio.run(deliver({"extensions": {LINE: Told(heard)}}, send, answer))
    ends = [place for place, one in enumerate(heard) if isinstance(one, tuple)]
    assert bool(ends) is ended
    return heard[: ends[0] + 1] if ends else heard


def test_a_whole_answer_comes_whole() -> None:
    assert delivered(whole, ended=False) == [200, b"0123456789"]


def test_a_late_answer_comes_whole_after_its_time() -> None:
    loop_time: list[float] = []

    async def timed(scope: Any, send: Any, answer: Answer) -> None:
        begun = asyncio.get_running_loop().time()
        await Late(0.05)(scope, send, answer)
        loop_time.append(asyncio.get_running_loop().time() - begun)

    assert delivered(timed, ended=False) == [200, b"0123456789"]
    assert loop_time[0] >= 0.05


def test_a_slow_answer_comes_in_pieces_of_like_size() -> None:
    assert delivered(Slow(4, 0.01), ended=False) == [200, b"01", b"234", b"56", b"789"]


@LAW
@given(some.binary(max_size=40), some.integers(2, 50))
def test_however_it_is_divided_a_slow_answer_is_whole(content: bytes, pieces: int) -> None:
    status, *parts = delivered(Slow(pieces, 1e-6), Answer(200, [], content), ended=False)
    assert (status, b"".join(parts)) == (200, content)
    assert len(parts) == max(1, min(pieces, len(content)))


@pytest.mark.parametrize(("share", "part"), [(0, b""), (0.5, b"01234"), (0.99, b"012345678")])
def test_a_cut_answer_says_its_head_and_a_share_of_its_body(share: float, part: bytes) -> None:
    assert delivered(Cut(share)) == [200, part, ("end", b"")]


def test_of_an_answer_without_a_body_nothing_comes_when_it_is_cut() -> None:
    assert delivered(Cut(0.5), EMPTY) == [("end", b"")]


@pytest.mark.parametrize(("reset", "end"), [(False, ("end", b"")), (True, ("reset", b""))])
def test_an_answer_that_is_withheld_is_not_begun(reset: bool, end: Any) -> None:
    assert delivered(Withheld(reset)) == [end]


def test_garbage_comes_alone_or_behind_a_head() -> None:
    assert delivered(Garbled(b"\xff!")) == [("end", b"\xff!")]
    ((_, said),) = delivered(Garbled(b"\xff!", head=True))
    assert said.startswith(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
    assert said.endswith(b"\xff!")


def alone(deliver: Deliver, answer: Answer = TEN) -> tuple[Heard, OSError]:
    """What is heard, and what is raised, where no server can hang up."""
    heard: Heard = []

    async def send(message: Any) -> None:
        heard.append((message.get("status", message.get("body")), message.get("more_body", False)))

    with pytest.raises(OSError, match="a planned fault") as caught:
        asyncio.run(deliver({}, send, answer))
    return heard, caught.value


@pytest.mark.parametrize(
    ("deliver", "kind"),
    [
        (Withheld(), ConnectionAbortedError),
        (Withheld(reset=True), ConnectionResetError),
        (Garbled(b"x"), ConnectionAbortedError),
        (Garbled(b"x", head=True), ConnectionAbortedError),
    ],
)
def test_without_a_connection_to_end_the_caller_hears_of_it_by_an_error(deliver: Deliver, kind: type[OSError]) -> None:
    heard, error = alone(deliver)
    assert (heard, type(error)) == ([], kind)


def test_without_a_connection_to_end_a_cut_answer_is_left_unfinished() -> None:
    heard, _ = alone(Cut(0.3))
    assert heard == [(200, False), (b"012", True)]


@pytest.mark.parametrize("deliver", [Late(30), Slow(5, 30)])
def test_a_server_that_stops_hangs_up_instead_of_waiting(deliver: Deliver) -> None:
    heard: Heard = []

    async def send(message: Any) -> None:
        heard.append(message["type"])

    async def stopped(scope: Any) -> None:
        task = asyncio.create_task(deliver(scope, send, TEN))
        await asyncio.sleep(0.01)
        task.cancel()
        await task

    asyncio.run(stopped({"extensions": {LINE: Told(heard)}}))
    assert ("end", b"") in heard
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(stopped({}))
