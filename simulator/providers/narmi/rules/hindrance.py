"""Why something cannot be done to a user now: the rule's id, and a sentence that says how the user would have to be."""

from datetime import datetime
from typing import NamedTuple

from simulator.providers.narmi.record.profile import ExternalAccount
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.state import State

__all__ = ["GUESSES_MAX", "Hindrance"]

GUESSES_MAX = 10


class Hindrance(NamedTuple):
    """The id that the refusal has, and why."""

    code: str
    why: str


Found = Hindrance | None


def when_locked(_: State, user: User, __: datetime) -> Found:
    """What is for users who are not locked."""
    return Hindrance("user_locked", f"{user.login} is locked already") if user.locked else None


def unless_locked(_: State, user: User, __: datetime) -> Found:
    """What is for locked users, and for any type of them."""
    return None if user.locked else Hindrance("user_not_locked", f"{user.login} is not locked")


def unless_customer(_: State, user: User, __: datetime) -> Found:
    """What is for customers alone."""
    return None if user.customer else Hindrance("customers_only", f"this is for customers alone; {user.login} is staff")


def unless_personal(state: State, user: User, at: datetime) -> Found:
    """What is for customers who are no business (NARMI-P-05, NARMI-P-06)."""
    if user.category == "business":
        return Hindrance("not_for_business", f"this is for personal customers; {user.login} is a business")
    return unless_customer(state, user, at)


def unless_changeable(state: State, user: User, at: datetime) -> Found:
    """Change Core User ID: while the user is locked, and at no other time (NARMI-089)."""
    if found := unless_personal(state, user, at) or unless_locked(state, user, at):
        mend = "; lock the user first" if found.code == "user_not_locked" else ""
        return Hindrance(found.code, found.why + mend)
    return None


def unless_verifiable(state: State, user: User, at: datetime) -> Found:
    """Verify User: customers with a phone, where offline verification is on (NARMI-084, NARMI-P-02)."""
    if (found := unless_customer(state, user, at)) is not None:
        return found
    if not state.environment.offline_verification:
        return Hindrance("feature_off", "the feature offline_verification is off")
    return None if user.phone else Hindrance("no_phone", f"{user.login} has no phone number to send a PIN to")


def unless_pin_sent(state: State, user: User, at: datetime) -> Found:
    """Reading back a PIN: one is out, and not too old."""
    if (found := unless_verifiable(state, user, at)) is not None:
        return found
    sent = state.verifications.get(user.user_id)
    if sent is None:
        return Hindrance("no_pin_sent", f"no PIN is out for {user.login}; send one with verify")
    return Hindrance("pin_expired", "the PIN is too old; send another with verify") if at >= sent.expires_at else None


def unless_invited(_: State, user: User, __: datetime) -> Found:
    """Resend Invite: staff who was added by hand and has not activated the account (NARMI-085)."""
    if user.customer:
        return Hindrance("staff_only", f"this is for staff alone; {user.login} is a customer")
    if user.invited:
        return None
    return Hindrance("already_activated", f"{user.login} has activated the account, or was never invited")


def unless_on_core(state: State, user: User, at: datetime) -> Found:
    """What asks the core: customers whom it knows."""
    if (found := unless_customer(state, user, at)) is not None or state.core(user.core_user_id) is not None:
        return found
    return Hindrance("no_core_user", f"the core has no core user ID {user.core_user_id}")


def unless_pulled(state: State, user: User, at: datetime) -> Found:
    """Update User: customers, but for those whom a business lets in (NARMI-P-07)."""
    if user.sub_user:
        return Hindrance("not_for_subuser", f"{user.login} is a sub-user of a business; update its owner")
    return unless_on_core(state, user, at)


def unless_without_credential(state: State, user: User, at: datetime) -> Found:
    """Create Billpay Credential: customers who have none yet."""
    found = unless_customer(state, user, at)
    if found is not None or state.profile(user.user_id).billpay_credential is None:
        return found
    return Hindrance("credential_exists", f"{user.login} has a bill pay credential; update that")


def unless_with_credential(state: State, user: User, at: datetime) -> Found:
    """Update Billpay Credentials: customers who have one."""
    found = unless_customer(state, user, at)
    if found is not None or state.profile(user.user_id).billpay_credential is not None:
        return found
    return Hindrance("no_credential", f"{user.login} has no bill pay credential; create one first")


def unless_enrolling(state: State, user: User, at: datetime) -> Found:
    """Resend Enrollment Code: where codes are on, customers who have not entered theirs (NARMI-093)."""
    if (found := unless_customer(state, user, at)) is not None:
        return found
    if not state.environment.enrollment_codes:
        return Hindrance("enrollment_codes_off", "the institution does not use enrolment codes")
    if user.enrollment == "pending_code":
        return None
    return Hindrance("enrollment_complete", f"{user.login} has enrolled; no code is needed")


def unless_core_email(state: State, user: User, at: datetime) -> Found:
    """Update Email: customers for whom the core has an address (NARMI-095)."""
    if (found := unless_customer(state, user, at)) is not None:
        return found
    core = state.core(user.core_user_id)
    if core is not None and core.email:
        return None
    return Hindrance("no_core_email", f"the core has no e-mail address for {user.login}")


def never(_: State, __: User, ___: datetime) -> Found:
    """What can be done to everybody at any time."""
    return None


def unless_pending(account: ExternalAccount) -> Found:
    """What is for external accounts that wait for their microdeposits to be guessed (NARMI-038)."""
    if account.pending:
        return None
    return Hindrance("account_not_pending", f"the external account {account.name} is {account.state}, not pending")
