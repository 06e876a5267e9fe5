"""The history of a user: who did what, when and with what. The codes are the vendor's 89 (B-71, B-79)."""

from typing import Literal

from msgspec import Struct

from simulator.providers.narmi.record.kind import Instant, Uuid

__all__ = ["CODES", "SYSTEM", "Actor", "Code", "Entry", "History"]

Code = Literal[
    "accept_terms.create", "accountbalances.update", "accountbalance.update", "account.destroy", "accounts.create",
    "account_stop.create", "account.update", "accountverify.create", "accountverifyinstant.create", "ach.review",
    "address.update", "appauthorize.create", "appauthorize.update", "application.change_state",
    "backoffice_ach_transaction.destroy", "backoffice_ach_transaction.update", "backoffice_workflow_rule.create",
    "backoffice_workflow_rules.create", "billpay_credential.create", "billpay_credential.update",
    "billshark.create", "billsharkuser.create", "deposit.create", "deposits.create", "deposits.update",
    "enroll_verify.create", "external_account.destroy", "external_accounts.create",
    "external_accounts_verify_instant.create", "external_account.update", "external_account.verify",
    "external_account_verify.create", "insurance_policy.create", "insurance_quote.create", "limits.update",
    "message.create", "message.delete", "messages.create", "password_reset_confirm.create", "payee.create",
    "payee.delete", "payees.update", "payee.update", "payment.create", "payment.delete", "payments.update",
    "phone.update", "referralcodes.update", "saved_search.alert", "saved_search.destroy", "saved_searches.create",
    "savedsearches.create", "scheduledtransfer.create", "scheduledtransfer.destroy", "security_devices.create",
    "security_devices.destroy", "session.create", "thread.create", "thread.destroy", "threads.create",
    "tokens.create", "tokens.destroy", "transaction.update", "transfer.create", "transfer.destroy",
    "transfer.error", "transfer.process", "transfers.create", "transfer.update", "user.create",
    "user.email_confirm", "user_email.create", "user.email_update", "user.emulate", "user.enroll", "user.lock",
    "user.unlock", "user.login", "user.login_failed", "user.password_change", "user.refresh_token",
    "user.reset_password", "user.request_email_update", "user.request_password_reset", "users.create",
    "user.verify", "verify.create", "wire.review", "wires.create",
]  # fmt: skip
CODES: tuple[Code, ...] = Code.__args__  # type: ignore[attr-defined]


class Actor(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """Who did it; a system has no id."""

    type: Literal["user", "staff", "system"]
    name: str
    id: Uuid | None = None


SYSTEM = Actor("system", "Digital Banking")


class Entry(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """One line of the history (NARMI-048). What a system did came from no address and no device."""

    entry_id: Uuid
    action: Code
    actor: Actor
    at: Instant
    ip: str | None = None
    device: str | None = None
    version: str | None = None


class History(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """All entries of one user, newest last."""

    user_id: Uuid
    entries: tuple[Entry, ...] = ()
