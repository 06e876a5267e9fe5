"""What the bank's core knows of people, which Digital Banking asks and never changes."""

from datetime import date
from typing import Literal

from msgspec import Struct

from simulator.providers.narmi.record.kind import Uuid
from simulator.providers.narmi.record.user import Address

__all__ = ["Account", "CoreUser"]


class Account(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """An account, with the number of transactions that the core voided and Digital Banking still shows."""

    account_id: Uuid
    number: str
    name: str
    nickname: str | None = None
    classification: Literal["credit", "deposit"] = "deposit"
    type: Literal["checking", "savings", "money_market", "certificate", "credit_card", "loan"] = "checking"
    voided: int = 0


class CoreUser(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A customer information file: one core user ID, whose it is, and its accounts."""

    core_user_id: str
    first_name: str
    last_name: str
    birth_date: date | None = None
    email: str | None = None
    phone: str | None = None
    address: Address | None = None
    accounts: tuple[Account, ...] = ()
