"""Messages to users: what they say, and the links in them. UAT sends none (NARMI-100, NARMI-101)."""

from datetime import timedelta

from simulator.domain.call import Call
from simulator.domain.message import Message
from simulator.providers.narmi.record.pending import ResetTicket
from simulator.providers.narmi.record.user import User

__all__ = ["INVITED", "LINK_LIFETIME", "code", "invitation", "link", "pin", "reset", "ticketed"]

LINK_LIFETIME = timedelta(seconds=3600)
INVITED = timedelta(days=7)
"""How long the link of an invitation is good."""


def ticketed(user: User, call: Call, lifetime: timedelta = LINK_LIFETIME) -> ResetTicket:
    """A link behind which the user chooses a password."""
    return ResetTicket(call.ids.token(), user.user_id, call.at + lifetime)


def link(call: Call, ticket: ResetTicket) -> str:
    """Where that is."""
    return f"{call.address}/_simulator/reset/{ticket.ticket_id}"


def invitation(user: User, call: Call, ticket: ResetTicket) -> Message:
    """To staff who was added, and to customers who were added by hand."""
    where = link(call, ticket)
    text = f"Hello {user.first_name}, you have been invited to Digital Banking. Choose a password: {where}"
    return _email(user, call, "You are invited", text, where, 3)


def reset(user: User, call: Call, ticket: ResetTicket) -> Message:
    """To whoever's password staff reset."""
    where = link(call, ticket)
    text = f"Hello {user.first_name}, choose a new password here within an hour: {where}"
    return _email(user, call, "Reset your password", text, where, 3)


def code(user: User, call: Call, secret: str) -> Message:
    """The enrolment code, which the user enters while enrolling (NARMI-098)."""
    text = f"Hello {user.first_name}, your enrolment code is {secret}. Enter it to go on enrolling."
    return _email(user, call, "Your enrolment code", text, "", 4)


def pin(phone: str, call: Call, digits: str) -> Message:
    """The support PIN, by SMS."""
    text = f"Your support PIN is {digits}. Read it to our staff if you called us."
    return Message(call.ids.uuid(3), "sms", phone, "", text, "", call.at)


def _email(user: User, call: Call, subject: str, text: str, where: str, number: int) -> Message:
    assert user.email, "only who has an address is written to"
    return Message(call.ids.uuid(number), "email", user.email, subject, text, where, call.at)
