"""Who is there: personas, users in any state that QA wants, fixtures that join later, scenarios that set a scene."""

from typing import Any

from simulator import clock
from simulator.control.fault import known_to, replanned
from simulator.control.visit import Declined, Handler, Visit, listing, provider_of, ruling, unknown
from simulator.domain.call import Change, Reply, put
from simulator.domain.moment import to_text
from simulator.domain.problem import Refused
from simulator.faults.wish import read
from simulator.fixtures import Cast, FixtureError, Persona, Scenario
from simulator.fixtures.reading import read_entries
from simulator.providers.provider import Provider, sections
from simulator.simulator import CAST
from simulator.stores.snapshot import Snapshot

__all__ = ["HANDLERS"]

Json = dict[str, Any]


async def list_personas(visit: Visit) -> Reply:
    """Everybody with a story, and the ids that each provider knows them by."""
    personas = (await visit.snapshot()).table(CAST, "personas")
    return listing(_shown(visit, one) for one in sorted(personas, key=lambda persona: persona.name))


async def list_users(visit: Visit) -> Reply:
    """A provider's users as stored, page by page."""
    provider = provider_of(visit, visit.query["provider"], 400)
    state, _ = ruling(visit, provider, await visit.snapshot())
    users = provider.desk.listed(state, visit.query.get("query", ""))
    offset, limit = visit.query.get("offset", 0), visit.query.get("limit", 100)
    return listing(users[offset : offset + limit], len(users))


async def read_user(visit: Visit) -> Reply:
    """One user as stored."""
    provider, user_id = _named(visit)
    return Reply(200, await _user(visit, provider, user_id))


async def create_user(visit: Visit) -> Reply:
    """A user from the members given; what is left out is made up."""
    provider = provider_of(visit, visit.query["provider"], 400)
    made: list[str] = []

    def decided(snapshot: Snapshot) -> tuple[Change, ...]:
        state, call = ruling(visit, provider, snapshot)
        user_id, changes = provider.desk.created(state, visit.body, call)
        made[:] = [user_id]
        return changes

    await _changed(visit, decided)
    location = f"{visit.url}/_simulator/v1/users/{provider.name}/{made[0]}"
    return Reply(201, await _user(visit, provider, made[0]), (("Location", location),))


async def edit_user(visit: Visit) -> Reply:
    """A merge patch on the stored user, outside the vendor's rules."""
    provider, user_id = _named(visit)
    await _user(visit, provider, user_id)

    def decided(snapshot: Snapshot) -> tuple[Change, ...]:
        state, call = ruling(visit, provider, snapshot)
        return provider.desk.edited(state, user_id, visit.body, call)

    await _changed(visit, decided)
    return Reply(200, await _user(visit, provider, user_id))


async def add_to_user(visit: Visit) -> Reply:
    """One more entry of a list that the provider keeps of the user, as if it had come about elsewhere."""
    provider, user_id = _named(visit)
    await _user(visit, provider, user_id)
    if visit.path["list"] not in provider.desk.lists:
        raise unknown(f"list of {provider.name}", visit.path["list"], provider.desk.lists)
    made: list[Json] = []

    def decided(snapshot: Snapshot) -> tuple[Change, ...]:
        state, call = ruling(visit, provider, snapshot)
        entry, changes = provider.desk.lists[visit.path["list"]](state, user_id, visit.body, call)
        made[:] = [entry]
        return changes

    await _changed(visit, decided)
    return Reply(201, made[0])


async def delete_user(visit: Visit) -> Reply:
    """The user is gone."""
    provider, user_id = _named(visit)
    await _user(visit, provider, user_id)
    await _changed(visit, lambda snapshot: provider.desk.removed(ruling(visit, provider, snapshot)[0], user_id))
    return Reply(204)


async def load_fixtures(visit: Visit) -> Reply:
    """Institutions and personas, in the form of fixture files, join the sandbox: all of them or none."""
    cast = visit.simulator.cast
    snapshot = await visit.snapshot()
    beside = Cast(cast.institutions, cast.clients, tuple(snapshot.table(CAST, "personas")), cast.scenarios)
    try:
        arrived = read_entries(visit.body, sections(visit.simulator.providers), beside=beside)
    except FixtureError as error:
        raise Declined(400, str(error)) from None
    providers = visit.simulator.providers.values()
    joined = [change for one in providers for change in one.casting.joined(arrived.institutions, arrived.personas)]
    named = [put(CAST, "personas", persona.name, persona) for persona in arrived.personas]
    await visit.simulator.change(visit.sandbox, lambda _: (*joined, *named))
    return Reply(201, {"institutions": len(arrived.institutions), "personas": len(arrived.personas)})


async def play_scenario(visit: Visit) -> Reply:
    """The cast and the planned faults are as the scenario says, and the clock stands at its beginning."""
    scenarios = {scenario.name: scenario for scenario in visit.simulator.cast.scenarios}
    if visit.path["name"] not in scenarios:
        raise unknown("scenario", visit.path["name"], scenarios)
    scenario = scenarios[visit.path["name"]]
    await _changed(visit, lambda snapshot: _scene(visit, snapshot, scenario))
    return Reply(
        200,
        {
            "name": scenario.name,
            "story": scenario.story,
            "clock": to_text(scenario.clock),
            "personas": list(scenario.personas),
        },
    )


def _scene(visit: Visit, snapshot: Snapshot, scenario: Scenario) -> list[Change]:
    personas = snapshot.table(CAST, "personas")
    told = {(change.persona, name): part for change in scenario.changes for name, part in change.sections.items()}
    changes = [clock.frozen(scenario.clock)]
    for persona in filter(None, map(personas.get, scenario.personas)):
        for name, provider in visit.simulator.providers.items():
            changes += provider.casting.altered(persona, told.get((persona.name, name), {}))
    known = known_to(visit.simulator, snapshot)
    wishes = [read(fault, known) for fault in scenario.faults]
    return [*changes, *replanned(visit.simulator, snapshot.after(changes), wishes)]


def _shown(visit: Visit, persona: Persona) -> Json:
    ids = {
        name: provider.casting.identities(persona)
        for name, provider in visit.simulator.providers.items()
        if name in persona.sections
    }
    return {"name": persona.name, "story": persona.story, **ids}


def _named(visit: Visit) -> tuple[Provider, str]:
    return provider_of(visit, visit.path["provider"]), visit.path["id"].lower()


async def _user(visit: Visit, provider: Provider, user_id: str) -> Json:
    state, _ = ruling(visit, provider, await visit.snapshot())
    found = provider.desk.shown(state, user_id)
    if found is None:
        raise Declined(404, f"{provider.name} has no user {user_id!r}; GET …/users?provider={provider.name} lists them")
    return found


async def _changed(visit: Visit, decided: Any) -> None:
    try:
        await visit.simulator.change(visit.sandbox, decided)
    except ValueError as error:
        raise Declined(400, str(error)) from None
    except Refused as refusal:
        raise Declined(409, refusal.problem.hint) from None


HANDLERS: dict[str, Handler] = {
    "listPersonas": list_personas,
    "listUsers": list_users,
    "readUser": read_user,
    "createUser": create_user,
    "editUser": edit_user,
    "addToUser": add_to_user,
    "deleteUser": delete_user,
    "loadFixtures": load_fixtures,
    "playScenario": play_scenario,
}
