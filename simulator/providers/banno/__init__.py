"""Banno: the Admin API around users, and the Consumer API's user."""

from simulator.domain.table import Kind
from simulator.providers.banno import desk, population, seed, wire
from simulator.providers.banno.handlers import HANDLERS, NAME
from simulator.providers.banno.refusals import REFUSALS
from simulator.providers.banno.reset import password_reset
from simulator.providers.banno.state import Institution, ResetTicket, State, User
from simulator.providers.provider import Casting, Desk, Provider

__all__ = ["PROVIDER"]

PROVIDER = Provider(
    name=NAME,
    tables={
        "users": Kind(User, "user_id"),
        "institutions": Kind(Institution, "institution_id"),
        "reset_tickets": Kind(ResetTicket, "ticket_id"),
    },
    state=State.of,
    handlers=HANDLERS,
    refusals=REFUSALS,
    refusal=wire.refusal,
    apis={"banno-admin": "", "banno-consumer": "kathy-smith"},
    casting=Casting(
        section=seed,
        population=population.population,
        joined=population.joined,
        altered=population.altered,
        identities=population.identities,
    ),
    desk=Desk(listed=desk.listed, shown=desk.shown, created=desk.created, edited=desk.edited, removed=desk.removed),
    password_reset=password_reset,
)
