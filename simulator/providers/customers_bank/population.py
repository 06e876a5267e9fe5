"""Customers Bank's people: personas as rows, and as changes where a sandbox runs already."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulator.domain.call import Change, put
from simulator.domain.persona import Named
from simulator.domain.table import Rows
from simulator.domain.text_index import TextIndex
from simulator.providers.customers_bank import rules, seed
from simulator.providers.customers_bank.handlers import NAME, saved
from simulator.providers.customers_bank.state import User

__all__ = ["altered", "identities", "joined", "population", "rows"]


def population(_: Iterable[Any], personas: Iterable[Named]) -> dict[str, Rows[Any]]:
    """All tables of a population; institutions are other providers' business."""
    everybody, printed = list(personas), seed.PRINTED_CREDENTIAL
    partners = {partner.partner_id: partner for partner in seed.partners(everybody)}
    return {
        "users": rows(seed.users(everybody)),
        "partners": Rows(partners),
        "credentials": Rows({printed.credential_id: printed} if printed.partner_id in partners else {}),
    }


def rows(users: Iterable[User]) -> Rows[User]:
    """These users in the order of a list by name, with an index by parts of names and addresses."""
    listed = sorted(users, key=rules.alphabetic)
    index = TextIndex((user.user_id, rules.haystack(user)) for user in listed)
    return Rows({user.user_id: user for user in listed}, index)


def joined(_: Iterable[Any], personas: Iterable[Named]) -> tuple[Change, ...]:
    """These personas, and whoever they work for, are there from now on."""
    everybody = list(personas)
    homes = (put(NAME, "partners", each.partner_id, each) for each in seed.partners(everybody))
    return (*homes, *map(saved, seed.users(everybody))) if seed.users(everybody) else ()


def altered(persona: Named, section: Mapping[str, Any]) -> tuple[Change, ...]:
    """The persona is as its file says, but for what the section says; nothing where the bank knows no such persona."""
    if NAME not in persona.sections:
        return ()
    user = seed.user(persona.name, persona.person, persona.sections[NAME])
    return (saved(seed.changed(user, section) if section else user),)


def identities(persona: Named) -> dict[str, str]:
    """The ids that the bank's clients know this persona by."""
    user = seed.user(persona.name, persona.person, persona.sections[NAME])
    return {"userId": user.user_id, "partnerId": user.partner_id}
