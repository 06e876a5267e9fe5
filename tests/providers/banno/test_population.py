"""Personas become rows of a population, or changes of a sandbox that runs already."""

from simulator.domain.table import Rows
from simulator.fixtures import Institution, Persona
from simulator.providers.banno import population, seed
from simulator.providers.banno.index import UserIndex
from tests.providers.banno.bank import HOME

BANK = Institution(HOME.institution_id, HOME.name)
SECTION = {"institution": HOME.institution_id}


def persona(name: str, last: str, **section: object) -> Persona:
    return Persona(name, "A story.", {"firstName": "Ada", "lastName": last}, {"banno": {**SECTION, **section}})


ADA, BEA = persona("ada", "Zorn"), persona("bea", "Adams", status="Locked")
STRANGER = Persona("otto", "A story.", {"firstName": "Otto", "lastName": "Nobody"}, {})


def test_users_stand_in_the_order_in_which_a_search_lists_them() -> None:
    rows = population.population([BANK], [ADA, BEA, STRANGER])
    assert [user.last_name for user in rows["users"].values()] == ["Adams", "Zorn"]
    assert all(key == user.user_id for key, user in rows["users"].items())


def test_the_users_rows_carry_their_index() -> None:
    rows = population.population([BANK], [ADA, BEA])
    assert isinstance(rows["users"].index, UserIndex)
    assert rows["users"].index.found("zorn") == [population.identities(ADA)["userId"]]


def test_a_population_has_all_tables_and_no_resets() -> None:
    rows = population.population([BANK], [])
    assert set(rows) == {"users", "institutions", "reset_tickets"}
    assert rows["institutions"] == {HOME.institution_id: HOME}
    assert rows["reset_tickets"] == Rows()


def test_who_joins_is_who_would_have_been_there_from_the_beginning() -> None:
    rows = population.population([BANK], [ADA, BEA, STRANGER])
    changes = population.joined([BANK], [ADA, BEA, STRANGER])
    assert {(one.table, one.key): one.record for one in changes} == {
        (table, key): record for table, records in rows.items() for key, record in records.items()
    }


def test_a_scenario_puts_a_persona_back_but_for_what_it_says() -> None:
    (plain,), (told,) = population.altered(BEA, {}), population.altered(BEA, {"status": "Dormant"})
    assert plain.record == seed.user("bea", BEA.person, BEA.sections["banno"])
    assert (plain.record.status, told.record.status) == ("Locked", "Dormant")
    assert plain.key == told.key == population.identities(BEA)["userId"]


def test_whom_banno_does_not_know_no_scenario_alters() -> None:
    assert population.altered(STRANGER, {"status": "Locked"}) == ()


def test_a_persona_is_known_by_two_ids() -> None:
    assert population.identities(ADA).keys() == {"userId", "institutionId"}
    assert population.identities(ADA)["institutionId"] == HOME.institution_id
