"""A check tells a few breaches of each operation, so that none hides another."""

from contract_tests.checks import breaches
from contract_tests.exchange import Exchange, Request, Response
from contract_tests.operation import operation

PROMISE = "nothing that a client sends makes the server fail"


def failed(id: str) -> Exchange:
    return Exchange(Request("GET", "/x"), Response(500, (), b""), operation(id))


def test_one_noisy_operation_hides_no_other() -> None:
    history = [failed("getUserStatus")] * 9 + [failed("getUser")]
    found = [breach for breach in breaches(history) if breach.check.promise == PROMISE]
    told = [breach.exchange.operation.id for breach in found if breach.exchange and breach.exchange.operation]
    assert (told.count("getUserStatus"), told.count("getUser")) == (3, 1)
