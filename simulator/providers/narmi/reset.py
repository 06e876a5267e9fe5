"""The end of a password reset, or of an invitation: what the page behind the link does (F-10, F-11)."""

from msgspec.structs import replace

from simulator.domain.call import Call, Outcome, Reply, put
from simulator.providers.narmi.party import saved
from simulator.providers.narmi.record.history import Code
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules import user as of
from simulator.providers.narmi.rules.chronicle import actor, noted
from simulator.providers.narmi.rules.due import due
from simulator.providers.narmi.state import NAME, State

__all__ = ["password_reset"]


def password_reset(state: State, ticket_id: str, password: str, call: Call) -> Outcome | None:
    """Sets the password (an empty one only looks). None: no such ticket; 410: used, expired, or its user is gone;
    200: good. It never unlocks.
    """
    settled = due(state, call.at)
    state = state.after(settled)
    ticket = state.reset_tickets.get(ticket_id)
    if ticket is None:
        return None
    user = state.users.get(ticket.user_id)
    if user is None or ticket.used or call.at >= ticket.expires_at:
        return Outcome(Reply(410))
    if not password:
        return Outcome(Reply(200))
    after, code = _reset(state, replace(user, password=password), call)
    spent = put(NAME, "reset_tickets", ticket_id, replace(ticket, used=True))
    return Outcome(Reply(200), (*settled, spent, saved(after), *noted(state, user, call, actor(user), code)))


def _reset(state: State, user: User, call: Call) -> tuple[User, Code]:
    """Invited staff has activated the account; a customer who was enrolling has enrolled, unless there is a code to
    enter (NARMI-008).
    """
    if user.invited:
        return of.activated(user, call.at), "user.enroll"
    if user.enrollment == "pending_code" and not state.environment.enrollment_codes:
        return of.enrolled(user, call.at), "user.enroll"
    return user, "user.reset_password"
