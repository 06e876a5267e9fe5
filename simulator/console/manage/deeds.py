"""What staff can do to a user: which call does it, what is asked beforehand, and what the page says of the risk. Of the
Actions menu the vendor itself tells title, sentence and risk.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from simulator.console.rooms.room import Field

__all__ = ["DEEDS", "Deed", "Told"]

ADDRESS = (
    ("address_line_one", "Street"),
    ("address_line_two", "Unit"),
    ("city", "City"),
    ("state", "State"),
    ("zip", "ZIP"),
)
REASONS = ("", "contact info or email", "password or email reset", "external account details")
EDIT, CHANGE_EMAIL = "Can edit {} user's name and other information via staff portal", "Can change user email"
EXTERNAL = "Can update details of an external account"
CORE_ID = Field("core_user_id", "Core user ID", "mono")


class Told(Struct, frozen=True):
    """What a page says of something that is not in the vendor's menu: of the risk as NARMI-099 has it. Whoever has one
    of the permissions `needs` can begin it; `on_staff`, where they are others if it is done to staff.
    """

    title: str
    confirmation: str
    needs: tuple[str, ...]
    on_staff: tuple[str, ...] = ()
    risk: str = "none"
    irreversible: bool = False

    def needed(self, user: Mapping[str, Any]) -> tuple[str, ...]:
        """The permissions of which one is needed, for this user."""
        return self.on_staff if self.on_staff and user["type"] != "customer" else self.needs


class Deed(Struct, frozen=True):
    """One thing to do. `path` is below the user. With `edits`, the fields begin as they are and only what was changed
    is sent; with `answers`, the answer is shown, and not the profile.
    """

    path: str
    method: str = "POST"
    fields: tuple[Field, ...] = ()
    button: str = ""
    told: Told | None = None
    edits: str = ""
    answers: bool = False
    note: str = ""

    def body(self, user: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The call's body; a dot in a field's name leads into a member."""
        made: dict[str, Any] = {} if self.told else {"confirm": True}
        if self.path == EMULATIONS:
            made["user_id"] = user
        for name, value in values.items():
            outer, _, inner = name.rpartition(".")
            (made.setdefault(outer, {}) if outer else made)[inner] = value
        return made


EMULATIONS = "/emulations"
DEEDS: Mapping[str, Deed] = {
    "lock": Deed("/actions/lock"),
    "unlock": Deed("/actions/unlock"),
    "verify": Deed(
        "/actions/verify",
        fields=(Field("reason", "Reason", options=REASONS, hint="As you like."),),
        button="Send the PIN",
    ),
    "verify_confirm": Deed(
        "/actions/verify_confirm", fields=(Field("pin", "PIN", "mono", hint="Six digits."),), button="Verify"
    ),
    "resend_invite": Deed("/actions/resend_invite", answers=True),
    "check_deleted_transactions": Deed("/actions/check_deleted_transactions", answers=True),
    "link_core_user_id": Deed("/actions/link_core_user_id", fields=(CORE_ID,), button="Add Linked Customer"),
    "unlink_core_user_id": Deed("/actions/unlink_core_user_id", fields=(CORE_ID,), button="Remove Linked Customer"),
    "change_core_user_id": Deed("/actions/change_core_user_id", fields=(CORE_ID,), button="Update core user ID"),
    "update_user": Deed("/actions/update_user", answers=True),
    "create_billpay_credential": Deed("/actions/create_billpay_credential", answers=True),
    "update_billpay_credentials": Deed(
        "/actions/update_billpay_credentials",
        fields=(
            Field("account_identifier", "Account identifier", "mono"),
            Field("access_token", "Access token", "mono"),
        ),
        edits="billpay_credentials",
    ),
    "resend_enrollment_code": Deed("/actions/resend_enrollment_code", answers=True),
    "reset_password": Deed("/actions/reset_password", answers=True),
    "update_email": Deed("/actions/update_email"),
    "login_as_user": Deed(EMULATIONS, button="Yes, continue"),
    "contact": Deed(
        "/contact",
        "PATCH",
        (
            Field("phone", "Phone", "mono"),
            Field("username", "Username", "mono"),
            Field("email", "Email"),
            *(Field(f"address.{name}", label) for name, label in ADDRESS),
        ),
        button="Save",
        edits="user",
        told=Told(
            "Edit contact information",
            "What you enter takes the place of what is there. This cannot be undone.",
            (EDIT.format("personal and business"), CHANGE_EMAIL),
            (EDIT.format("staff"), CHANGE_EMAIL),
            "high",
            irreversible=True,
        ),
    ),
    "external": Deed(
        "/external_accounts/{part}",
        "PATCH",
        (
            Field("product_type", "Product Type", options=("checking", "savings")),
            Field("account_purpose", "Account Purpose", options=("personal", "business")),
            Field("state", "State", options=("pending", "verified")),
        ),
        button="Save",
        edits="external_accounts",
        told=Told(
            "Edit external account",
            "This may overwrite other ways of verifying the account. Only do this once you have verified it.",
            (EXTERNAL,),
            risk="very_high",
        ),
    ),
    "reset_attempts": Deed(
        "/external_accounts/{part}/reset_attempts",
        button="Reset",
        told=Told(
            "Reset attempts",
            "The user may guess at the microdeposits of this account again, ten times.",
            (EXTERNAL,),
        ),
    ),
    "backup_codes": Deed(
        "/mfa_devices/backup_codes",
        button="Generate",
        answers=True,
        told=Told(
            "Generate Backup Codes",
            "Ten codes are made that let the user in without a device. Be certain who asks.",
            ("Can generate lockout codes user",),
            risk="very_high",
        ),
    ),
    "device": Deed(
        "/mfa_devices/{part}",
        "PATCH",
        (
            Field(
                "number_type",
                "Number type",
                options=("mobile", "landline", "voip"),
                hint="Mobile gets texts, landline and VoIP calls.",
            ),
        ),
        button="Save",
        edits="mfa_devices",
        told=Told(
            "Communication Method",
            "Says how the codes of two-factor authentication come to this number.",
            ("Can update 2FA device number type",),
        ),
    ),
}
