"""Narmi's operations, one function each, by subject. What is due by now is settled before any of them looks."""

from simulator.domain.call import Call, Handler, Outcome
from simulator.providers.narmi.handlers import (
    action,
    billpay,
    core_id,
    device,
    emulation,
    enrollment,
    external,
    message,
    password,
    profile,
    user,
    verification,
)
from simulator.providers.narmi.rules.due import due
from simulator.providers.narmi.state import State

__all__ = ["HANDLERS", "settled"]


def settled(handler: Handler) -> Handler:
    """The handler, for whom tasks whose time has come are done already (NARMI-090)."""

    def decided(state: State, call: Call) -> Outcome:
        changes = due(state, call.at)
        if not changes:
            return handler(state, call)
        outcome = handler(state.after(changes), call)
        return Outcome(outcome.reply, (*changes, *outcome.changes))

    return decided


HANDLERS = {
    name: settled(handler)
    for subject in (
        action, billpay, core_id, device, emulation, enrollment, external, message, password, profile, user,
        verification,
    )
    for name, handler in subject.HANDLERS.items()
}  # fmt: skip
