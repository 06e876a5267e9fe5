"""A message that is sent is a record in the outbox."""

from datetime import UTC, datetime

from simulator.domain.call import Change
from simulator.domain.message import OUTBOX, Message, sent

NOTE = Message("7", "sms", "+15555551234", "", "hello", "http://x", datetime(2026, 1, 15, tzinfo=UTC))


def test_sending_is_putting_the_message_under_its_own_id() -> None:
    assert sent(NOTE) == Change(OUTBOX, "messages", "7", NOTE)
