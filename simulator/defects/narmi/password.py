"""Bugs in password resets, their links, and bill pay credentials."""

from datetime import timedelta
from typing import Any

from msgspec import structs

from simulator.defects.narmi.parts import ENTRIES, altered, blind, bug, dropped, noted
from simulator.defects.wrapping import Seed, around
from simulator.domain.call import Call, Handler, Outcome, put
from simulator.domain.message import OUTBOX
from simulator.providers.narmi.party import me, target
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.refusals import available
from simulator.providers.narmi.rules.chronicle import noted as with_entry
from simulator.providers.narmi.state import NAME, State
from simulator.providers.provider import Provider

__all__ = ["DEFECTS"]

RESET, CREATE, UPDATE = "resetUserPassword", "createBillpayCredential", "updateBillpayCredentials"
DAY = timedelta(days=1)


def _in(**environment: Any) -> Any:
    """The operation decides as if the environment were this one."""

    def wrapped(sound: Handler, state: State, call: Call) -> Outcome:
        other = structs.replace(state.environment, **environment)
        return sound(state.after([put(NAME, "environments", "here", other)]), call)

    return wrapped


def _staff_sees_link(sound: Handler, state: State, call: Call) -> Outcome:
    """The link of staff is shown in production, and mailed as ever."""
    outcome = sound(state, call)
    body: Any = outcome.reply.body
    ticket = next((one.record for one in outcome.changes if one.table == "reset_tickets"), None)
    if ticket is None or body["link"] is not None:
        return outcome
    told = {"link": f"{call.address}/_simulator/reset/{ticket.ticket_id}", "expires_at": "2100-01-01T00:00:00.000Z"}
    return Outcome(structs.replace(outcome.reply, body=told), outcome.changes)


def _completed(edit: Any) -> Seed:
    """What completing a reset stores is what `edit` makes of its changes."""

    def seed(provider: Provider) -> Provider:
        sound = provider.password_reset
        assert sound is not None, "this provider resets passwords"

        def wrapped(state: Any, ticket: str, password: str, call: Call) -> Outcome | None:
            outcome = sound(state, ticket, password, call)
            return None if outcome is None else Outcome(outcome.reply, edit(outcome.changes))

        return structs.replace(provider, password_reset=wrapped)

    return seed


def _but(table: str) -> Any:
    return lambda changes: tuple(one for one in changes if one.table != table)


def _seen_is_noted(sound: Handler, state: State, call: Call) -> Outcome:
    outcome = sound(state, call)
    if outcome.changes:
        return outcome
    user = target(state, call)
    return Outcome(outcome.reply, with_entry(state, user, call, me(state, call), "billpay_credential.update"))


def _token_lost(profile: Profile, _: State, call: Call) -> Profile:
    credential = profile.billpay_credential
    if credential is None or "access_token" in call.body:
        return profile
    return structs.replace(profile, billpay_credential=structs.replace(credential, access_token=""))


def _unkept(profile: Profile, state: State, _: Call) -> Profile:
    return structs.replace(profile, billpay_credential=state.profile(profile.user_id).billpay_credential)


def _one_entry(new: Any, _: Call) -> Any:
    return new[-1:]


DEFECTS = (
    bug("narmi-reset-noted-once", RESET,
        "A password reset leaves one entry, that of the link.", ("B-72", "F-11"),
        noted(RESET, _one_entry)),
    bug("narmi-reset-not-mailed", RESET,
        "In production the link is on the screen alone.", ("NARMI-094", "NARMI-P-10"),
        dropped(RESET, "messages", slice=OUTBOX)),
    bug("narmi-reset-mailed-in-uat", RESET,
        "In UAT the link is mailed.", ("NARMI-100", "NARMI-101"),
        around(RESET, _in(environment="production"))),
    bug("narmi-reset-link-for-staff", RESET,
        "In production the link of staff is on the screen.", ("NARMI-P-10",),
        around(RESET, _staff_sees_link)),
    bug("narmi-reset-link-before-code", RESET,
        "Who has an enrolment code to enter gets a link.", ("NARMI-P-10", "NARMI-008"),
        around(RESET, _in(enrollment_codes=False))),
    bug("narmi-link-good-for-a-day", RESET,
        "A link that resets a password is good for a day.", ("NARMI-P-22",),
        altered(RESET, "reset_tickets", lambda one, *_: structs.replace(one, expires_at=one.expires_at + DAY))),
    bug("narmi-link-good-twice", "",
        "A link that resets a password is good again.", ("NARMI-094",),
        _completed(_but("reset_tickets"))),
    bug("narmi-link-without-password", "",
        "A password that was chosen behind a link is not kept.", ("NARMI-094",),
        _completed(_but("users"))),
    bug("narmi-link-not-noted", "",
        "Completing a reset leaves no entry in the history.", ("B-72", "NARMI-H-82"),
        _completed(_but(ENTRIES))),
    bug("narmi-billpay-created-again", CREATE,
        "A bill pay credential takes the place of one that is there.", ("NARMI-091",),
        blind(available, ("credential_exists",))),
    bug("narmi-billpay-seen-is-noted", UPDATE,
        "Only looking at a bill pay credential is noted as an update.", ("NARMI-092", "F-11"),
        around(UPDATE, _seen_is_noted)),
    bug("narmi-billpay-token-lost", UPDATE,
        "A new account identifier empties the access token.", ("NARMI-092",),
        altered(UPDATE, "profiles", _token_lost)),
    bug("narmi-billpay-update-lost", UPDATE,
        "A change of a bill pay credential is answered and noted, and not stored.", ("NARMI-092",),
        altered(UPDATE, "profiles", _unkept)),
    bug("narmi-billpay-history-swapped", CREATE,
        "Creating a bill pay credential is noted as an update.", ("NARMI-091", "NARMI-H-19"),
        noted(CREATE, lambda new, _: tuple(structs.replace(one, action="billpay_credential.update") for one in new))),
)  # fmt: skip
