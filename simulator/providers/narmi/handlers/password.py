"""Reset Password: a link on the screen, and by e-mail where e-mail is sent (NARMI-094)."""

from typing import Any

from simulator.domain.call import Call, Change, Outcome, Reply, put
from simulator.domain.message import sent
from simulator.domain.moment import to_text
from simulator.providers.narmi.handlers.enrollment import code_sent
from simulator.providers.narmi.party import me, target
from simulator.providers.narmi.record.pending import ResetTicket
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules import mail
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.state import NAME, State

__all__ = ["HANDLERS"]


def reset_user_password(state: State, call: Call) -> Outcome:
    """Requested, and the link issued: two changes, two entries (F-11, B-72). Who has an enrolment code to enter is sent
    that instead; the link of staff is shown in UAT alone (NARMI-P-10).
    """
    user = target(state, call)
    if user.enrollment == "pending_code" and state.environment.enrollment_codes:
        hint = f"{user.login} has an enrolment code to enter first, which was sent instead of a link"
        return Outcome(Reply(200, _link(None, None), hint=hint), code_sent(state, call, user))
    ticket = mail.ticketed(user, call)
    shown = user.customer or not state.environment.sends
    answer = _link(mail.link(call, ticket), to_text(ticket.expires_at)) if shown else _link(None, None)
    codes = ("user.request_password_reset", "password_reset_confirm.create")
    history = noted(state, user, call, me(state, call), *codes)  # type: ignore[arg-type]
    changes = (put(NAME, "reset_tickets", ticket.ticket_id, ticket), *history, *_mail(state, call, user, ticket))
    return Outcome(Reply(200, answer), changes)


def _link(link: str | None, expires_at: str | None) -> dict[str, Any]:
    return {"link": link, "expires_at": expires_at}


def _mail(state: State, call: Call, user: User, ticket: ResetTicket) -> tuple[Change, ...]:
    if not state.environment.sends or user.email is None:
        return ()
    return (sent(mail.reset(user, call, ticket)),)


HANDLERS = {"resetUserPassword": reset_user_password}
