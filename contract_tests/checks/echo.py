"""What was written is what is read: preferred name, e-mail and lock, in whichever API they show."""

from typing import Any

from contract_tests.checks.person import shown_people
from contract_tests.checks.reading import may_have_changed_something
from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange

ECHOED = {"patchUser": "preferredName", "updateUser": "email"}
Written = dict[str, dict[str, Any]]


@check("an accepted write shows in every later read", claims=["BAN-U-11", "BAN-U-40", "BAN-U-41", "B-16", "B-27"])
def accepted_writes_show(history: History) -> Breaches:
    """A preferred name or e-mail that was set stays until somebody sets another."""
    written: Written = {}
    for exchange in history:
        if exchange.operation is None and may_have_changed_something(exchange):
            written.clear()
        _note(exchange, written)
        for person in shown_people(exchange):
            for name, value in written.get(person["userId"], {}).items():
                if name in person and person[name] != value:
                    yield exchange, f"{name} was set to {value!r} but reads {person[name]!r}"


@check("an unlocked user stays unlocked", claims=["BAN-T-09", "B-07"])
def unlocked_users_are_active(history: History) -> Breaches:
    """After a 204 the status is Active until somebody outside the vendor's API changes it."""
    unlocked: set[str] = set()
    for exchange in history:
        if exchange.operation is None and may_have_changed_something(exchange):
            unlocked.clear()
        elif exchange.operation and exchange.operation.id == "unlockUser" and exchange.status == 204:
            unlocked.add(exchange.arguments["userId"].lower())
        elif _names(exchange, unlocked) and exchange.json != {"status": "Active"}:
            yield exchange, ""


def _names(exchange: Exchange, unlocked: set[str]) -> bool:
    shows_a_status = (
        exchange.operation is not None and exchange.operation.id == "getUserStatus" and exchange.status == 200
    )
    return shows_a_status and exchange.arguments["userId"].lower() in unlocked


def _note(exchange: Exchange, written: Written) -> None:
    if exchange.operation is None or exchange.status != 204 or exchange.operation.id not in ECHOED:
        return
    name, body = ECHOED[exchange.operation.id], exchange.request.json
    if isinstance(body, dict) and name in body:
        written.setdefault(exchange.arguments["userId"].lower(), {})[name] = body[name] or None
