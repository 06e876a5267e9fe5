"""External accounts: staff edits them, the end user guesses at the microdeposits (NARMI-037 to NARMI-042)."""

from msgspec.structs import replace

from simulator.domain.call import Call, Outcome, Reply
from simulator.domain.problem import Kind, Problem
from simulator.providers.narmi.party import me, target
from simulator.providers.narmi.record.profile import ExternalAccount
from simulator.providers.narmi.rules.chronicle import actor, noted
from simulator.providers.narmi.rules.external import account_of, edited, guessed, kept
from simulator.providers.narmi.rules.hindrance import GUESSES_MAX
from simulator.providers.narmi.rules.joining import blamed
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire.profile import external_account as shown
from simulator.providers.narmi.wire.refusal import refusal

__all__ = ["HANDLERS"]


def edit_external_account(state: State, call: Call) -> Outcome:
    """Product type, purpose or state (NARMI-041)."""
    before = _account(state, call)
    return _changed(state, call, before, edited(before, call.body))


def reset_guess_attempts(state: State, call: Call) -> Outcome:
    """Ten guesses again (NARMI-040)."""
    before = _account(state, call)
    return _changed(state, call, before, replace(before, attempts=0))


def guess_microdeposits(state: State, call: Call) -> Outcome:
    """Right, and the account is verified; wrong, and the attempt counts: the one refusal that leaves a trace
    (NARMI-039, B-76).
    """
    user, before = target(state, call), _account(state, call)
    after = guessed(before, call.body["amounts"])
    change = kept(state, user.user_id, after)
    if after.pending:
        left = GUESSES_MAX - after.attempts
        wrong = blamed("amounts", f"the two microdeposits; guesses left: {left}")
        return Outcome(refusal(Problem(Kind.UNPROCESSABLE, str(wrong), (wrong,)), call.demand.operation), (change,))
    history = noted(state, user, call, actor(user), "external_account.verify")
    return Outcome(Reply(200, shown(after)), (change, *history))


def _account(state: State, call: Call) -> ExternalAccount:
    account = account_of(state, call)
    assert account is not None, "refused before, where there is no such account"
    return account


def _changed(state: State, call: Call, before: ExternalAccount, after: ExternalAccount) -> Outcome:
    if after == before:
        return Outcome(Reply(200, shown(before)))
    user = target(state, call)
    history = noted(state, user, call, me(state, call), "external_account.update")
    return Outcome(Reply(200, shown(after)), (kept(state, user.user_id, after), *history))


HANDLERS = {
    "editExternalAccount": edit_external_account,
    "resetGuessAttempts": reset_guess_attempts,
    "guessMicrodeposits": guess_microdeposits,
}
