"""What Banno remembers: frozen records, and the one view of them that a handler is given."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from simulator.domain.moment import from_text
from simulator.domain.table import Table

__all__ = [
    "ABILITIES",
    "Ability",
    "Address",
    "AdminLevel",
    "Demographic",
    "EulaAcceptance",
    "Institution",
    "Organization",
    "ResetTicket",
    "State",
    "Status",
    "User",
]

Status = Literal["Active", "Pending", "Disabled", "Reset", "Dormant", "Locked", "PasswordExpired"]
AdminLevel = Literal["Admin", "Viewer", "User"]
Ability = Literal[
    "rdc",
    "billPay",
    "accountToAccount",
    "schedulableTransfers",
    "separateBillPayAccounts",
    "externalAccounts",
    "payeeCreation",
    "p2pEnabled",
    "rdcOnboarddingEnabled",
    "paymentCardManagement",
    "rdcOnboardingByAccountsEnabled",
    "externalTransferInbound",
    "externalTransferOutbound",
    "memberToMemberTransfers",
    "billPayEnrollment",
    "zelle",
]
ABILITIES: tuple[Ability, ...] = Ability.__args__  # type: ignore[attr-defined]
Instant = Annotated[datetime, Meta(tz=True)]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
EPOCH = from_text("2022-01-21T16:45:47.118Z")


class Institution(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A bank or credit union. In memo mode its core queues unlocks instead of taking them (F-14)."""

    institution_id: Uuid
    name: str
    memo_mode: bool = False


class Address(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A postal address; a line that is not there is empty, never null (B-34)."""

    address_line_one: str = ""
    address_line_two: str = ""
    address_line_three: str = ""
    address_line_four: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    zip_plus_four: str = ""


class Demographic(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What the core knows of the person. The code sets are unpublished, so every code passes through (B-12)."""

    customer_code: str = ""
    customer_importance: str = "Yes"
    customer_description: str = ""
    gender: str = ""
    birthday: date | None = None
    home_branch_id: str = ""
    education_level: str = ""
    employer_name: str = ""
    employee_title: str = ""
    net_worth: str = ""
    employee_data: str = "E"
    last_updated: Instant = EPOCH


class EulaAcceptance(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The last licence agreement that the user accepted."""

    accepted_at: Instant
    eula_id: str


class Organization(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The business a user acts for, and the user's level in it."""

    organization_id: Uuid
    admin_level: AdminLevel
    alias: str | None = None


class User(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One person's login at one institution: the single store behind every spelling the APIs use (B-16)."""

    user_id: Uuid
    institution_id: Uuid
    review_institution_id: Uuid
    login_id: Uuid
    consumer_id: str
    username: str
    first_name: str
    last_name: str
    customer_id: str
    middle_name: str = ""
    preferred_name: str | None = None
    email: str | None = None
    phone: str | None = None
    user_type: Literal["Individual", "Business"] = "Individual"
    business_name: str | None = None
    status: Status = "Active"
    verified: bool = False
    ssn_last4: Annotated[str, Meta(pattern=r"^[0-9]{4}$")] | None = None
    employee_status: str = "NE"
    added_at: Instant = EPOCH
    modified_at: Instant = EPOCH
    last_seen_at: Instant = EPOCH
    address: Address = Address()
    abilities: tuple[Ability, ...] = ()
    demographic: Demographic = Demographic()
    locked_out_of_rsa: bool = False
    net_teller_id: str | None = None
    cash_management_id: str | None = None
    member_number: Annotated[int, Meta(ge=0, le=9_999_999_999)] | None = None
    provider: Literal["online_banking", "core", "netteller", "symxchange"] = "netteller"
    admin_level: AdminLevel | None = None
    eula: EulaAcceptance | None = None
    enrollment_type: Literal["seeded", "drafted", "self_enrolled"] = "seeded"
    uis_id: str | None = None
    organization: Organization | None = None
    password: str = ""
    unlock_queued: bool = False

    @property
    def locked(self) -> bool:
        """Shut out, until somebody unlocks (BAN-T-04)."""
        return self.status == "Locked"

    @property
    def active(self) -> bool:
        """Not disabled; how the vendor's `userActive` relates to `status` is not documented (inferred)."""
        return self.status != "Disabled"

    @property
    def order(self) -> tuple[str, str, str]:
        """Where the user stands in a list (F-02)."""
        return self.last_name.casefold(), self.first_name.casefold(), self.user_id


class ResetTicket(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A password reset that was sent: good once, until it expires (F-10)."""

    ticket_id: str
    user_id: Uuid
    expires_at: Instant
    used: bool = False


class State(Struct, frozen=True):
    """Everything a Banno handler may look at."""

    users: Table[User]
    institutions: Table[Institution]
    reset_tickets: Table[ResetTicket]

    @classmethod
    def of(cls, tables: Mapping[str, Table[Any]]) -> "State":
        """The typed view of this provider's slice."""
        return cls(tables["users"], tables["institutions"], tables["reset_tickets"])
