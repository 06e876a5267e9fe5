"""The end of a password reset: what the page behind the link does (F-10)."""

from msgspec.structs import replace

from simulator.domain.call import Call, Outcome, Reply, put
from simulator.providers.banno import rules
from simulator.providers.banno.handlers import NAME, saved
from simulator.providers.banno.state import State

__all__ = ["password_reset"]


def password_reset(state: State, ticket_id: str, password: str, call: Call) -> Outcome | None:
    """Sets the password (an empty one only looks). None: no such ticket; 410: used, expired, or its user is gone;
    200: good.
    """
    ticket = state.reset_tickets.get(ticket_id)
    if ticket is None:
        return None
    user = state.users.get(ticket.user_id)
    if user is None or ticket.used or call.at >= ticket.expires_at:
        return Outcome(Reply(410))
    if not password:
        return Outcome(Reply(200))
    spent = put(NAME, "reset_tickets", ticket_id, replace(ticket, used=True))
    return Outcome(Reply(200), (spent, saved(rules.password_set(user, password, call.at))))
