"""What fixtures tell about a user beyond the user: lists of the profile, history, SMS, the core's records, a PIN."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import convert, to_builtins

from simulator.domain.ids import uuid_from
from simulator.domain.moment import from_text
from simulator.domain.persona import Named
from simulator.domain.table import Rows
from simulator.providers.narmi import derived, permission, seed
from simulator.providers.narmi.record.core import Account, CoreUser
from simulator.providers.narmi.record.history import Entry, History
from simulator.providers.narmi.record.pending import Emulation, Notification, Task, Verification
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.record.user import Role, User
from simulator.providers.narmi.rules.chronicle import actor
from simulator.providers.narmi.state import NAME

__all__ = ["KEYS", "ROLES", "TABLES", "core_record", "identified", "samples", "told"]

Json = Mapping[str, Any]
Told = tuple[str, str, Any]
KATHY, WINONA = (uuid_from(NAME, name, "user") for name in ("kathy-smith", "winona-clarke"))
TASK, EMULATION = (uuid_from(NAME, "example", what) for what in ("task", "emulation"))
SAMPLE_AT, SAMPLE_UNTIL = from_text("2026-01-14T09:00:00Z"), from_text("2099-12-31T23:59:59Z")
TABLES = (
    "users", "profiles", "histories", "cores", "roles", "environments", "verifications", "tasks", "emulations",
    "reset_tickets", "notifications",
)  # fmt: skip
KEYS = {
    "externalAccounts": "accountId", "scheduledTransfers": "transferId", "externalTransfers": "transferId",
    "wires": "wireId", "threads": "threadId", "notes": "noteId", "mfaDevices": "deviceId", "authorizedApps": "appId",
}  # fmt: skip
"""The lists of a profile whose entries have ids, and what they are called."""

ROLES = (
    Role("Read only", (permission.VIEW_USER,)),
    Role("Team lead", (permission.VIEW_USER, permission.ADD_STAFF_USER, permission.VIEW_GROUP)),
    Role(
        "Support",
        (
            permission.VIEW_USER, permission.LOCK_USER, permission.RESET_PASSWORD, permission.EDIT_USER,
            permission.VIEW_NOTIFICATIONS, permission.SET_NUMBER_TYPE, permission.EMULATE_USER,
        ),
    ),
    Role("Supervisor", tuple(one for one in permission.ALL if one != permission.ADD_STAFF_USER)),
)  # fmt: skip
"""The roles that there are; the vendor's are each institution's own."""


def told(persona: Named) -> Iterator[Told]:
    """Table, key and record of everything that the section tells."""
    section = persona.sections[NAME]
    for core in _cores(persona):
        yield "cores", core.core_user_id, core
    if {"profile", "history", "pin"} & section.keys():
        yield from _of_user(persona.name, section, seed.user(persona.name, persona.person, section))
    for place, one in enumerate(section.get("notifications", ())):
        key = uuid_from(NAME, persona.name, "notifications", place)
        yield "notifications", key, convert({"notificationId": key, **one}, Notification)


def samples(users: Iterable[User]) -> dict[str, Rows[Any]]:
    """The task and the emulation that the spec's examples name, where the users of them are there."""
    known = {user.user_id: user for user in users if user.user_id in (KATHY, WINONA)}
    if len(known) < 2:
        return {"tasks": Rows(), "emulations": Rows()}
    task = Task(TASK, KATHY, SAMPLE_AT, SAMPLE_AT, actor(known[WINONA]), finished=True)
    emulation = Emulation(EMULATION, WINONA, KATHY, SAMPLE_UNTIL)
    return {"tasks": Rows({TASK: task}), "emulations": Rows({EMULATION: emulation})}


def identified(name: str, lists: Json) -> dict[str, Any]:
    """The lists with an id for each entry that has none."""
    return {
        called: [{KEYS[called]: uuid_from(NAME, name, called, place), **one} for place, one in enumerate(entries)]
        if called in KEYS
        else entries
        for called, entries in lists.items()
    }


def core_record(first: CoreUser, members: Json) -> CoreUser:
    """The core's record with these members in it; accounts get ids, and numbers that begin with the core user ID."""
    core_user_id = members.get("coreUserId", first.core_user_id)
    record = {**to_builtins(first), **members}
    if core_user_id != first.core_user_id and "accounts" not in members:
        record["accounts"] = derived.accounts_of(core_user_id)
    accounts = [_account(core_user_id, place, one) for place, one in enumerate(record["accounts"])]
    return convert({**record, "accounts": accounts}, CoreUser)


def _account(core_user_id: str, place: int, one: Any) -> dict[str, Any]:
    made = {
        "accountId": uuid_from(NAME, core_user_id, "account", place),
        "number": f"{core_user_id}{place + 1:02d}",
        "name": f"Account {place + 1}",
    }
    return {**made, **(to_builtins(one) if isinstance(one, Account) else one)}


def _cores(persona: Named) -> Iterator[CoreUser]:
    """The person's own record where the section says something about it, and the others that it tells of."""
    section = persona.sections[NAME]
    if section.get("type", "customer") != "customer":
        return
    if not {"core", "otherCores"} & section.keys():
        return
    own = derived.core_of(seed.user(persona.name, persona.person, section))
    if "core" in section:
        yield core_record(own, section["core"])
    for other in section.get("otherCores", ()):
        yield core_record(own, other)


def _of_user(name: str, section: Json, user: User) -> Iterator[Told]:
    if "profile" in section:
        first = to_builtins(derived.profile_of(user))
        lists = identified(name, section["profile"])
        yield "profiles", user.user_id, convert({**first, **lists}, Profile)
    if "history" in section:
        yield "histories", user.user_id, _history(name, user, section["history"])
    if "pin" in section:
        yield "verifications", user.user_id, convert({"userId": user.user_id, **section["pin"]}, Verification)


def _history(name: str, user: User, entries: list[Json]) -> History:
    made = (
        {"entryId": uuid_from(NAME, name, "history", place), "actor": to_builtins(actor(user)), **one}
        for place, one in enumerate(entries)
    )
    return History(user.user_id, tuple(sorted((convert(one, Entry) for one in made), key=lambda entry: entry.at)))
