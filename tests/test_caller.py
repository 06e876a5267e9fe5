"""Address and token together say which sandbox a request is about and who sends it."""

from simulator.address import Address
from simulator.caller import Caller, anybody, calling
from simulator.domain.credential import ANYBODY, Principal
from simulator.openapi.operation import Operation
from tests.oidc.signed import CLAIMS, bearer, token, tokens
from tests.openapi.made import routes
from tests.world import compiled

Headers = list[tuple[bytes, bytes]]


def call(sandbox: str | None, *authorizations: bytes) -> Caller:
    headers: Headers = [(b"host", b"x"), *((b"authorization", each) for each in authorizations)]
    return calling(tokens(), headers, dict(headers), Address(sandbox, "/", "http://x"))


MINE = bearer(token({**CLAIMS, "sandbox": "mine"}))


def test_a_token_alone_names_its_sandbox() -> None:
    caller = call(None, MINE)
    assert (caller.sandbox, caller.problem) == ("mine", None)
    assert caller.token is not None
    assert caller.token.principal.subject == "ada"


def test_an_address_that_names_a_sandbox_wins_over_the_token() -> None:
    """Whether the two agree is asked later, when the token is to open something."""
    assert call("yours", MINE).sandbox == "yours"


def test_without_address_and_token_the_default_is_meant() -> None:
    caller = call(None)
    assert (caller.sandbox, caller.token) == ("default", None)
    assert caller.problem is not None
    assert caller.problem.hint.startswith("send the header Authorization: Bearer <token>")


def test_a_token_that_is_no_good_names_nothing() -> None:
    caller = call(None, MINE + b"x")
    assert (caller.sandbox, caller.token) == ("default", None)
    assert call("yours", b"Bearer x").sandbox == "yours"


def test_two_tokens_are_none_even_when_they_are_the_same() -> None:
    caller = call(None, MINE, MINE)
    assert (caller.sandbox, caller.token) == ("default", None)
    assert caller.problem is not None
    assert caller.problem.hint.startswith("the request has two Authorization headers; send one")


def operation(name: str) -> Operation:
    return next(one for one in compiled().matcher.operations if one.id == name)


def test_anybody_is_whoever_the_operation_asks_for_and_no_user_in_particular() -> None:
    assert anybody(operation("unlockUser")) == Principal("banno-admin", None, "anybody", frozenset({"banno.manage"}))
    assert anybody(operation("patchUser")).api == "banno-consumer"


def test_an_operation_that_asks_for_nobody_gets_nobody() -> None:
    assert anybody(routes("GET /x")[0]) is ANYBODY
