"""Banno's people: personas as rows with the search's index, and as changes where a sandbox runs already."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.domain.call import Change, put
from simulator.domain.persona import Named
from simulator.domain.table import Rows
from simulator.providers.banno import seed
from simulator.providers.banno.handlers import NAME, saved
from simulator.providers.banno.index import UserIndex
from simulator.providers.banno.state import User

__all__ = ["altered", "identities", "joined", "population"]


def population(institutions: Iterable[Any], personas: Iterable[Named]) -> dict[str, Rows[Any]]:
    """All tables of a population; users stand in the order a search lists them."""
    users = sorted(seed.users(personas), key=lambda user: user.order)
    return {
        "users": Rows({user.user_id: user for user in users}, UserIndex(users)),
        "institutions": Rows({each.institution_id: each for each in seed.institutions(institutions)}),
        "reset_tickets": Rows(),
    }


def joined(institutions: Iterable[Any], personas: Iterable[Named]) -> tuple[Change, ...]:
    """These institutions and personas are there from now on."""
    homes = (put(NAME, "institutions", each.institution_id, each) for each in seed.institutions(institutions))
    return (*homes, *map(saved, seed.users(personas)))


def altered(persona: Named, section: Mapping[str, Any]) -> tuple[Change, ...]:
    """The persona is as its file says, but for what the section says; nothing where Banno does not know the persona."""
    if NAME not in persona.sections:
        return ()
    user = _user(persona)
    return (saved(seed.changed(user, section) if section else user),)


def identities(persona: Named) -> dict[str, str]:
    """The ids that Banno's clients know this persona by."""
    user = _user(persona)
    return {"userId": user.user_id, "institutionId": user.institution_id}


def _user(persona: Named) -> User:
    return seed.user(persona.name, persona.person, persona.sections[NAME])
