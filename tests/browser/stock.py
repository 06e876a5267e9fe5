"""A bank in which much has happened, one in which nothing is, and the pages that show it."""

from collections.abc import Mapping

from tests.browser.bank import Bank
from tests.world import KATHY

__all__ = ["EMPTY", "FULL", "PROVIDERS", "lived_in", "pages"]

PROVIDERS = ("banno", "customers_bank", "narmi")
STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"
RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
FULL: Mapping[str, str] = {
    "home": "",
    "users-banno": "/users/banno",
    "users-customers-bank": "/users/customers_bank",
    "users-narmi": "/users/narmi",
    "users-narmi-found-none": "/users/narmi?q=nobody-at-all",
    "narmi-user": "/users/narmi/{marisol}",
    "narmi-history": "/users/narmi/{marisol}/list/history",
    "narmi-notifications": "/users/narmi/{marisol}/notifications",
    "narmi-lock": "/users/narmi/{marisol}/do/lock",
    "narmi-update-email": "/users/narmi/{marisol}/do/update_email",
    "narmi-contact": "/users/narmi/{marisol}/do/contact",
    "narmi-link-core-id": "/users/narmi/{marisol}/do/link_core_user_id",
    "narmi-new-staff": "/users/narmi/new",
    "narmi-new-customer": "/users/narmi/new?kind=customer",
    "narmi-message": "/users/narmi/message?to={marisol}",
    "narmi-debugger": "/users/narmi/debugger",
    "narmi-edit": "/users/narmi/{marisol}/edit",
    "users-found-none": "/users/banno?q=nobody-at-all",
    "user": f"/users/banno/{KATHY}",
    "user-edit": f"/users/banno/{KATHY}/edit",
    "user-new": "/users/banno/new",
    "user-unlock": f"/users/banno/{KATHY}/do/unlock",
    "user-delete": f"/users/banno/{KATHY}/do/delete",
    "journal": "/journal",
    "journal-found-none": "/journal?about=nothing-says-this",
    "journal-clear": "/journal/clear",
    "outbox": "/outbox",
    "outbox-clear": "/outbox/clear",
    "sandboxes": "/sandboxes",
    "sandbox": "/sandboxes/{bank}",
    "sandbox-fork": "/sandboxes/{bank}/do/fork",
    "claims": "/claims?q=reset",
    "claims-found-none": "/claims?q=nothing-says-this",
    "sign-in": "/sign-in",
    "lost": "/nowhere",
}
EMPTY: Mapping[str, str] = {
    "empty-home": "",
    "empty-users-banno": "/users/banno",
    "empty-users-customers-bank": "/users/customers_bank",
    "empty-users-narmi": "/users/narmi",
    "empty-journal": "/journal",
    "empty-outbox": "/outbox",
    "empty-sandbox": "/sandboxes/{bank}",
}


def lived_in(bank: Bank) -> Bank:
    """The bank, after calls of every verdict, messages, a change and a planned fault."""
    for body in ({"state": False}, {"state": "no", "also": [1, {"password": "hunter2"}]}):
        bank.call("PUT", f"{STATUS}/locked", body)
    bank.control("PATCH", f"/users/banno/{KATHY}", {"status": "Locked"})
    for method in ("sms", "email", "fax"):
        bank.call("POST", RESET, {"method": method})
    bank.sent("GET", STATUS)
    bank.sent("GET", "/nowhere/" + "far-away/" * 30)
    bank.control("POST", "/faults", {"kind": "lost-response", "operation": "getUserStatus", "count": 1})
    bank.call("GET", STATUS)
    bank.control("POST", "/faults", {"kind": "lost-response", "operation": "getUser", "count": 1})
    bank.call("GET", "/partners/v1/Users?perPage=5", api="customers-bank")
    return bank


def pages(bank: Bank, named: Mapping[str, str]) -> dict[str, str]:
    """The paths by name, as they are at this bank; the newest exchanges and messages among them where there are any."""
    known = {"bank": bank.name, "marisol": next((one["userId"] for one in bank.users("narmi", "marisol")), "")}
    found = {name: path.format(**known) for name, path in named.items()}
    for one in bank.control("GET", "/journal?limit=20")["items"]:
        found.setdefault(f"exchange-{one['verdict']}", f"/journal/{one['id']}")
    for one in bank.control("GET", "/outbox")["items"]:
        found.setdefault(f"message-{one['channel']}", f"/outbox/{one['id']}")
    return found
