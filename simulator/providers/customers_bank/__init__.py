"""Customers Bank: partners/v1 Users and credentials."""

from simulator.domain.table import Kind
from simulator.providers.customers_bank import desk, population, seed, wire
from simulator.providers.customers_bank.handlers import HANDLERS, NAME, owner
from simulator.providers.customers_bank.refusals import REFUSALS
from simulator.providers.customers_bank.state import Credential, Partner, State, User
from simulator.providers.provider import Casting, Desk, Provider

__all__ = ["PROVIDER"]

PROVIDER = Provider(
    name=NAME,
    tables={
        "users": Kind(User, "user_id"),
        "partners": Kind(Partner, "partner_id"),
        "credentials": Kind(Credential, "credential_id"),
    },
    state=State.of,
    handlers=HANDLERS,
    refusals=REFUSALS,
    refusal=wire.refusal,
    apis={"customers-bank": "dana-reyes"},
    casting=Casting(
        section=seed,
        population=population.population,
        joined=population.joined,
        altered=population.altered,
        identities=population.identities,
    ),
    owner=owner,
    desk=Desk(listed=desk.listed, shown=desk.shown, created=desk.created, edited=desk.edited, removed=desk.removed),
)
