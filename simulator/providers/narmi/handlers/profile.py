"""The lists of a user's profile: their first few entries, or all of them (NARMI-M-08)."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from simulator.domain.call import Call, Handler, Outcome, Reply
from simulator.providers.narmi.party import target
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire import profile as wire
from simulator.providers.narmi.wire.page import part

__all__ = ["HANDLERS"]

Json = dict[str, Any]
Entries = Callable[[State, User], Iterable[Json]]


def accounts(state: State, user: User) -> Iterable[Json]:
    """Of the user's own core user ID, then of the linked ones (NARMI-036, NARMI-087)."""
    for core_user_id in user.core_user_ids:
        core = state.core(core_user_id)
        yield from (wire.account(core_user_id, one) for one in (core.accounts if core is not None else ()))


def history(state: State, user: User) -> Iterable[Json]:
    """Newest first; of one instant, what was written last."""
    return map(wire.entry, reversed(state.history(user.user_id).entries))


def threads(state: State, user: User) -> Iterable[Json]:
    """Newest first."""
    return (wire.thread(user.user_id, one) for one in _newest(state.profile(user.user_id).threads, "created_at"))


def of_profile(
    stored: Callable[[Profile], Iterable[Any]], written: Callable[[Any], Json], by: str, state: State, user: User
) -> Iterable[Json]:
    """A list that is kept in the profile; with `by`, newest first by that."""
    found = stored(state.profile(user.user_id))
    return map(written, _newest(found, by) if by else found)


def _newest(entries: Iterable[Any], by: str) -> list[Any]:
    """Of one instant, what was written last comes first."""
    return sorted(entries, key=lambda one: getattr(one, by))[::-1]


def _listing(entries: Entries) -> Handler:
    def list_part(state: State, call: Call) -> Outcome:
        everything = call.query.get("all", False)
        return Outcome(Reply(200, part(entries(state, target(state, call)), everything=everything)))

    return list_part


LISTS: dict[str, Entries] = {
    "listAccounts": accounts,
    "listExternalAccounts": partial(of_profile, lambda one: one.external_accounts, wire.external_account, ""),
    "listScheduledTransfers": partial(
        of_profile, lambda one: one.scheduled_transfers, wire.scheduled_transfer, "created_at"
    ),
    "listExternalTransfers": partial(
        of_profile, lambda one: one.external_transfers, wire.external_transfer, "created_at"
    ),
    "listWires": partial(of_profile, lambda one: one.wires, wire.wire, "created_at"),
    "listThreads": threads,
    "listNotes": partial(of_profile, lambda one: one.notes, wire.note, "at"),
    "listHistory": history,
    "listMfaDevices": partial(of_profile, lambda one: one.mfa_devices, wire.device, ""),
    "listFeatures": partial(of_profile, lambda one: one.features, wire.feature, ""),
    "listAuthorizedApps": partial(of_profile, lambda one: one.authorized_apps, wire.app, ""),
    "listLinkedServices": partial(of_profile, lambda one: one.linked_services, wire.linked, ""),
    "listBillpayCredentials": partial(
        of_profile, lambda one: filter(None, (one.billpay_credential,)), wire.credential, ""
    ),
}
HANDLERS = {name: _listing(entries) for name, entries in LISTS.items()}
