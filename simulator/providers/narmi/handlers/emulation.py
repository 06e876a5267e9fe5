"""Logging in as a user: a token that reads and never writes, until it is released (NARMI-096)."""

from datetime import timedelta

from msgspec.structs import replace

from simulator.domain.call import Call, Outcome, Reply, put
from simulator.domain.credential import Principal
from simulator.providers.narmi.party import caller, me, target
from simulator.providers.narmi.permission import VIEW_USER
from simulator.providers.narmi.record.pending import Emulation
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.pending import emulation as shown

__all__ = ["HANDLERS"]

LIFETIME = timedelta(hours=1)


def start_emulation(state: State, call: Call) -> Outcome:
    """The token is the staff user's, and names the emulation as its client."""
    user, staff = target(state, call), caller(state, call)
    assert staff is not None, "refused before, where the caller is gone"
    assert call.mint is not None, "a call that came in has a mint"
    begun = Emulation(call.ids.uuid(1), staff.user_id, user.user_id, call.at + LIFETIME)
    who = Principal(call.principal.api, staff.user_id, begun.emulation_id, frozenset({VIEW_USER}))
    token = call.mint(who, LIFETIME)
    history = noted(state, user, call, me(state, call), "user.emulate")
    changes = (put(NAME, "emulations", begun.emulation_id, begun), *history)
    return Outcome(Reply(201, shown(begun, user.login, token)), changes)


def release_emulation(state: State, call: Call) -> Outcome:
    """Its token is good no more."""
    found = state.emulations.get(call.path["emulationId"].lower())
    assert found is not None, "refused before, where there is none"
    return Outcome(Reply(204), (put(NAME, "emulations", found.emulation_id, replace(found, released=True)),))


HANDLERS = {"startEmulation": start_emulation, "releaseEmulation": release_emulation}
