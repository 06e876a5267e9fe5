"""The composition root: settings in, simulator and ASGI application out. The only module that knows every part."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from simulator import clock, idempotency, resources
from simulator.address import DEFAULT
from simulator.control.guard import Guard, guard
from simulator.domain.message import OUTBOX, Message
from simulator.domain.moment import from_text
from simulator.domain.table import Rows
from simulator.faults import plan
from simulator.fixtures import Cast, Persona, Section, read
from simulator.front import Front
from simulator.journal import Journal
from simulator.oidc import keys
from simulator.oidc.token import Tokens
from simulator.openapi.load import documents
from simulator.openapi.match import Matcher
from simulator.openapi.operation import Operation, granted, operations
from simulator.providers import PROVIDERS
from simulator.providers.provider import Provider, peopled, sections
from simulator.settings import Settings, SettingsError
from simulator.simulator import CAST, Simulator
from simulator.stores.memory import MemoryStore
from simulator.stores.snapshot import Snapshot

__all__ = ["composed", "guarded", "served"]

TOKEN_MIN = 16


def served(simulator: Simulator, rules: Guard) -> Front:
    """The ASGI application around a simulator."""
    return Front(simulator, rules)


def guarded(settings: Settings) -> Guard:
    """Who may use the control API and the console. Raises SettingsError for a token that is easily guessed."""
    token = settings.control_token
    if token and (len(token) < TOKEN_MIN or not (token.isascii() and token.isprintable()) or " " in token):
        raise SettingsError(f"control_token: expected at least {TOKEN_MIN} letters, digits and signs without a space")
    return guard(settings.host, settings.allow_host, token)


def composed(settings: Settings) -> Simulator:
    """Everything compiled and put together. Raises SettingsError, FixtureError, and ValueError for specs that do not
    fit.
    """
    providers = _seeded(settings.defect)
    specs = documents(resources.folder("specs"))
    vendors = [operation for spec in specs if spec.provider in providers for operation in operations(spec)]
    _fitted(vendors, providers)
    asked = sections(providers)
    cast = read(
        [resources.folder("fixtures"), *map(Path, settings.fixtures)],
        asked,
        apis=granted(vendors),
        operations={operation.id: operation for operation in vendors},
    )
    crowd = _crowd(settings, cast, asked)
    beginning = Snapshot(_population(cast, crowd, providers, _clock(settings.clock)))
    return Simulator(
        providers=providers,
        documents=specs,
        matcher=Matcher(vendors),
        store=MemoryStore({DEFAULT: beginning}),
        tokens=Tokens(keys.read(resources.folder("fixtures") / "keys" / "signing.pem")),
        journal=Journal(settings.journal),
        cast=cast,
        beginning=beginning,
        seed=settings.seed,
        strict=settings.strict,
        bare=settings.bare,
        anybody=settings.auth == "any",
    )


def _crowd(settings: Settings, cast: Cast, asked: Mapping[str, Section]) -> Sequence[Persona]:
    """Generated users, who are no personas: nobody knows their names. The generator is slow to import, so only on
    demand.
    """
    if not settings.users:
        return ()
    from simulator.fixtures.generate import generated

    return generated(settings.seed, settings.users, cast.institutions, asked)


def _population(
    cast: Cast, crowd: Sequence[Persona], providers: Mapping[str, Provider], initial: clock.Setting
) -> dict[str, Mapping[str, Rows[Any]]]:
    """One slice for each provider, and those that are the simulator's own."""
    slices: dict[str, Mapping[str, Rows[Any]]] = {
        name: peopled(provider, cast.institutions, (*cast.personas, *crowd)) for name, provider in providers.items()
    }
    messages: Rows[Message] = Rows()
    personas = Rows({persona.name: persona for persona in cast.personas})
    return {
        **slices,
        OUTBOX: {"messages": messages},
        CAST: {"personas": personas},
        idempotency.SLICE: {idempotency.TABLE: Rows()},
        clock.SLICE: clock.rows(initial),
        plan.SLICE: plan.rows(),
    }


def _fitted(vendors: Iterable[Operation], providers: Mapping[str, Provider]) -> None:
    """Refuse to start where an operation has no handler, no row of refusals, or a handler no operation."""
    wanted = {(operation.provider, operation.handler) for operation in vendors}
    present = {(name, handler) for name, provider in providers.items() for handler in provider.handlers}
    if odd := sorted(wanted ^ present):
        raise ValueError(
            "operations and handlers do not fit: " + ", ".join(f"{name}.{handler}" for name, handler in odd)
        )
    for operation in vendors:
        if operation.demand.refusals not in providers[operation.provider].refusals:
            raise ValueError(
                f"{operation.id}: x-refusals {operation.demand.refusals!r} is no row of {operation.provider}"
            )


def _clock(text: str) -> clock.Setting:
    mode, _, instant = text.partition(":")
    if mode == "wall" and not instant:
        return clock.Setting()
    if mode != "frozen":
        raise SettingsError(f"clock: expected wall, frozen or frozen:<instant>, got {text!r}")
    try:
        return clock.Setting(frozen_at=from_text(instant) if instant else clock.FROZEN_AT)
    except ValueError as error:
        raise SettingsError(f"clock: {error}") from None


def _seeded(names: Sequence[str]) -> Mapping[str, Provider]:
    """The providers, with the bugs that were asked for by name; they are loaded for nobody else."""
    if not names:
        return PROVIDERS
    from simulator.defects import known, seeded

    defects = known()
    for name in names:
        if name not in defects:
            close = ", ".join(get_close_matches(name, defects, n=3)) or "none like it"
            raise SettingsError(f"defect: unknown {name!r}; nearest: {close} (known: {', '.join(sorted(defects))})")
    return seeded(PROVIDERS, [defects[name] for name in names])
