"""A reply is held against what its operation declares."""

from typing import Any

import pytest

from simulator.domain.call import Reply
from simulator.openapi.promise import broken_promises
from tests.openapi.made import operation

OPERATION = operation(
    replies={
        "200": {"content": {"application/json": {"schema": {"type": "object", "required": ["open"]}}}},
        "204": {},
        "401": {"headers": {"WWW-Authenticate": {"required": True}, "Retry-After": {"required": False}}},
    }
)
CHALLENGE = (("www-authenticate", "Bearer"),)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, {"open": True}),
        Reply(204),
        Reply(401, headers=CHALLENGE),
        Reply(401, headers=(*CHALLENGE, ("X", "y"))),
    ],
)
def test_a_reply_that_was_declared_breaks_nothing(reply: Reply) -> None:
    assert broken_promises(OPERATION, reply) == ()


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(404), "reply status: constraint broken; expected one of 200, 204, 401, got 404"),
        (Reply(200), "reply: missing; expected a body"),
        (Reply(200, {}), "reply: missing; expected member open"),
        (Reply(200, []), "reply: wrong type; expected type object, got []"),
        (Reply(200, None), "reply: wrong type; expected type object, got null"),
        (Reply(204, {}), "reply: constraint broken; expected no body"),
        (Reply(401), "reply header www-authenticate: missing; expected this header"),
    ],
)
def test_a_reply_that_was_not_declared_says_what_it_breaks(reply: Reply, said: Any) -> None:
    (broken,) = broken_promises(OPERATION, reply)
    assert str(broken).replace('"', "") == said
