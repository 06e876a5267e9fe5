"""A fault as a person wrote it, in a request, a scenario or a command: checked, and in the one form that is planned.

WireMock's words are understood where they mean one of our kinds.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from simulator.domain.record import plain, recorded
from simulator.faults.kinds import KINDS, SECONDS_MAX, Kind, StaleRead
from simulator.faults.plan import Choice, Planned, Wish
from simulator.openapi.operation import Operation

__all__ = ["Known", "read", "shown"]

Json = dict[str, Any]
CHOICE = Choice.__struct_encode_fields__
LISTED_MAX = 40


class Known(Struct, frozen=True):
    """What a wish may name: providers, operations by id, and users by the name of a persona or client, each with the
    ids it stands for.

    With `operations` None, any name of one will do.
    """

    providers: Collection[str]
    operations: Mapping[str, Operation] | None
    users: Mapping[str, tuple[str, ...]]


def read(members: Mapping[str, Any], known: Known) -> Wish:
    """The wish. Raises ValueError with a sentence that says what was wrong and what was expected."""
    told = _in_our_words(dict(members))
    if "kind" not in told:
        raise ValueError(f"kind: expected one of {', '.join(KINDS)}")
    name = told.pop("kind")
    if not isinstance(name, str) or name not in KINDS:
        raise ValueError(_unknown("kind of fault", name, (*KINDS, *THEIRS)))
    own = KINDS[name].__struct_encode_fields__
    for member in told:
        if member not in (*CHOICE, *own):
            raise ValueError(_unknown(f"member of {name}", member, (*CHOICE, *own)))
    fault: Kind = recorded({member: told[member] for member in told if member in own}, KINDS[name])
    choice = recorded({member: told[member] for member in told if member in CHOICE}, Choice)
    _checked(fault, choice, known)
    return Wish(fault, choice, _users(choice.user, known))


def shown(fault: Planned) -> Json:
    """The planned fault as JSON, in the form in which it can be wished for, with its counts."""
    return {
        "id": fault.id,
        **plain(fault.fault),
        **plain(fault.choice),
        "matched": fault.matched,
        "struck": fault.struck,
    }


def _checked(fault: Kind, choice: Choice, known: Known) -> None:
    """Providers and operations exist, belong together, and can have such a fault."""
    if choice.provider is not None and choice.provider not in known.providers:
        raise ValueError(_unknown("provider", choice.provider, known.providers))
    if choice.operation is None or known.operations is None:
        return
    if choice.operation not in known.operations:
        raise ValueError(_unknown("operation", choice.operation, known.operations))
    operation = known.operations[choice.operation]
    if choice.provider not in (None, operation.provider):
        raise ValueError(f"operation: {operation.id} is one of {operation.provider}, not of {choice.provider}")
    if isinstance(fault, StaleRead) and operation.method != "GET":
        raise ValueError(f"operation: stale-read befalls reads only, and {operation.id} is a {operation.method}")


def _users(name: str | None, known: Known) -> tuple[str, ...]:
    if name is None:
        return ()
    if name in known.users:
        return tuple(one.lower() for one in known.users[name])
    try:
        return (str(UUID(name)),)
    except ValueError:
        told = _unknown("user", name, known.users)
        raise ValueError(f"{told}; expected a user's id, a persona or a client") from None


def _in_our_words(members: Json) -> Json:
    """The members with WireMock's names translated. Raises ValueError where they say what our own say too."""
    if "fault" in members:
        members = _merged(members, "fault", {"kind": members["fault"]})
    for name, (expected, translated) in DELAYS.items():
        if name in members:
            try:
                meant = translated(members[name])
            except (TypeError, KeyError, AttributeError):
                raise ValueError(f"{name}: expected {expected}, got {members[name]!r}") from None
            members = _merged(members, name, meant)
    kind = members.get("kind")
    if isinstance(kind, str) and kind in FAULTS:
        members = _merged(members, "kind", FAULTS[kind])
    elif isinstance(kind, str) and kind in DELAYS:
        raise ValueError(f"kind: {kind} comes with its value: {kind}=…; expected {DELAYS[kind][0]}")
    return members


def _merged(members: Json, name: str, meant: Json) -> Json:
    """The members without that one, and with what it means."""
    kept = {member: value for member, value in members.items() if member != name}
    for member, value in meant.items():
        if kept.get(member, value) != value:
            raise ValueError(f"{name} means {member} {value!r}, and {member} is {kept[member]!r}; say one of the two")
    return {**kept, **meant}


def _late(milliseconds: float) -> Json:
    return {"kind": "latency", "seconds": _seconds(milliseconds)}


def _dribbled(delay: Mapping[str, float]) -> Json:
    if set(delay) != {"numberOfChunks", "totalDuration"}:
        raise KeyError
    return {"kind": "slow-body", "pieces": delay["numberOfChunks"], "seconds": _seconds(delay["totalDuration"])}


def _seconds(milliseconds: float) -> float:
    if isinstance(milliseconds, bool) or not 0 < milliseconds <= SECONDS_MAX * 1000:
        raise TypeError
    return milliseconds / 1000


FAULTS: dict[str, Json] = {
    "EMPTY_RESPONSE": {"kind": "lost-response"},
    "CONNECTION_RESET_BY_PEER": {"kind": "reset"},
    "MALFORMED_RESPONSE_CHUNK": {"kind": "garbage", "head": True},
    "RANDOM_DATA_THEN_CLOSE": {"kind": "garbage", "head": False},
}
"""WireMock's faults, each as the kind of ours that a client cannot tell from it."""
MILLISECONDS = f"more than 0 and at most {SECONDS_MAX * 1000} milliseconds"
DELAYS: dict[str, tuple[str, Callable[[Any], Json]]] = {
    "fixedDelayMilliseconds": (MILLISECONDS, _late),
    "chunkedDribbleDelay": (f'{{"numberOfChunks": n, "totalDuration": {MILLISECONDS}}}', _dribbled),
}
THEIRS = (*FAULTS, *DELAYS)


def _unknown(what: str, name: object, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = list(known)
    close = get_close_matches(str(name), names, n=1) or get_close_matches(str(name).casefold(), names, n=1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    listed = ", ".join(names[:LISTED_MAX]) + (", …" if len(names) > LISTED_MAX else "")
    return f"unknown {what} {name!r}{meant} (known: {listed or 'none'})"
