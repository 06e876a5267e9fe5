"""The Actions menu: what can be done to a user, what it needs, when, and how the article warns of it (NARMI-080)."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple

from simulator.providers.narmi.permission import (
    ADD_STAFF_USER,
    CHANGE_CORE_USER_ID,
    CHANGE_EMAIL,
    EMULATE_USER,
    LINK_CORE_USER_IDS,
    LOCK_STAFF_USER,
    LOCK_USER,
    MANAGE_BILLPAY,
    RESET_PASSWORD,
)
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules import hindrance as of
from simulator.providers.narmi.rules.hindrance import Hindrance
from simulator.providers.narmi.state import State

__all__ = ["BY_OPERATION", "MENU", "Action"]


class Action(NamedTuple):
    """One action. `sentence` is what staff is asked to confirm, about `{login}`; `staff_permission` is the one for a
    user who is staff, where it is another.
    """

    name: str
    operation: str
    title: str
    sentence: str
    hindered: Callable[[State, User, datetime], Hindrance | None] = of.never
    permission: str | None = None
    staff_permission: str | None = None
    risk: Literal["none", "high", "very_high"] = "none"
    irreversible: bool = False

    def needed(self, user: User) -> str | None:
        """The permission that it needs, for this user."""
        return self.permission if user.customer else self.staff_permission or self.permission


MENU = (
    Action("lock", "lockManagedUser", "Lock User",
           "{login} will not be able to log in, and the account is archived.",
           of.when_locked, LOCK_USER, LOCK_STAFF_USER),
    Action("unlock", "unlockManagedUser", "Unlock User",
           "{login} will be able to log in again.",
           of.unless_locked, LOCK_USER, LOCK_STAFF_USER),
    Action("verify", "verifyUser", "Verify User",
           "A support PIN goes to the phone of {login}, who reads it back to you.",
           of.unless_verifiable),
    Action("verify_confirm", "confirmVerification", "Verify User: the PIN",
           "Enter what {login} reads back.",
           of.unless_pin_sent),
    Action("resend_invite", "resendInvite", "Resend Invite",
           "The invitation goes to {login} again.",
           of.unless_invited, ADD_STAFF_USER),
    Action("check_deleted_transactions", "checkDeletedTransactions", "Check for Deleted Transactions",
           "Voided transactions on all accounts of {login} are deleted. This cannot be undone.",
           of.unless_on_core, irreversible=True),
    Action("link_core_user_id", "linkCoreUserId", "Manage Linked Core User IDs: add",
           "{login} will see the accounts of another core user ID. Only do this once you have verified it.",
           of.unless_personal, LINK_CORE_USER_IDS, risk="very_high"),
    Action("unlink_core_user_id", "unlinkCoreUserId", "Manage Linked Core User IDs: remove",
           "{login} will no longer see the accounts of that core user ID.",
           of.unless_personal, LINK_CORE_USER_IDS, risk="very_high"),
    Action("change_core_user_id", "changeCoreUserId", "Change Core User ID",
           "{login} is linked to another record of the core at once.",
           of.unless_changeable, CHANGE_CORE_USER_ID, risk="very_high"),
    Action("update_user", "updateUserFromCore", "Update User",
           "The latest about {login} is asked of the core. It may take a moment to show.",
           of.unless_pulled),
    Action("create_billpay_credential", "createBillpayCredential", "Create Billpay Credential",
           "An account identifier and an access token are made for {login}.",
           of.unless_without_credential, MANAGE_BILLPAY),
    Action("update_billpay_credentials", "updateBillpayCredentials", "Update Billpay Credentials",
           "The bill pay of {login} is opened with what you enter. Only do this once you have verified it.",
           of.unless_with_credential, MANAGE_BILLPAY, risk="very_high"),
    Action("resend_enrollment_code", "resendEnrollmentCode", "Resend Enrollment Code",
           "The enrolment code goes to {login} again.",
           of.unless_enrolling, RESET_PASSWORD),
    Action("reset_password", "resetUserPassword", "Reset Password",
           "Whoever has the link can choose a new password for {login}.",
           of.never, RESET_PASSWORD),
    Action("update_email", "updateUserEmail", "Update Email",
           "The e-mail address of {login} becomes the institution's; mail that resets the password goes there.",
           of.unless_core_email, CHANGE_EMAIL, risk="high"),
    Action("login_as_user", "startEmulation", "Login as User",
           "You will look at the account of {login}, and change nothing.",
           of.unless_customer, EMULATE_USER),
)  # fmt: skip
"""In the order of the article, with Unlock beside Lock."""

BY_OPERATION = {action.operation: action for action in MENU}
