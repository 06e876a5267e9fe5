"""The kinds of faults, one small class each: its members are what a user may say about it, `befall` is what it does."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Annotated, Any, Literal, get_args

from msgspec import UNSET, Meta, Raw, Struct, UnsetType
from msgspec.json import decode, encode
from msgspec.structs import replace

from simulator.delivery import Cut, Deliver, Garbled, Late, Slow, Withheld, whole
from simulator.domain.call import Reply
from simulator.domain.ids import Ids
from simulator.domain.pointer import altered
from simulator.domain.problem import Kind as Why
from simulator.domain.problem import Problem

__all__ = ["KINDS", "NO_REPLY", "SECONDS_MAX", "Faulted", "Kind", "StaleRead", "Turn"]

SECONDS_MAX = 60
Seconds = Annotated[float, Meta(gt=0, le=SECONDS_MAX)]
Pointer = Annotated[str, Meta(pattern="^(/|$)")]
NO_REPLY = Reply(0)
"""Nothing was decided and nothing was said."""


class Turn(Struct, frozen=True):
    """What a fault may do with the call that drew it. `at` is the sandbox's instant, `ids` what is derived for this
    draw.

    `proceed` carries the call out; `earlier` tells what the call would have been answered when the fault was planned;
    `refused` puts a problem into the vendor's words.
    """

    at: datetime
    ids: Ids
    proceed: Callable[[], Awaitable[Reply]]
    earlier: Callable[[], Awaitable[Reply]]
    refused: Callable[[Problem], Reply]


class Faulted(Struct, frozen=True):
    """What became of the call: a reply, and how it is delivered."""

    reply: Reply
    deliver: Deliver = whole


class _Kind(Struct, frozen=True, rename="camel", tag_field="kind", forbid_unknown_fields=True):
    """What all kinds have in common: a name, and members that are checked."""


class Latency(_Kind, frozen=True, tag="latency"):
    """The call is carried out at once, and its answer comes so many seconds later."""

    seconds: Seconds = 2.0

    async def befall(self, turn: Turn) -> Faulted:
        """Proceed, then wait."""
        return Faulted(await turn.proceed(), Late(self.seconds))


class Status(_Kind, frozen=True, tag="status"):
    """The vendor's refusal with this status, instead of the call or, where it is `carried_out`, after it.

    `retry_after` are the seconds of that header, written as such or as the date at which they will have passed on the
    sandbox's clock; without it there is no such header.
    """

    status: Literal[429, 500, 503] = 503
    retry_after: Annotated[int, Meta(ge=0, le=86_400)] | None = None
    retry_after_form: Literal["seconds", "date"] = "seconds"
    carried_out: bool = False

    async def befall(self, turn: Turn) -> Faulted:
        """Refuse."""
        if self.carried_out:
            await turn.proceed()
        return Faulted(turn.refused(Problem(REFUSALS[self.status], "", headers=self._headers(turn.at))))

    def _headers(self, at: datetime) -> tuple[tuple[str, str], ...]:
        if self.retry_after is None:
            return ()
        if self.retry_after_form == "seconds":
            return (("Retry-After", str(self.retry_after)),)
        due = at.astimezone(UTC) + timedelta(seconds=self.retry_after)
        return (("Retry-After", format_datetime(due, usegmt=True)),)


class LostResponse(_Kind, frozen=True, tag="lost-response"):
    """The call is carried out, its answer never comes, and the connection ends in good order."""

    async def befall(self, turn: Turn) -> Faulted:
        """Proceed, and keep silent."""
        return Faulted(await turn.proceed(), Withheld())


class StaleRead(_Kind, frozen=True, tag="stale-read"):
    """A read is answered from the provider's state as it was when the fault was planned. Befalls GET only."""

    async def befall(self, turn: Turn) -> Faulted:
        """Look at what was."""
        return Faulted(await turn.earlier())


class Reset(_Kind, frozen=True, tag="reset"):
    """The connection is reset instead of the call or, where it is `carried_out`, after it."""

    carried_out: bool = False

    async def befall(self, turn: Turn) -> Faulted:
        """Hang up abruptly."""
        return Faulted(await turn.proceed() if self.carried_out else NO_REPLY, Withheld(reset=True))


class Truncate(_Kind, frozen=True, tag="truncate"):
    """The call is carried out; the head announces the whole body, this share of it comes, and the connection ends. What
    is `framed` announces the share as if that were all, and ends in good order.
    """

    share: Annotated[float, Meta(ge=0, lt=1)] = 0.5
    framed: bool = False

    async def befall(self, turn: Turn) -> Faulted:
        """Proceed, and break off."""
        reply = await turn.proceed()
        if not self.framed:
            return Faulted(reply, Cut(self.share))
        if reply.body is UNSET:
            return Faulted(reply)
        content = encode(reply.body)
        return Faulted(replace(reply, body=Raw(content[: int(len(content) * self.share)]), lasting=False))


class SlowBody(_Kind, frozen=True, tag="slow-body"):
    """The call is carried out; the head comes at once, and the body in so many pieces over so many seconds."""

    seconds: Seconds = 5.0
    pieces: Annotated[int, Meta(ge=2, le=1000)] = 10

    async def befall(self, turn: Turn) -> Faulted:
        """Proceed, and take one's time."""
        return Faulted(await turn.proceed(), Slow(self.pieces, self.seconds))


class Garbage(_Kind, frozen=True, tag="garbage"):
    """The call is carried out; in the place of its answer come bytes that mean nothing, perhaps behind a head that says
    200, and the connection ends.
    """

    head: bool = False

    async def befall(self, turn: Turn) -> Faulted:
        """Proceed, and talk nonsense."""
        return Faulted(await turn.proceed(), Garbled(b"\xff" + turn.ids.noise(), self.head))


class Edit(_Kind, frozen=True, tag="edit"):
    """The call is carried out, and of the JSON in its answer some is told otherwise: `put` has values by the JSON
    pointer of their place, `drop` pointers to what is left out. An answer without a body stays as it is.
    """

    put: dict[Pointer, Any] = {}
    drop: tuple[Pointer, ...] = ()

    async def befall(self, turn: Turn) -> Faulted:
        """Proceed, and tell it otherwise."""
        reply = await turn.proceed()
        if reply.body is UNSET:
            return Faulted(reply)
        body = altered(decode(encode(reply.body)), self.put, self.drop)
        return Faulted(replace(reply, body=body, lasting=False))


class Instead(_Kind, frozen=True, tag="answer"):
    """This answer instead of the call's or, where it is `carried_out`, after the call. Without a `body` it has none; a
    text goes out as it is where the media type is not JSON's.
    """

    status: Annotated[int, Meta(ge=200, le=599)] = 200
    body: Any | UnsetType = UNSET
    media_type: str = "application/json"
    headers: dict[str, str] = {}
    carried_out: bool = False

    async def befall(self, turn: Turn) -> Faulted:
        """Answer so."""
        if self.carried_out:
            await turn.proceed()
        body = self.body
        if isinstance(body, str) and not self.media_type.endswith("json"):
            body = Raw(body.encode())
        return Faulted(Reply(self.status, body, tuple(self.headers.items()), self.media_type))


Kind = Latency | Status | LostResponse | StaleRead | Reset | Truncate | SlowBody | Garbage | Edit | Instead
KINDS: dict[str, type[Kind]] = {str(one.__struct_config__.tag): one for one in get_args(Kind)}
"""Every kind by its name."""
REFUSALS = {429: Why.TOO_MANY, 500: Why.BROKEN_PROMISE, 503: Why.UNAVAILABLE}
