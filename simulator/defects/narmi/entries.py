"""Bugs in the entries of a profile's lists: what is left out of them, mixed up, or told for something else."""

from simulator.defects.narmi.parts import Json, bug, rewritten, shown
from simulator.defects.wrapping import Seed

__all__ = ["DEFECTS"]


def _only(name: str, *values: str) -> Seed:
    """Only the entries whose member has one of these values are listed, and counted."""
    operation, _, member = name.partition(".")

    def kept(body: Json) -> Json:
        results = [one for one in body["results"] if one[member] in values]
        return {"results": results, "meta": {"total": body["meta"]["total"] - len(body["results"]) + len(results)}}

    return shown(operation, kept)


def _turned(operation: str) -> Seed:
    return shown(operation, lambda body: {"results": body["results"][::-1]})


DEFECTS = (
    bug("narmi-external-hides-pending", "listExternalAccounts",
        "External accounts that wait to be verified are not listed.", ("NARMI-037", "NARMI-038"),
        _only("listExternalAccounts.state", "verified")),
    bug("narmi-external-attempts-hidden", "listExternalAccounts",
        "The list shows no attempts that were made at microdeposits.", ("F-13", "NARMI-039"),
        rewritten("listExternalAccounts", lambda _: {"attempts": 0})),
    bug("narmi-scheduled-accounts-swapped", "listScheduledTransfers",
        "A scheduled transfer shows its two accounts the other way round.", ("NARMI-043",),
        rewritten("listScheduledTransfers", lambda one: {
            "from_account": one["to_account"], "to_account": one["from_account"]})),
    bug("narmi-transfers-failed-is-cancelled", "listExternalTransfers",
        "A failed external transfer shows as cancelled.", ("NARMI-044",),
        rewritten("listExternalTransfers", lambda one: {
            "status": "cancelled" if one["status"] == "failed" else one["status"]})),
    bug("narmi-wires-oldest-first", "listWires",
        "Wires are listed oldest first.", ("NARMI-045",),
        _turned("listWires")),
    bug("narmi-threads-first-message-alone", "listThreads",
        "A thread shows its first message alone.", ("NARMI-046",),
        rewritten("listThreads", lambda one: {"messages": one["messages"][:1]})),
    bug("narmi-notes-author-is-user", "listNotes",
        "All notes show the author of the newest.", ("NARMI-047",),
        shown("listNotes", lambda body: {"results": [
            {**one, "author": body["results"][0]["author"]} for one in body["results"]]})),
    bug("narmi-features-enforced-is-enabled", "listFeatures",
        "An enforced feature shows as enabled.", ("NARMI-049",),
        rewritten("listFeatures", lambda _: {"state": "enabled"})),
    bug("narmi-apps-expiry-lost", "listAuthorizedApps",
        "Authorized apps show no expiry.", ("NARMI-050",),
        rewritten("listAuthorizedApps", lambda _: {"expires_at": None})),
    bug("narmi-linked-enrolled-alone", "listLinkedServices",
        "Only what the user takes part in is listed among linked services.", ("NARMI-051",),
        _only("listLinkedServices.status", "enrolled")),
    bug("narmi-devices-without-app", "listMfaDevices",
        "Authenticator apps are not listed among devices.", ("NARMI-060",),
        _only("listMfaDevices.type", "phone", "email")),
    bug("narmi-billpay-listed-half", "listBillpayCredentials",
        "The list of bill pay credentials shows the beginning of an account identifier.", ("NARMI-091", "NARMI-092"),
        rewritten("listBillpayCredentials", lambda one: {"account_identifier": one["account_identifier"][:5]})),
    bug("narmi-notifications-numbers-swapped", "getNotificationHistory",
        "A notification shows its two numbers the other way round.", ("NARMI-069", "NARMI-065"),
        rewritten("getNotificationHistory", lambda one: {"from": one["to"], "to": one["from"]})),
    bug("narmi-notifications-delivered-is-sent", "getNotificationHistory",
        "A message that was delivered stays Sent.", ("NARMI-071", "NARMI-074"),
        rewritten("getNotificationHistory", lambda one: {
            "status": "Sent" if one["status"] == "Delivered" else one["status"]})),
    bug("narmi-notifications-undelivered-hidden", "getNotificationHistory",
        "Messages that were not delivered are not told.", ("NARMI-075",),
        _only("getNotificationHistory.status", "Delivered", "Delivery unknown", "Failed", "Sent")),
    bug("narmi-roles-without-permissions", "listRoles",
        "Roles show one permission at most.", ("NARMI-022",),
        rewritten("listRoles", lambda one: {"permissions": one["permissions"][:1]})),
    bug("narmi-list-names-swapped", "listManagedUsers",
        "A row shows first and last name the other way round.", ("NARMI-009",),
        rewritten("listManagedUsers", lambda one: {
            "first_name": one["last_name"], "last_name": one["first_name"]})),
    bug("narmi-user-category-lost", "getManagedUser",
        "Everybody is a person, and no business.", ("NARMI-030",),
        shown("getManagedUser", lambda one: {"category": one["category"] and "personal"})),
    bug("narmi-user-account-number-is-id", "getManagedUser",
        "A profile shows the core user ID as account number.", ("NARMI-035",),
        shown("getManagedUser", lambda one: {"account_number": one["core_user_id"]})),
    bug("narmi-user-enrolled-is-login", "getManagedUser",
        "A profile shows the last login as the day of enrolment.", ("NARMI-032",),
        shown("getManagedUser", lambda one: {"enrolled_at": one["last_login_at"]})),
)  # fmt: skip
