"""What shows each defect of Customers Bank's writes: a few calls whose answers differ from the sound ones."""

from typing import Any

from tests.defects.partner import (
    CREDENTIAL,
    FELLOW,
    FROZEN,
    KEY,
    MANY,
    NOBODY,
    PLAIN,
    PRIMARY,
    STRANGER,
    Bank,
    Seen,
)
from tests.defects.partner_reads import Scenario

__all__ = ["WRITES"]

ANN = "Ann@Example.com"


def made(email: str = ANN, **members: Any) -> Scenario:
    """Somebody is created and read."""
    return lambda bank: [bank.create(email, **members), bank.users()]


def changed(*changes: dict[str, Any], who: str = PLAIN) -> Scenario:
    """Somebody is updated, once or more often, and read."""
    return lambda bank: [*(bank.update(who, **change) for change in changes), bank.read(who)]


def repeated(*, hours: int = 0, by: str = PRIMARY, **other: Any) -> Scenario:
    """A creation with a key is sent again, later or by somebody else or with another body."""

    def scenario(bank: Bank) -> list[Seen]:
        first = bank.create(ANN, key=KEY)
        bank.wait(hours)
        return [first, bank.create(**{"email": ANN, "key": KEY, "by": by, **other}), bank.users()]

    return scenario


def after_a_credential(bank: Bank) -> list[Seen]:
    return [bank.create(ANN, key=KEY), bank.issue("x"), bank.create(ANN, key=KEY)]


def after_a_refusal(bank: Bank) -> list[Seen]:
    return [bank.create("test@sample-partner.example", key=KEY), bank.create(ANN, key=KEY)]


def formerly_taken(bank: Bank) -> list[Seen]:
    return [bank.delete(FELLOW), bank.create("test@sample-partner.example")]


def frozen_updated(bank: Bank) -> list[Seen]:
    return [bank.update(FROZEN, name="Frida"), bank.read(FROZEN)]


def demoted(bank: Bank) -> list[Seen]:
    return [bank.update(FELLOW, isAdmin=False), bank.update(PLAIN, by=FELLOW, name="x")]


def last_demoted(bank: Bank) -> list[Seen]:
    return [bank.update("test-admin", by="test-admin", isAdmin=False)]


def namesake_gone(bank: Bank) -> list[Seen]:
    return [bank.delete("beatriz-birke", by=MANY), bank.users(MANY)]


def gone_with_credentials(bank: Bank) -> list[Seen]:
    return [bank.delete(PLAIN), bank.credentials()]


def in_capitals(bank: Bank) -> list[Seen]:
    return [bank.delete(bank.ids[PLAIN].upper()), bank.read(PLAIN)]


def twins(bank: Bank) -> list[Seen]:
    return [bank.issue("Twin"), bank.issue("Twin"), bank.credentials()]


def revoked(bank: Bank) -> list[Seen]:
    return [bank.revoke(CREDENTIAL), bank.credentials(), bank.revoke(CREDENTIAL)]


def one_of_two_revoked(bank: Bank) -> list[Seen]:
    fresh = bank.issue("Fresh")
    return [fresh, bank.revoke(fresh[2]["keyId"]), bank.credentials()]


def unlabelled(bank: Bank) -> list[Seen]:
    return [bank.ask("POST", "/Users", content=b"{")]


def unwelcome(bank: Bank) -> list[Seen]:
    return [bank.ask("POST", "/Users", content=b"{", headers=[("Content-Type", "application/json")], by=PLAIN)]


WRITES: dict[str, Scenario] = {
    "partner-creation-not-kept": made(),
    "partner-creation-answers-another-id": made(),
    "partner-creation-ignores-api-access": made(showApi=True),
    "partner-created-administrator": made(),
    "partner-created-administrator-is-primary": made(isAdmin=True),
    "partner-created-logged-in": made(),
    "partner-created-nameless-is-empty": made(),
    "partner-address-stored-small": made(),
    "partner-address-unique-to-the-letter": made("TEST@sample-partner.example"),
    "partner-address-unique-everywhere": made("ivy.lowell@lone-pine.example"),
    "partner-address-of-the-deleted-taken": formerly_taken,
    "partner-address-of-the-frozen-free": made("frida.nord@sample-partner.example"),
    "partner-blank-address-taken": made(" "),
    "partner-hint-is-the-secrets-end": made(),
    "partner-key-ignored": repeated(),
    "partner-key-taken-with-another-address": repeated(email="bea@example.com"),
    "partner-key-shared-by-partners": repeated(by=STRANGER),
    "partner-key-of-one-colleague": repeated(by=FELLOW),
    "partner-key-forgotten-at-midnight": repeated(hours=24),
    "partner-key-forgotten-with-new-credential": after_a_credential,
    "partner-key-never-forgotten": repeated(hours=48, email="bea@example.com"),
    "partner-key-makes-the-id": repeated(hours=48, email="bea@example.com"),
    "partner-key-used-up-by-refusal": after_a_refusal,
    "partner-null-clears-name": changed({"name": None}),
    "partner-absent-api-access-lost": changed({"showApi": True}, {"name": "x"}),
    "partner-null-right-lost": changed({"isAdmin": None}, who=FELLOW),
    "partner-roles-lost-on-renaming": changed({"name": "x"}),
    "partner-empty-roles-ignored": changed({"Roles": []}),
    "partner-name-in-other-letters-ignored": changed({"name": "OWEN BLAKE"}),
    "partner-name-cut": changed({"name": "x" * 51}),
    "partner-roles-sorted": changed({"Roles": ["b", "a"]}),
    "partner-roles-added": changed({"Roles": ["Payments"]}),
    "partner-roles-and-access-not-together": changed({"Roles": ["a"], "showApi": True}),
    "partner-update-thaws": frozen_updated,
    "partner-update-takes-address": changed({"email": "other@example.com"}),
    "partner-update-makes-primary": changed({"isPrimaryAdmin": True}),
    "partner-own-update-is-a-login": changed({"name": "x"}, who=PRIMARY),
    "partner-second-update-loses-the-first": changed({"name": "x"}, {"Roles": ["a"]}),
    "partner-update-in-capitals-lost": lambda bank: [bank.update(bank.ids[PLAIN].upper(), name="x"), bank.read(PLAIN)],
    "partner-primary-administrator-demoted": changed({"isAdmin": False}, who=PRIMARY),
    "partner-last-administrator-demoted": last_demoted,
    "partner-other-partners-updated": lambda bank: [bank.update(STRANGER, name="x")],
    "partner-update-of-nobody-accepted": lambda bank: [bank.update(NOBODY, name="x")],
    "partner-oneself-deleted": lambda bank: [bank.delete(FELLOW, by=FELLOW)],
    "partner-primary-administrator-deleted": lambda bank: [bank.delete(PRIMARY, by=FELLOW)],
    "partner-second-deletion-accepted": lambda bank: [bank.delete(PLAIN), bank.delete(PLAIN)],
    "partner-other-partners-deleted": lambda bank: [bank.delete(STRANGER)],
    "partner-deletion-takes-namesakes": namesake_gone,
    "partner-deletion-takes-a-credential": gone_with_credentials,
    "partner-deletion-in-capitals-lost": in_capitals,
    "partner-hint-is-the-ids": lambda bank: [bank.issue("x")],
    "partner-credential-good-for-a-month": lambda bank: [bank.issue("x")],
    "partner-secret-follows-from-name": twins,
    "partner-same-name-replaces-credential": twins,
    "partner-deleted-credential-still-listed": revoked,
    "partner-credential-of-other-partners-deleted": lambda bank: [bank.revoke(CREDENTIAL, by=STRANGER)],
    "partner-second-deletion-of-credential-accepted": revoked,
    "partner-oldest-credential-deleted": one_of_two_revoked,
    "partner-credential-needs-small-letters": lambda bank: [bank.revoke(CREDENTIAL.upper())],
    "partner-demoted-callers-write": demoted,
    "partner-ordinary-users-create": lambda bank: [bank.create(ANN, by=PLAIN)],
    "partner-oneself-updated-without-right": lambda bank: [bank.update(PLAIN, by=PLAIN, isAdmin=True)],
    "partner-rights-checked-last": unwelcome,
    "partner-media-type-checked-late": unlabelled,
    "partner-existence-checked-before-body": lambda bank: [bank.update(NOBODY, name=7)],
    "partner-unprocessable-says-bad-request": lambda bank: [bank.create("test@sample-partner.example")],
    "partner-errors-in-small-letters": lambda bank: [bank.create(ANN, isAdmin="no")],
    "partner-missing-address-is-unreadable": lambda bank: [bank.ask("POST", "/Users", {"name": "Ann"})],
    "partner-null-access-taken": made(showApi=None),
}
