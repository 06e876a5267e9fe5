"""Core user IDs: linking, unlinking, and giving a locked user another (NARMI-087 to NARMI-089)."""

from msgspec.structs import replace

from simulator.domain.call import Call, Outcome, Reply
from simulator.providers.narmi.handlers.user import unprocessable
from simulator.providers.narmi.party import me, saved, target
from simulator.providers.narmi.record.history import Code
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.rules.joining import blamed
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire.user import user as shown

__all__ = ["HANDLERS"]


def link_core_user_id(state: State, call: Call) -> Outcome:
    """One login sees more accounts (NARMI-087)."""
    user, wanted = target(state, call), _on_core(state, call)
    return _done(
        state, call, replace(user, linked_core_user_ids=(*user.linked_core_user_ids, wanted)), "accounts.create"
    )


def unlink_core_user_id(state: State, call: Call) -> Outcome:
    """And no longer (NARMI-088)."""
    user, gone = target(state, call), call.body["core_user_id"]
    kept = tuple(one for one in user.linked_core_user_ids if one != gone)
    return _done(state, call, replace(user, linked_core_user_ids=kept), "account.destroy")


def change_core_user_id(state: State, call: Call) -> Outcome:
    """Another record of the core, at once; the login stays (NARMI-089)."""
    user, wanted = target(state, call), _on_core(state, call)
    holder = state.holder(wanted)
    if holder is not None:
        whose = "the user has it already" if holder.user_id == user.user_id else f"{wanted} is in use"
        raise unprocessable(blamed("core_user_id", f"an ID that no user has; {whose}"))
    linked = tuple(one for one in user.linked_core_user_ids if one != wanted)
    return _done(state, call, replace(user, core_user_id=wanted, linked_core_user_ids=linked), "account.update")


def _on_core(state: State, call: Call) -> str:
    wanted: str = call.body["core_user_id"]
    if state.core(wanted) is None:
        raise unprocessable(blamed("core_user_id", f"an ID that the core has; it has no {wanted}"))
    return wanted


def _done(state: State, call: Call, after: User, code: Code) -> Outcome:
    return Outcome(Reply(200, shown(state, after)), (saved(after), *noted(state, after, call, me(state, call), code)))


HANDLERS = {
    "linkCoreUserId": link_core_user_id,
    "unlinkCoreUserId": unlink_core_user_id,
    "changeCoreUserId": change_core_user_id,
}
