"""A message to send is a record in the outbox, never a side effect."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from simulator.domain.call import Change, put

__all__ = ["OUTBOX", "Message", "sent"]

OUTBOX = "outbox"


class Message(Struct, frozen=True):
    """What a user would have found in the mailbox or on the phone. An SMS has no subject."""

    id: str
    channel: Literal["email", "sms"]
    to: str
    subject: str
    text: str
    link: str
    at: datetime


def sent(message: Message) -> Change:
    """The message lies in the outbox."""
    return put(OUTBOX, "messages", message.id, message)
