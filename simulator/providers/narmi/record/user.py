"""Users of three types, the roles of staff, and the environment in which all of it happens."""

from datetime import date
from typing import Literal

from msgspec import Struct

from simulator.providers.narmi.record.kind import Instant, Uuid

__all__ = ["HERE", "Address", "Category", "Environment", "EnvironmentName", "Organization", "Role", "Type", "User"]

Type = Literal["admin", "staff", "customer"]
Category = Literal["personal", "business"]
Enrollment = Literal["pending_code", "complete"]
EnvironmentName = Literal["production", "uat"]
HERE = "here"
"""The key of the one environment."""

SUB_USER = "sub_user"


class Environment(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What is so for the whole institution. UAT sends no SMS and no e-mail (NARMI-100, NARMI-101)."""

    place: str = HERE
    environment: EnvironmentName = "production"
    enrollment_codes: bool = True
    offline_verification: bool = True

    @property
    def sends(self) -> bool:
        """Whether messages go out at all."""
        return self.environment == "production"


class Role(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """What staff who is no Admin may do, by the vendor's labels."""

    name: str
    permissions: tuple[str, ...] = ()


class Address(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A residential address; a line that is not there is empty."""

    address_line_one: str = ""
    address_line_two: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""


class Organization(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """The business that a user acts for, and the user's role in it."""

    name: str
    phone: str | None = None
    role: str = "owner"


class User(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A login of Digital Banking. `invited` is staff who was added by hand and has not activated the account.

    The e-mail address of the institution's system is not here: it has its home on the core.
    """

    user_id: Uuid
    type: Type
    login: str
    first_name: str
    last_name: str
    temporary_login: bool = False
    email: str | None = None
    email_confirmed: bool = True
    phone: str | None = None
    address: Address | None = None
    category: Category | None = None
    organization: Organization | None = None
    core_user_id: str | None = None
    linked_core_user_ids: tuple[str, ...] = ()
    referral_code: str | None = None
    enrolled_at: Instant | None = None
    last_login_at: Instant | None = None
    locked: bool = False
    archived: bool = False
    role: str | None = None
    invited: bool = False
    enrollment: Enrollment | None = None
    enrollment_code: str | None = None
    birth_date: date | None = None
    password: str = ""

    @property
    def customer(self) -> bool:
        """A customer or member, not staff."""
        return self.type == "customer"

    @property
    def admin(self) -> bool:
        """Staff who may do everything."""
        return self.type == "admin"

    @property
    def sub_user(self) -> bool:
        """Somebody whom a business lets in."""
        return self.organization is not None and self.organization.role == SUB_USER

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def core_user_ids(self) -> tuple[str, ...]:
        """The user's own ID on the core, and the linked ones."""
        return (*((self.core_user_id,) if self.core_user_id else ()), *self.linked_core_user_ids)

    @property
    def order(self) -> tuple[str, str, str]:
        """Where the user stands in a list."""
        return self.last_name.casefold(), self.first_name.casefold(), self.user_id
