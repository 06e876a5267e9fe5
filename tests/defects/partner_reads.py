"""What shows each defect of Customers Bank's lists and reads: a few calls whose answers differ from the sound ones."""

from collections.abc import Callable
from typing import Any

from tests.defects.partner import FELLOW, FROZEN, MANY, PLAIN, PRIMARY, STRANGER, Bank, Seen

__all__ = ["READS", "Scenario"]

Scenario = Callable[[Bank], list[Seen]]
FLAGS: dict[str, Any] = {"sortOn": "isAdmin", "sortAscending": False}


def listed(**query: Any) -> Scenario:
    """The list of thirty with this query, in one piece."""
    return lambda bank: [bank.users(MANY, **query)]


def paged(number: int, size: int = 10, **query: Any) -> Scenario:
    """One page of the list of thirty."""
    return lambda bank: [bank.page(number, size, **query)]


def wrong(**query: Any) -> Scenario:
    """A list that the sound bank refuses, or takes where the other refuses."""
    return lambda bank: [bank.users(**query)]


def after_update(bank: Bank) -> list[Seen]:
    return [bank.update(PLAIN, name="Zacharias"), bank.users(), bank.read(PLAIN)]


def after_deletion(bank: Bank) -> list[Seen]:
    return [bank.delete(PLAIN), bank.read(PLAIN)]


def after_deletion_listed(bank: Bank) -> list[Seen]:
    return [bank.delete(PLAIN), bank.users()]


READS: dict[str, Scenario] = {
    "partner-pages-overlap": paged(1),
    "partner-last-page-one-short": paged(4, 7),
    "partner-full-last-page-empty": paged(2),
    "partner-size-forgotten-after-first-page": paged(1, 7),
    "partner-pages-counted-from-one": paged(1),
    "partner-offset-counts-pages": paged(1),
    "partner-total-pages-rounded-down": paged(0, 7),
    "partner-total-pages-one-more-when-full": paged(0, 15),
    "partner-total-is-the-pages": paged(0),
    "partner-total-before-filter": paged(0, username="birke"),
    "partner-page-beyond-end-repeats-last": paged(5),
    "partner-pages-unless-refused": listed(),
    "partner-per-page-default-twenty": listed(paginateResults=True),
    "partner-unpaged-list-cut": listed(),
    "partner-filter-after-paging": paged(0, 2, username="birke"),
    "partner-sorted-within-page": paged(0, 5, sortOn="email", sortAscending=False),
    "partner-frozen-not-listed": listed(),
    "partner-filter-ignores-address": listed(username="harbors"),
    "partner-filter-case-sensitive": listed(username="BIRKE"),
    "partner-filter-folds-ascii-only": listed(username="\u00e9mile"),
    "partner-filter-spans-name-and-address": listed(username="birke beatriz"),
    "partner-filter-crosses-partners": listed(username="ivy"),
    "partner-sort-ignored-in-pages": paged(0, sortOn="lastLoggedInAt"),
    "partner-flags-never-descend": listed(**FLAGS),
    "partner-ties-turned-descending": listed(**FLAGS),
    "partner-ties-by-address": listed(sortOn="isAdmin"),
    "partner-nulls-last": listed(),
    "partner-nulls-first-descending": listed(sortAscending=False),
    "partner-sort-case-sensitive": listed(),
    "partner-never-logged-in-sorted-last": listed(sortOn="lastLoggedInAt"),
    "partner-never-logged-in-null": lambda bank: [bank.read("milo-fresh")],
    "partner-never-logged-in-epoch": lambda bank: [bank.read("milo-fresh")],
    "partner-last-login-with-offset-written-out": lambda bank: [bank.read(PLAIN)],
    "partner-frozen-shown-disabled": lambda bank: [bank.read(FROZEN)],
    "partner-list-lags-behind": lambda bank: [bank.create("new@example.com"), bank.users()],
    "partner-list-shows-first-names": after_update,
    "partner-deleted-still-found": after_deletion,
    "partner-deleted-still-listed": after_deletion_listed,
    "partner-other-partners-read": lambda bank: [bank.read(STRANGER)],
    "partner-read-needs-small-letters": lambda bank: [bank.read(bank.ids[PLAIN].upper())],
    "partner-frozen-callers-read": lambda bank: [bank.read(PRIMARY, by=FROZEN)],
    "partner-disabled-callers-let-in": lambda bank: [bank.users("rosa-reiher")],
    "partner-deleted-callers-forbidden": lambda bank: [
        bank.read(PLAIN, by=FELLOW), bank.delete(FELLOW), bank.read(PLAIN, by=FELLOW)
    ],
    "partner-deleted-callers-read": lambda bank: [
        bank.read(PLAIN, by=FELLOW), bank.delete(FELLOW), bank.read(PLAIN, by=FELLOW)
    ],
    "partner-ordinary-users-see-credentials": lambda bank: [bank.credentials(by=PLAIN)],
    "partner-secret-listed": lambda bank: [bank.credentials()],
    "partner-credential-of-other-partners-listed": lambda bank: [bank.credentials(by=STRANGER)],
    "partner-not-found-without-trace": lambda bank: [bank.read(STRANGER)],
    "partner-not-found-as-plain-json": lambda bank: [bank.read(STRANGER)],
    "partner-per-page-of-zero-is-unreadable": wrong(perPage=0),
    "partner-unreadable-page-is-out-of-bounds": wrong(page="abc"),
    "partner-per-page-without-bound": wrong(perPage=101),
    "partner-unknown-sort-on-taken": wrong(sortOn="password"),
}  # fmt: skip
