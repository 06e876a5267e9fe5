"""Narmi: the Manage Users page of the Admin Platform, as an HTTP model (B-70)."""

from simulator.domain.table import Kind
from simulator.providers.narmi import desk, hook, population, seed
from simulator.providers.narmi.handlers import HANDLERS
from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.record.history import History
from simulator.providers.narmi.record.pending import Emulation, Notification, ResetTicket, Task, Verification
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.record.user import Environment, Role, User
from simulator.providers.narmi.refusals import REFUSALS
from simulator.providers.narmi.reset import password_reset
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.refusal import refusal
from simulator.providers.provider import Casting, Desk, Provider

__all__ = ["PROVIDER"]

PROVIDER = Provider(
    name=NAME,
    tables={
        "users": Kind(User, "user_id"),
        "profiles": Kind(Profile, "user_id"),
        "histories": Kind(History, "user_id"),
        "cores": Kind(CoreUser, "core_user_id"),
        "roles": Kind(Role, "name"),
        "environments": Kind(Environment, "place"),
        "verifications": Kind(Verification, "user_id"),
        "tasks": Kind(Task, "task_id"),
        "emulations": Kind(Emulation, "emulation_id"),
        "reset_tickets": Kind(ResetTicket, "ticket_id"),
        "notifications": Kind(Notification, "notification_id"),
    },
    state=State.of,
    handlers=HANDLERS,
    refusals=REFUSALS,
    refusal=refusal,
    apis={"narmi": "winona-clarke"},
    casting=Casting(
        section=seed,
        population=population.population,
        joined=population.joined,
        altered=population.altered,
        identities=population.identities,
    ),
    desk=Desk(
        listed=desk.listed,
        shown=desk.shown,
        created=desk.created,
        edited=desk.edited,
        removed=desk.removed,
        lists=hook.LISTS,
    ),
    password_reset=password_reset,
)
