"""What the kernel knows of a provider: one value that names its parts. Everything else about a vendor stays in its
folder.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from simulator.domain.call import Call, Change, Handler, Outcome, Reply
from simulator.domain.listing import Listed
from simulator.domain.problem import Problem
from simulator.domain.refusal import Step
from simulator.domain.table import Kind, Rows, Table

__all__ = ["NO_PERSONAS", "NO_USERS", "Casting", "Desk", "Provider", "peopled", "sections"]

Json = Mapping[str, Any]


class Casting(Struct, frozen=True):
    """How personas become a provider's records.

    `section` is what reading fixtures asks about the provider. `population` makes the rows of all tables, with their
    index; `joined` the changes that add institutions and personas to a running sandbox; `altered` those by which a
    scenario puts one persona in its place, with what the scenario changes. `identities` are the ids a client knows a
    persona by.
    """

    section: Any
    population: Callable[[Iterable[Any], Iterable[Any]], Mapping[str, Rows[Any]]]
    joined: Callable[[Iterable[Any], Iterable[Any]], tuple[Change, ...]]
    altered: Callable[[Any, Json], tuple[Change, ...]]
    identities: Callable[[Any], Mapping[str, str]]


class Desk(Struct, frozen=True):
    """What QA may do to a provider's users outside the vendor's rules; users come and go as JSON objects. There may be
    very many, so a list is written out only as far as somebody looks.

    `created` and `edited` return the changes and raise ValueError, saying what was expected, when the members do not
    fit. `lists` are what can be added to a user besides, by name: each takes the state, the user's id, the members and
    the call, and returns what was added, as JSON, and the changes. It raises as they do.
    """

    listed: Callable[[Any, str], Listed[Any]]
    shown: Callable[[Any, str], dict[str, Any] | None]
    created: Callable[[Any, Json, Call], tuple[str, tuple[Change, ...]]]
    edited: Callable[[Any, str, Json, Call], tuple[Change, ...]]
    removed: Callable[[Any, str], tuple[Change, ...]]
    lists: Mapping[str, Callable[[Any, str, Json, Call], tuple[dict[str, Any], tuple[Change, ...]]]] = {}


def _nobody_made(*_: Any) -> Any:
    raise ValueError("this provider keeps no users")


NO_PERSONAS = Casting(
    section=None,
    population=lambda _institutions, _personas: {},
    joined=lambda _institutions, _personas: (),
    altered=lambda _persona, _section: (),
    identities=lambda _persona: {},
)
"""The casting of a vendor whom no persona deals with: its tables begin empty."""

NO_USERS = Desk(
    listed=lambda _state, _text: Listed((), dict),
    shown=lambda _state, _user_id: None,
    created=_nobody_made,
    edited=_nobody_made,
    removed=lambda _state, _user_id: (),
)
"""The desk of a vendor without users: nobody is there, and nobody can be made."""


class Provider(Struct, frozen=True):
    """One vendor: its tables, its handlers by name, its rows of refusals, its refusals as replies, its people.

    `tables` says what each table holds. `apis` are the APIs it has tokens for, each with the persona whose token is
    given out where none is named, or "" where the caller is a service account. What follows may be left out: `state`
    makes of the tables what handlers are given, by itself the tables by name. `password_reset` completes a reset from
    its page: it takes the state, the ticket, the new password and the call. `owner` is whose idempotency keys a call
    may use.
    """

    name: str
    tables: Mapping[str, Kind]
    handlers: Mapping[str, Handler]
    refusals: Mapping[str, tuple[Step, ...]]
    refusal: Callable[[Problem, str], Reply]
    apis: Mapping[str, str]
    state: Callable[[Mapping[str, Table[Any]]], Any] = dict
    casting: Casting = NO_PERSONAS
    desk: Desk = NO_USERS
    password_reset: Callable[[Any, str, str, Call], Outcome | None] | None = None
    owner: Callable[[Any, Call], str] | None = None


def sections(providers: Mapping[str, Provider]) -> dict[str, Any]:
    """What reading fixtures asks about each provider, by its name; a provider without personas is not asked."""
    return {name: one.casting.section for name, one in providers.items() if one.casting.section is not None}


def peopled(provider: Provider, institutions: Iterable[Any], personas: Iterable[Any]) -> dict[str, Rows[Any]]:
    """All tables of a population: those that the casting fills, and the others empty."""
    empty: dict[str, Rows[Any]] = {table: Rows() for table in provider.tables}
    return {**empty, **provider.casting.population(institutions, personas)}
