"""Bugs in external accounts: guesses, attempts, edits by staff."""

from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import ENTRIES, altered, bug, dropped, noted, stepping
from simulator.defects.wrapping import around
from simulator.domain.call import Call, Handler, Outcome
from simulator.domain.problem import Kind, Problem
from simulator.domain.refusal import Step
from simulator.providers.narmi.record.profile import ExternalAccount, Profile
from simulator.providers.narmi.refusals import available
from simulator.providers.narmi.rules.external import account_of
from simulator.providers.narmi.state import State

__all__ = ["DEFECTS"]

GUESS, RESET, EDIT = "guessMicrodeposits", "resetGuessAttempts", "editExternalAccount"
PROFILES = "profiles"
FULL = "max_number_requests"


def _kept(edit: Any) -> Any:
    """The account that the call is about is stored with what `edit` makes of it as it was and as it is."""

    def changed(profile: Profile, state: State, call: Call) -> Profile:
        before = account_of(state, call)
        return structs.replace(
            profile,
            external_accounts=tuple(
                edit(before, one) if before is not None and one.account_id == before.account_id else one
                for one in profile.external_accounts
            ),
        )

    return changed


def _ten_too_many(sound: Step, state: State, call: Call) -> Problem | None:
    account = account_of(state, call) if call.demand.operation == GUESS else None
    if account is None or not account.pending or account.attempts < 9:
        return sound(state, call)
    return Problem(Kind.FORBIDDEN, "9 guesses were made; staff can reset the attempts", code=FULL)


def _right_once_more(sound: Step, state: State, call: Call) -> Problem | None:
    """The eleventh guess is taken if it is right."""
    problem = sound(state, call)
    account = account_of(state, call) if call.demand.operation == GUESS else None
    if problem is None or problem.code != FULL or account is None or not isinstance(call.body, dict):
        return problem
    amounts = call.body.get("amounts")
    right = isinstance(amounts, list) and sorted(amounts) == sorted(cents / 100 for cents in account.amounts)
    return None if right else problem


def _in_order(sound: Handler, state: State, call: Call) -> Outcome:
    """Amounts in the other order are wrong ones."""
    account, amounts = account_of(state, call), call.body["amounts"]
    as_sent = [round(amount * 100) for amount in amounts]
    if account is None or as_sent == list(account.amounts) or sorted(as_sent) != sorted(account.amounts):
        return sound(state, call)
    return sound(state, structs.replace(call, body={"amounts": [0.98, 0.99]}))


def _one_right(sound: Handler, state: State, call: Call) -> Outcome:
    """One right amount is enough."""
    account, amounts = account_of(state, call), call.body["amounts"]
    if account is None or not {round(amount * 100) for amount in amounts} & set(account.amounts):
        return sound(state, call)
    return sound(state, structs.replace(call, body={"amounts": [cents / 100 for cents in account.amounts]}))


def _one_left(_: ExternalAccount, after: ExternalAccount) -> ExternalAccount:
    return structs.replace(after, attempts=1)


def _purpose_kept(before: ExternalAccount, after: ExternalAccount) -> ExternalAccount:
    return structs.replace(after, account_purpose=before.account_purpose)


def _attempts_kept(before: ExternalAccount, after: ExternalAccount) -> ExternalAccount:
    return structs.replace(after, attempts=before.attempts)


def _never_verified(before: ExternalAccount, after: ExternalAccount) -> ExternalAccount:
    return structs.replace(after, state=before.state) if before.attempts == 10 else after


DEFECTS = (
    bug("narmi-guess-tenth-refused", GUESS,
        "Nine guesses at microdeposits are all there are.", ("NARMI-039", "B-76"),
        stepping(available, _ten_too_many)),
    bug("narmi-guess-eleventh-right", GUESS,
        "An eleventh guess is taken if it is right.", ("NARMI-039", "B-76"),
        stepping(available, _right_once_more)),
    bug("narmi-guess-not-counted", GUESS,
        "Wrong guesses are not counted.", ("NARMI-039",),
        altered(GUESS, PROFILES, _kept(_attempts_kept))),
    bug("narmi-guess-order-matters", GUESS,
        "The microdeposits have to be guessed in their order.", ("NARMI-039",),
        around(GUESS, _in_order)),
    bug("narmi-guess-half-right", GUESS,
        "One of the two microdeposits is enough.", ("NARMI-038", "NARMI-039"),
        around(GUESS, _one_right)),
    bug("narmi-guess-by-staff", GUESS,
        "A right guess is noted as done by staff.", ("NARMI-H-31", "NARMI-M-15"),
        noted(GUESS, lambda new, _: tuple(
            structs.replace(one, actor=structs.replace(one.actor, type="staff")) for one in new))),
    bug("narmi-attempts-reset-to-one", RESET,
        "A reset of attempts leaves one that was made.", ("NARMI-040",),
        altered(RESET, PROFILES, _kept(_one_left))),
    bug("narmi-attempts-reset-not-noted", RESET,
        "A reset of attempts leaves no entry in the history.", ("NARMI-040", "F-11"),
        dropped(RESET, ENTRIES)),
    bug("narmi-external-purpose-lost", EDIT,
        "An edit of the account purpose is answered and noted, and not stored.", ("NARMI-041",),
        altered(EDIT, PROFILES, _kept(_purpose_kept))),
    bug("narmi-external-stuck-after-ten", EDIT,
        "Staff cannot verify an account whose guesses are used up; the answer says otherwise.", ("NARMI-042",),
        altered(EDIT, PROFILES, _kept(_never_verified))),
    bug("narmi-external-noted-as-verified", EDIT,
        "An edit by staff is noted as `external_account.verify`.", ("NARMI-041", "NARMI-H-30"),
        noted(EDIT, lambda new, _: tuple(structs.replace(one, action="external_account.verify") for one in new))),
)  # fmt: skip
