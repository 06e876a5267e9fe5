"""What is seen of the people, compared with what the reference knows of them."""

from collections.abc import Iterable
from typing import Any

from contract_tests.model.manage import House, Person
from contract_tests.model.manage_rule import ACTIONS, hindered
from contract_tests.narmi import ADMIN, PROVIDER, Narmi

MEMBERS = {
    "type": "type", "login": "login", "temporary_login": "temporaryLogin", "first_name": "firstName",
    "last_name": "lastName", "email": "email", "email_confirmed": "emailConfirmed", "phone": "phone",
    "category": "category", "core_user_id": "coreUserId", "linked_core_user_ids": "linkedCoreUserIds",
    "referral_code": "referralCode", "locked": "locked", "archived": "archived", "role": "role", "invited": "invited",
    "enrollment": "enrollment",
}  # fmt: skip
EXTERNAL = {
    "product_type": "productType",
    "account_purpose": "accountPurpose",
    "state": "state",
    "attempts": "attempts",
}
LIMIT = 25


def first_seen(narmi: Narmi, cast: Iterable[str]) -> House:
    """Everybody as the control API tells it, the cast with their lists and histories; the roles of staff."""
    people = {user["userId"]: Person(user) for user in narmi.bank.users(PROVIDER)}
    for who in map(narmi.id_of, cast):
        people[who] = Person(narmi.stored(who), narmi.codes(who)[::-1])
    roles = narmi.call("GET", "/roles").json["results"]
    return House(people, {role["name"]: set(role["permissions"]) for role in roles})


def compare(house: House, narmi: Narmi, who: str) -> None:
    """The profile, the external accounts, the devices, the history and the menu are as they should be."""
    token, person = working(house, narmi), house.people[who]
    if token is None:
        return
    shown = narmi.user(who, token=token).json
    assert {name: shown[name] for name in MEMBERS} == {name: person[own] for name, own in MEMBERS.items()}
    history = narmi.items(who, "history", token=token)
    assert [entry["action"] for entry in reversed(history)] == person.history
    for account in narmi.items(who, "external_accounts", token=token):
        own = person.external(account["id"])
        assert {name: account[name] for name in EXTERNAL} == {name: own[each] for name, each in EXTERNAL.items()}
    kinds = {one["deviceId"]: one["numberType"] for one in person["profile"]["mfaDevices"]}
    assert {one["id"]: one["number_type"] for one in narmi.items(who, "mfa_devices", token=token)} == kinds
    menu = narmi.actions(who, token=token)
    able = {name for name in ACTIONS if hindered(house, person, name, {}) is None}
    if who == narmi.id_of(ADMIN):
        able.discard("lock")
    assert {name for name, action in menu.items() if action["available"]} == able


def working(house: House, narmi: Narmi) -> str | None:
    """The token of the Admin, unless somebody locked them."""
    return None if house.people[narmi.id_of(ADMIN)]["locked"] else narmi.token(ADMIN)


def look_for(house: House, narmi: Narmi, query: dict[str, Any]) -> None:
    """A list is the very page that it should be; 401 for an Admin who is locked."""
    asked = narmi.users(**query)
    if working(house, narmi) is None:
        assert asked.status == 401, asked
        return
    found = sorted(filter(lambda person: fits(person, query), house.people.values()), key=place)
    limit, offset = query.get("limit", LIMIT), query.get("offset", 0)
    rows = [row["id"] for row in asked.json["results"]]
    assert (rows, asked.json["meta"]["total"]) == (
        [person.id for person in found[offset : offset + limit]], len(found),
    ), asked  # fmt: skip


def fits(person: Person, query: dict[str, Any]) -> bool:
    """Whether a list shows somebody: by part of the login or name, by type, by mark."""
    text, name = query.get("search", "").casefold(), f"{person['firstName']} {person['lastName']}"
    named = text in person["login"].casefold() or text in name.casefold()
    kind, archived = query.get("type", person["type"]), query.get("archived", person["archived"])
    return named and (kind, archived) == (person["type"], person["archived"])


def place(person: Person) -> tuple[str, str, str]:
    """Where somebody stands in a list."""
    return person["lastName"].casefold(), person["firstName"].casefold(), person.id
