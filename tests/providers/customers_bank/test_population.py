"""Personas become rows of a partner's tables, or changes of a sandbox that runs already."""

from simulator.domain.table import Rows
from simulator.fixtures import Persona
from simulator.providers.customers_bank import population, seed


def persona(name: str, **section: object) -> Persona:
    return Persona(name, "A story.", {"firstName": "Ada", "lastName": "Byron"}, {"customers_bank": section})


ADA, BEA = persona("ada", isAdmin=True), persona("bea", partner="Bees Ltd", isFrozen=True)
STRANGER = Persona("otto", "A story.", {"firstName": "Otto", "lastName": "Nobody"}, {})
EVERYBODY = [ADA, STRANGER, BEA]


def test_users_and_their_partners_are_kept_by_id() -> None:
    rows = population.population([], EVERYBODY)
    assert list(rows["users"].values()) == list(seed.users([ADA, BEA]))
    assert list(rows["partners"].values()) == list(seed.partners([ADA, BEA]))
    assert all(key == user.user_id for key, user in rows["users"].items())
    assert all(key == partner.partner_id for key, partner in rows["partners"].items())


def test_the_printed_credential_is_there_where_its_partner_is() -> None:
    printed = seed.PRINTED_CREDENTIAL
    assert population.population([], [ADA])["credentials"] == {printed.credential_id: printed}
    assert population.population([], [BEA])["credentials"] == Rows()


def test_who_joins_is_who_would_have_been_there_from_the_beginning() -> None:
    rows = population.population([], EVERYBODY)
    changes = population.joined([], EVERYBODY)
    assert {(one.slice, one.table, one.key): one.record for one in changes} == {
        ("customers_bank", table, key): record for table in ("users", "partners") for key, record in rows[table].items()
    }


def test_where_nobody_joins_nothing_changes() -> None:
    assert population.joined([], [STRANGER]) == ()


def test_a_scenario_puts_a_persona_back_but_for_what_it_says() -> None:
    (plain,), (told,) = population.altered(BEA, {}), population.altered(BEA, {"isFrozen": False})
    assert plain.record == seed.user("bea", BEA.person, BEA.sections["customers_bank"])
    assert (plain.record.is_frozen, told.record.is_frozen) == (True, False)
    assert plain.key == told.key == population.identities(BEA)["userId"]


def test_whom_the_bank_does_not_know_no_scenario_alters() -> None:
    assert population.altered(STRANGER, {"isFrozen": True}) == ()


def test_a_persona_is_known_by_two_ids() -> None:
    (user,), (partner,) = seed.users([BEA]), seed.partners([BEA])
    assert population.identities(BEA) == {"userId": user.user_id, "partnerId": partner.partner_id}
