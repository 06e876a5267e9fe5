"""A user's profile: everything the page shows from top to bottom, short or whole."""

import re
from typing import Any

import pytest

from contract_tests.claims import proves
from contract_tests.journeys.test_manage_list import moment
from contract_tests.narmi import ADMIN, HUGO, KATHY, MARISOL, NADIA, NOBODY, OWNER, SUB_USER, ZOE, Narmi

LISTS = {
    "accounts": {"id", "core_user_id", "number", "name", "nickname", "classification", "type"},
    "external_accounts": {
        "id", "routing_number", "account_number", "name", "product_type", "account_purpose", "state", "verification",
        "attempts", "linked_at",
    },
    "scheduled_transfers": {"id", "created_at", "from_account", "to_account", "amount", "frequency", "next_on"},
    "external_transfers": {"id", "created_at", "status", "direction", "amount", "external_account"},
    "wires": {"id", "created_at", "status", "amount", "beneficiary"},
    "threads": {"id", "user_id", "subject", "created_at", "messages"},
    "notes": {"id", "author", "text", "at"},
    "history": {"id", "action", "actor", "at", "ip", "device", "version"},
    "mfa_devices": {"id", "type", "label", "number_type", "communication_method", "added_at"},
    "features": {"name", "state"},
    "authorized_apps": {"id", "name", "permissions", "expires_at"},
    "linked_services": {"name", "status"},
}  # fmt: skip
"""The lists of a profile, and the members of their entries."""

STORED = {
    "external_accounts": "externalAccounts", "scheduled_transfers": "scheduledTransfers",
    "external_transfers": "externalTransfers", "wires": "wires", "threads": "threads", "notes": "notes",
    "mfa_devices": "mfaDevices", "features": "features", "authorized_apps": "authorizedApps",
    "linked_services": "linkedServices",
}  # fmt: skip
"""The lists that are kept in the profile, by the names of the stored record."""

LEFT_OUT = {"amounts", "communication_method", "user_id"}
"""What only one of both has: the microdeposits are secret, and two members follow from others."""

SHORT = 5


def plain(entry: Any) -> Any:
    """An entry as both sides tell it: names in one spelling, ids as `id`, money in dollars, instants without zeros."""
    if isinstance(entry, list):
        return [plain(each) for each in entry]
    if not isinstance(entry, dict):
        return moment(entry) if isinstance(entry, str) else entry
    named = {re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name): value for name, value in entry.items()}
    called = {"side": "from", **{name: "id" for name in named if name.endswith("_id") and name != "user_id"}}
    kept = {called.get(name, name): plain(value) for name, value in named.items() if name not in LEFT_OUT}
    return {
        name: f"{value / 100:.2f}" if isinstance(value, int) and name == "amount" else value
        for name, value in sorted(kept.items())
    }


@proves("NARMI-030", "NARMI-032", "NARMI-033", "NARMI-035")
@pytest.mark.parametrize("who", [KATHY, MARISOL, NADIA, OWNER, SUB_USER, HUGO, ADMIN])
def test_a_profile_shows_what_is_known(narmi: Narmi, who: str) -> None:
    """User information, usage, contact, account number."""
    user, stored = narmi.user(who).json, narmi.stored(who)
    same = {
        "login": "login", "first_name": "firstName", "last_name": "lastName", "category": "category",
        "core_user_id": "coreUserId", "linked_core_user_ids": "linkedCoreUserIds", "referral_code": "referralCode",
        "phone": "phone", "email": "email", "locked": "locked", "archived": "archived", "enrollment": "enrollment",
        "email_confirmed": "emailConfirmed", "role": "role", "invited": "invited", "type": "type", "id": "userId",
    }  # fmt: skip
    assert {name: user[name] for name in same} == {name: stored[own] for name, own in same.items()}
    assert moment(user["last_login_at"]) == moment(stored["lastLoginAt"])
    assert moment(user["enrolled_at"]) == moment(stored["enrolledAt"])
    accounts = narmi.items(who, "accounts")
    assert user["account_number"] == (accounts[0]["number"] if accounts else None)
    assert user["core_email"] == ((stored["core"] or {}).get("email") if stored["type"] == "customer" else None)


@proves("NARMI-033")
def test_a_profile_shows_the_postal_address(narmi: Narmi) -> None:
    """Line by line."""
    shown, stored = narmi.user(KATHY).json["address"], narmi.stored(KATHY)["address"]
    same = {"address_line_one": "addressLineOne", "city": "city", "state": "state", "zip": "zip"}
    assert {name: shown[name] for name in same} == {name: stored[own] for name, own in same.items()}
    assert shown["city"]


@proves("NARMI-030", "NARMI-031")
def test_a_business_shows_its_organization(narmi: Narmi) -> None:
    """Name, phone, and the role in it; a person has none."""
    owner, other, person = (narmi.user(who).json for who in (OWNER, SUB_USER, KATHY))
    for user in (owner, other):
        assert user["category"] == "business"
        assert set(user["organization"]) == {"name", "phone", "role"}
    assert owner["organization"] == narmi.stored(OWNER)["organization"]
    assert owner["organization"]["phone"]
    assert owner["organization"]["role"] != other["organization"]["role"]
    assert (person["category"], person["organization"]) == ("personal", None)


@proves(
    "NARMI-036", "NARMI-037", "NARMI-043", "NARMI-044", "NARMI-045", "NARMI-046", "NARMI-047", "NARMI-048", "NARMI-049",
    "NARMI-050", "NARMI-051", "NARMI-060", "NARMI-M-08", "NARMI-M-03", "NARMI-M-15", "F-13",
)  # fmt: skip
@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_a_profile_is_filled_and_can_be_seen_whole(narmi: Narmi, name: str) -> None:
    """Marisol has something of everything; the short list is the beginning of the whole, and counts the whole."""
    whole = narmi.items(MARISOL, name)
    assert whole
    assert all(set(entry) == LISTS[name] for entry in whole)
    short = narmi.call("GET", narmi.path(MARISOL, name)).json
    assert short["results"] == whole[:SHORT]
    assert short["meta"] == {"total": len(whole)}
    assert narmi.call("GET", narmi.path(MARISOL, name), params={"all": "false"}).json == short
    assert narmi.call("GET", narmi.path(MARISOL, name), params={"all": "maybe"}).status == 422
    assert narmi.call("GET", narmi.path(NOBODY, name)).status == 404


@proves(
    "NARMI-037", "NARMI-043", "NARMI-044", "NARMI-045", "NARMI-046", "NARMI-047", "NARMI-049", "NARMI-050", "NARMI-051",
    "NARMI-060", "F-13",
)  # fmt: skip
@pytest.mark.parametrize("name", STORED)
@pytest.mark.parametrize("who", [MARISOL, ZOE, KATHY])
def test_every_entry_of_a_list_shows_what_is_stored(narmi: Narmi, who: str, name: str) -> None:
    """All of them, each with all that is kept of it, but for secrets."""
    told = [plain(entry) for entry in narmi.items(who, name)]
    kept = [plain(entry) for entry in narmi.stored(who)["profile"][STORED[name]]]
    assert sorted(told, key=str) == sorted(kept, key=str)


@proves("NARMI-043", "NARMI-047", "NARMI-048", "NARMI-M-08")
def test_some_lists_are_longer_than_what_is_shown_first(narmi: Narmi) -> None:
    """Scheduled transfers, notes and history: partial at first, whole on request."""
    for name in ("scheduled_transfers", "notes", "history"):
        assert len(narmi.items(MARISOL, name)) > SHORT, name
        assert len(narmi.call("GET", narmi.path(MARISOL, name)).json["results"]) == SHORT, name


@proves("NARMI-044", "NARMI-045", "NARMI-046", "NARMI-047", "NARMI-048")
@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("external_transfers", "created_at"), ("wires", "created_at"), ("threads", "created_at"), ("notes", "at"),
        ("history", "at"),
    ],
)  # fmt: skip
def test_what_happened_last_comes_first(narmi: Narmi, name: str, by: str) -> None:
    """Newest first."""
    instants = [entry[by] for entry in narmi.items(MARISOL, name)]
    assert len(set(instants)) > 1
    assert instants == sorted(instants, reverse=True)


@proves("NARMI-036")
def test_accounts_tell_credit_from_deposit(narmi: Narmi) -> None:
    """With number, name, nickname and type, as the core has them."""
    shown = narmi.items(MARISOL, "accounts")
    stored = narmi.stored(MARISOL)["core"]["accounts"]
    for account, own in zip(shown, stored, strict=False):
        for name in ("number", "name", "nickname", "classification", "type"):
            assert account[name] == own[name], name
    assert {account["classification"] for account in shown} == {"credit", "deposit"}
    assert any(account["nickname"] for account in shown)


@proves("NARMI-037", "NARMI-038", "F-13", "NARMI-044", "NARMI-049", "NARMI-050", "NARMI-051", "NARMI-060")
def test_entries_are_of_every_kind_that_the_article_names(narmi: Narmi) -> None:
    """Pending and verified, enabled and enforced, with and without end, bill pay, phone, e-mail and app."""
    accounts = narmi.items(MARISOL, "external_accounts")
    assert {account["state"] for account in accounts} == {"pending", "verified"}
    assert {(account["state"], account["verification"]) for account in accounts} >= {("pending", "microdeposits")}
    assert {feature["state"] for feature in narmi.items(MARISOL, "features")} == {"enabled", "enforced"}
    assert all(app["permissions"] for app in narmi.items(MARISOL, "authorized_apps"))
    assert any(app["expires_at"] for app in narmi.items(MARISOL, "authorized_apps"))
    assert "bill pay" in {service["name"].lower() for service in narmi.items(MARISOL, "linked_services")}
    assert {device["type"] for device in narmi.items(MARISOL, "mfa_devices")} == {"phone", "email", "app"}
    assert len({transfer["status"] for transfer in narmi.items(MARISOL, "external_transfers")}) > 1


@proves("NARMI-049")
def test_features_are_only_read(narmi: Narmi) -> None:
    """405 for every other method; staff changes them only through the vendor."""
    before = narmi.items(MARISOL, "features")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert narmi.call(method, narmi.path(MARISOL, "features"), {"name": "wires", "state": "enabled"}).status == 405
    assert narmi.items(MARISOL, "features") == before


@proves("NARMI-046", "NARMI-003", "NARMI-M-10", "NARMI-H-58", "B-71")
def test_a_message_to_several_users_is_a_thread_with_each(narmi: Narmi) -> None:
    """201 with a thread for each, which stands first among the recent messages of that user, and nobody else's."""
    ids = [narmi.id_of(who) for who in (KATHY, MARISOL)]
    others = narmi.items(ZOE, "threads")
    done = narmi.call("POST", "/messages", {"user_ids": ids, "subject": "Your card", "body": "It is on its way."})
    assert done.status == 201
    threads = done.json["results"]
    assert [thread["user_id"] for thread in threads] == ids
    for id, thread in zip(ids, threads, strict=True):
        assert narmi.items(id, "threads")[0] == thread
        assert thread["subject"] == "Your card"
        assert [(said["from"], said["body"]) for said in thread["messages"]] == [("staff", "It is on its way.")]
        assert narmi.codes(id)[0] == "thread.create"
    assert narmi.items(ZOE, "threads") == others
