"""Narmi's people: personas as rows with the list's index, and as changes where a sandbox runs already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from simulator.domain.call import Change, put
from simulator.domain.persona import Named
from simulator.domain.table import Rows
from simulator.providers.narmi import around, derived, seed
from simulator.providers.narmi.index import UserIndex
from simulator.providers.narmi.party import saved
from simulator.providers.narmi.record.user import HERE, Environment, User
from simulator.providers.narmi.state import NAME

__all__ = ["altered", "identities", "joined", "population"]

FLAGS = {
    "environment": "environment",
    "enrollmentCodes": "enrollment_codes",
    "offlineVerification": "offline_verification",
}


def population(_: Iterable[Any], personas: Iterable[Named]) -> dict[str, Rows[Any]]:
    """All tables of a population; users stand in the order of the list. Institutions are other providers' business."""
    everybody = [one for one in personas if NAME in one.sections]
    users = sorted(seed.users(everybody), key=lambda user: user.order)
    tables: dict[str, dict[str, Any]] = {name: {} for name in around.TABLES}
    for persona in everybody:
        for table, key, record in around.told(persona):
            tables[table][key] = record
    roles = {role.name: role for role in around.ROLES} if everybody else {}
    environment = Environment()
    for persona in everybody:
        environment = _switched(environment, persona.sections[NAME])
    return {
        **{name: Rows(records) for name, records in tables.items()},
        "users": Rows({user.user_id: user for user in users}, UserIndex(users)),
        "roles": Rows(roles),
        "environments": Rows({HERE: environment} if everybody else {}),
        **around.samples(users),
    }


def joined(_: Iterable[Any], personas: Iterable[Named]) -> tuple[Change, ...]:
    """These personas are there from now on, with all that has to do with them."""
    everybody = [one for one in personas if NAME in one.sections]
    return tuple(change for persona in everybody for change in _whole(persona, {}))


def altered(persona: Named, section: Mapping[str, Any]) -> tuple[Change, ...]:
    """The persona is as its file says, but for what the section says; nothing where Narmi knows no such persona."""
    if NAME not in persona.sections:
        return ()
    switched = _switched(Environment(), section)
    environment = (put(NAME, "environments", HERE, switched),) if FLAGS.keys() & section.keys() else ()
    return (*_whole(persona, section), *environment)


def identities(persona: Named) -> dict[str, str]:
    """The ids that staff knows this persona by."""
    user = _user(persona)
    return {"userId": user.user_id, **({"coreUserId": user.core_user_id} if user.core_user_id else {})}


def _whole(persona: Named, section: Mapping[str, Any]) -> Iterator[Change]:
    """The user and everything around, derived or told."""
    user = _user(persona)
    yield saved(seed.changed(user, section) if section else user)
    yield put(NAME, "profiles", user.user_id, derived.profile_of(user))
    yield put(NAME, "histories", user.user_id, derived.history_of(user))
    if user.core_user_id:
        yield put(NAME, "cores", user.core_user_id, derived.core_of(user))
    for table, key, record in around.told(persona):
        yield put(NAME, table, key, record)


def _user(persona: Named) -> User:
    return seed.user(persona.name, persona.person, persona.sections[NAME])


def _switched(environment: Environment, section: Mapping[str, Any]) -> Environment:
    return replace(environment, **{FLAGS[name]: section[name] for name in FLAGS if name in section})
