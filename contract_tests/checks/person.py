"""One user is the same person in every API, however each API spells the members (B-16)."""

from collections.abc import Callable, Iterator
from typing import Any

from contract_tests.checks.reading import is_read, may_have_changed_something
from contract_tests.checks.registry import Breaches, History, check
from contract_tests.exchange import Exchange

Reply = dict[str, Any]
SPELLINGS: dict[str, tuple[str, ...]] = {
    "userId": ("userId",),
    "institutionId": ("primaryInstitutionId", "institutionId"),
    "username": ("primaryInstitutionUsername", "username"),
    "firstName": ("firstName",),
    "middleName": ("middleName",),
    "middleInitial": ("middleInitial",),
    "lastName": ("lastName",),
    "email": ("email",),
    "preferredName": ("preferredName",),
    "phone": ("phone", "mobilePhoneNumber", "phoneNumber"),
    "userType": ("userType",),
    "businessName": ("businessName",),
    "verified": ("userVerified",),
    "addedAt": ("userAdded", "userAddedDateTime"),
    "lastSeenAt": ("lastSeen",),
    "maskedSsn": ("maskedSsn",),
}
ADDRESS = {
    "streetAddress": "addressLineOne",
    "streetAddress2": "addressLineTwo",
    "city": "city",
    "state": "state",
    "zip": "zip",
}
OPTIONAL = {"getUser": ("email", "preferredName", "phone", "businessName"), "searchUsers": (), "getUserDetails": ()}


@check("one user is the same person in every API", claims=["B-13", "B-15", "B-16"])
def people_are_the_same_everywhere(history: History) -> Breaches:
    """Names, contact, address, dates and numbers agree between any two reads with no write between."""
    known: dict[str, Reply] = {}
    for exchange in history:
        if may_have_changed_something(exchange):
            known.clear()
        for person in shown_people(exchange):
            before = known.setdefault(person["userId"], {})
            for name, value in person.items():
                if before.setdefault(name, value) != value:
                    yield exchange, f"{name} was {before[name]!r} and is {value!r}"


@check(
    "the member number is padded to ten digits in details and not padded for the consumer",
    claims=["BAN-D-24", "BAN-U-64", "B-13", "B-35"],
)
def member_numbers_are_padded_where_documented(history: History) -> Breaches:
    """Ten digits in details; one to ten without a leading zero for the consumer."""
    rules: dict[str, Callable[[str], bool]] = {
        "getUserDetails": lambda number: number.isdecimal() and len(number) == 10,
        "getUser": lambda number: number == str(int(number)) and len(number) <= 10,
    }
    for exchange in history:
        if exchange.operation and exchange.operation.id in rules and exchange.status == 200:
            number = exchange.json.get("memberNumber")
            if number and not rules[exchange.operation.id](number):
                yield exchange, f"{number!r}"


@check("misspelt members keep their spelling and have no corrected twin", claims=["B-04"])
def misspellings_are_kept(history: History) -> Breaches:
    """The vendor writes `rdcOnboarddingEnabled`."""
    for exchange in history:
        if exchange.operation and exchange.operation.id == "getUserDetails" and exchange.status == 200:
            names = exchange.json["abilities"]
            if "rdcOnboarddingEnabled" not in names or "rdcOnboardingEnabled" in names:
                yield exchange, f"{sorted(names)}"


def shown_people(exchange: Exchange) -> Iterator[Reply]:
    """The people that a reply shows, each with one spelling for every member; nothing, null and "" are one."""
    if is_read(exchange) and exchange.operation and exchange.operation.id in OPTIONAL:
        for user in exchange.json.get("users", [exchange.json]):
            yield _person(user, OPTIONAL[exchange.operation.id])


def _person(user: Reply, optional: tuple[str, ...]) -> Reply:
    shown = {name: _plain(user[key]) for name, keys in SPELLINGS.items() for key in keys if key in user}
    absent = {name: None for name in optional if name not in shown}
    return {**absent, **shown, **_numbers(user), **_address(user), "userId": user["userId"].lower()}


def _plain(value: Any) -> Any:
    return None if value == "" else value


def _numbers(user: Reply) -> Reply:
    found: Reply = {"memberNumber": int(user["memberNumber"])} if user.get("memberNumber") else {}
    named = {attribute["name"]: attribute["value"] for attribute in user.get("attributes", [])}
    teller = user.get("netTellerId", named.get("NetTeller Id"))
    return found if teller is None else {**found, "netTellerId": _plain(teller)}


def _address(user: Reply) -> Reply:
    address = user.get("address")
    if not address:
        return {}
    return {line: _plain(address.get(line, address.get(other))) for line, other in ADDRESS.items()}
