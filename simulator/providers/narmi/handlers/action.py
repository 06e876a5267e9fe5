"""The Actions menu, and the actions that need no subject of their own: locking, inviting, asking the core."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from simulator.domain.call import Call, Outcome, Reply, put
from simulator.domain.message import sent
from simulator.domain.problem import Kind, refused
from simulator.providers.narmi.menu import MENU, Action
from simulator.providers.narmi.need import acting, hindered, unmet
from simulator.providers.narmi.party import caller, emulation, held, me, saved, target
from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.record.pending import Task
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules import mail
from simulator.providers.narmi.rules import user as of
from simulator.providers.narmi.rules.chronicle import device, noted
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire import pending as wire
from simulator.providers.narmi.wire.page import whole
from simulator.providers.narmi.wire.user import user as shown

__all__ = ["HANDLERS"]

CORE_TAKES = timedelta(seconds=2)


def list_user_actions(state: State, call: Call) -> Outcome:
    """Every action: available or not, why not, and what it needs (NARMI-080, NARMI-M-04)."""
    user = target(state, call)
    return Outcome(Reply(200, whole(_offered(state, call, user, action) for action in MENU)))


def lock_managed_user(state: State, call: Call) -> Outcome:
    """The user cannot log in (NARMI-082)."""
    after = of.locked(target(state, call))
    return _done(state, call, after, "user.lock")


def unlock_managed_user(state: State, call: Call) -> Outcome:
    """The user can log in again (NARMI-083)."""
    after = of.unlocked(target(state, call))
    return _done(state, call, after, "user.unlock")


def resend_invite(state: State, call: Call) -> Outcome:
    """The invitation, with a new link (NARMI-085)."""
    user = target(state, call)
    ticket = mail.ticketed(user, call, mail.INVITED)
    out = state.environment.sends and user.email is not None
    message = (sent(mail.invitation(user, call, ticket)),) if out else ()
    history = noted(state, user, call, me(state, call), "enroll_verify.create")
    changes = (put(NAME, "reset_tickets", ticket.ticket_id, ticket), *history, *message)
    return Outcome(Reply(202, wire.sent(user.email, out=out)), changes)


def check_deleted_transactions(state: State, call: Call) -> Outcome:
    """Voided transactions on all the user's accounts are found and deleted (NARMI-086)."""
    user = target(state, call)
    cores = [core for core in map(state.core, user.core_user_ids) if core is not None]
    found = [core for core in cores if any(account.voided for account in core.accounts)]
    deleted = sum(account.voided for core in found for account in core.accounts)
    history = noted(state, user, call, me(state, call), "transaction.update") if deleted else ()
    cleaned = (put(NAME, "cores", core.core_user_id, _cleaned(core)) for core in found)
    return Outcome(Reply(200, {"deleted": deleted}), (*cleaned, *history))


def update_user_from_core(state: State, call: Call) -> Outcome:
    """A task, which takes its time (NARMI-090)."""
    name, version = device(call.agent)
    task = Task(
        task_id=call.ids.uuid(1),
        user_id=target(state, call).user_id,
        requested_at=call.at,
        due_at=call.at + CORE_TAKES,
        by=me(state, call),
        ip=call.peer or None,
        device=name,
        version=version,
    )
    return Outcome(Reply(202, wire.task(task)), (put(NAME, "tasks", task.task_id, task),))


def get_task(state: State, call: Call) -> Outcome:
    """How far it is (NARMI-M-12)."""
    task = state.tasks.get(call.path["taskId"].lower())
    assert task is not None, "refused before, where there is no such task"
    return Outcome(Reply(200, wire.task(task)))


def update_user_email(state: State, call: Call) -> Outcome:
    """The institution's address takes the place of the user's (NARMI-095, B-80)."""
    before = target(state, call)
    core = state.core(before.core_user_id)
    assert core is not None, "refused before, where the core has no address"
    if before.email == core.email:
        return Outcome(Reply(200, shown(state, before)))
    return _done(state, call, replace(before, email=core.email, email_confirmed=False), "user.email_update")


def unknown_action(_: State, call: Call) -> Outcome:
    """There is none (NARMI-M-06)."""
    known = ", ".join(action.name for action in MENU if action.operation != "startEmulation")
    raise refused(Kind.NOT_FOUND, f"there is no action {call.path['action']!r}; there are {known}")


def _done(state: State, call: Call, after: User, code: Any) -> Outcome:
    return Outcome(Reply(200, shown(state, after)), (saved(after), *noted(state, after, call, me(state, call), code)))


def _offered(state: State, call: Call, user: User, action: Action) -> dict[str, Any]:
    reason = _reason(state, call, user, action)
    return {
        "name": action.name,
        "title": action.title,
        "available": not reason,
        "reason": reason or None,
        "permission": action.needed(user),
        "confirmation": action.sentence.format(login=user.login),
        "risk": action.risk,
        "irreversible": action.irreversible,
    }


def _reason(state: State, call: Call, user: User, action: Action) -> str:
    """Why not, in the order in which trying it would be refused."""
    staff = caller(state, call)
    assert staff is not None, "refused before, where the caller is gone"
    if emulation(state, call) is not None:
        return "this emulation is read only"
    missing = unmet(acting(action.operation, user), staff, held(state, staff, call))
    hindrance = hindered(state, call, user, action)
    return missing or ("" if hindrance is None else hindrance.why)


def _cleaned(core: CoreUser) -> CoreUser:
    return replace(core, accounts=tuple(replace(account, voided=0) for account in core.accounts))


HANDLERS = {
    "listUserActions": list_user_actions,
    "lockManagedUser": lock_managed_user,
    "unlockManagedUser": unlock_managed_user,
    "resendInvite": resend_invite,
    "checkDeletedTransactions": check_deleted_transactions,
    "updateUserFromCore": update_user_from_core,
    "getTask": get_task,
    "updateUserEmail": update_user_email,
    "unknownAction": unknown_action,
}
