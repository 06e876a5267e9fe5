"""The first calls of a run, one read with each token: they show whether it is any good before more is sent."""

from contract_tests.exchange import Exchange
from contract_tests.operation import Operation
from contract_tests.upstream.upstream import Upstream

ANYBODY = "a"


class Nothing(Exception):
    """No first call was accepted, though no token was refused: there is nothing to build on."""


class Refused(AssertionError):
    """A token was refused on the first sound call."""


def tried(upstream: Upstream) -> None:
    """Make the first calls. Raises Refused, Nothing, and OSError when nothing answers."""
    done = [sound(upstream, first) for first in _firsts(upstream)]
    for each in done:
        if each.status == 401:
            token = upstream.access.token(each.operation) if each.operation else None
            raise Refused(
                f"the token of {token.api if token else '?'} was refused: {each.request.method} {each.request.path} "
                f"answered 401 {each.body[:200]!r}; nothing was proven"
            )
    if not any(each.accepted for each in done):
        told = "; ".join(f"{each.request.method} {each.request.target} answered {each.status}" for each in done)
        raise Nothing(told or "no operation that reads is selected")


def sound(upstream: Upstream, read: Operation, **ids: str) -> Exchange:
    """A call of a read that should be accepted: of the given things, without paging, with a harmless search text."""
    return upstream.call(read.id, ids, params={"query": ANYBODY} if read.id == "searchUsers" else None)


def _firsts(upstream: Upstream) -> list[Operation]:
    """For each token the first read that takes it and needs nothing but given ids."""
    found: dict[str, Operation] = {}
    for known in upstream.access.selected():
        token = upstream.access.token(known)
        if token and known.method == "GET" and set(known.variables) <= set(upstream.access.given):
            found.setdefault(token.api, known)
    return list(found.values())
