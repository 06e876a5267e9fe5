"""Who is found: the same users, in the same order, by the quick way and by looking at everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from msgspec.structs import replace

from simulator.domain.call import Change
from simulator.providers.banno import rules
from simulator.providers.banno.handlers import saved
from simulator.providers.banno.state import State, User
from tests.laws import LAW
from tests.providers.banno.bank import AWAY, HOME, after, bank, state, user

KATHY = user(
    "kathysmith",
    first_name="Kathy",
    last_name="O'Neil-Smith",
    email="Kathy+bank@Example.com",
    preferred_name="Käthe",
    net_teller_id="73948719041",
    phone="+15555551234",
    middle_name="Quincy",
    customer_id="4711",
    member_number=70000,
    ssn_last4="1234",
)
OTTO = user("otto", last_name="Nightingale", institution_id=AWAY.institution_id)
EVERYBODY = state(KATHY, OTTO, user("zed"))


def names(query: str, seen: State = EVERYBODY, institution: str = HOME.institution_id) -> list[str]:
    return [one.username for one in rules.found(seen, institution, query)]


@pytest.mark.parametrize(
    "query",
    [
        "Kathy",
        "kAtH",
        "o'neil",
        "-SMITH",
        "KATHYSMITH",
        "smith",
        "käTHE",
        "äth",
        "73948719041",
        "example.com",
        "+bank",
        "th",
    ],
)
def test_a_part_of_a_name_or_address_or_a_whole_number_finds(query: str) -> None:
    assert names(query) == ["kathysmith"]


@pytest.mark.parametrize(
    "query", ["7394871904", "Quincy", "5551234", "4711", "70000", "1234", "Kathy Smith", "kathysmith\0", "qq", " kathy"]
)
def test_nothing_else_finds(query: str) -> None:
    assert names(query) == []


@pytest.mark.parametrize("query", ["kathy+bank@example.com", "KATHY+BANK@EXAMPLE.COM", "Kathy bank@example.com"])
def test_an_address_names_one_mailbox_in_any_case_and_with_a_lost_plus(query: str) -> None:
    assert names(query) == ["kathysmith"]


@pytest.mark.parametrize("query", ["@example.com", "bank@example.com", "kathy+bank@example.co", "kathy@", "@"])
def test_half_an_address_names_nobody(query: str) -> None:
    assert names(query) == []


def test_the_search_ends_at_the_institution() -> None:
    assert names("otto") == []
    assert names("otto", institution=AWAY.institution_id) == ["otto"]
    assert names("otto", institution="nowhere") == []


def test_people_stand_by_last_name_first_name_and_id_in_any_case() -> None:
    people = [
        user("d", first_name="bea", last_name="adams"),
        user("c", first_name="Ada", last_name="Adams"),
        user("b", first_name="Ada", last_name="Baker", user_id="00000000-0000-4000-8000-000000000002"),
        user("a", first_name="ada", last_name="baker", user_id="00000000-0000-4000-8000-000000000001"),
    ]
    assert [one.username for one in rules.found(state(*people), HOME.institution_id, "a")] == ["c", "d", "a", "b"]


def test_a_changed_user_is_found_by_what_is_true_now() -> None:
    moved = replace(
        KATHY,
        first_name="Zelda",
        email="z@example.com",
        net_teller_id="1",
        username="zs",
        last_name="A",
        preferred_name=None,
    )
    seen = after(bank(KATHY), [saved(moved)])
    assert names("Kathy", seen) == names("73948719041", seen) == names("kathy+bank@example.com", seen) == []
    assert names("zelda", seen) == names("z@EXAMPLE.com", seen) == names("1", seen) == ["zs"]


def test_a_deleted_user_is_not_found_and_a_new_one_is() -> None:
    seen = after(bank(KATHY), [Change("banno", "users", KATHY.user_id, None), saved(user("kathleen"))])
    assert names("kath", seen) == ["kathleen"]


def test_an_address_that_holds_a_blank_is_found_by_it() -> None:
    seen = state(user("ada", email="ada byron@example.com"))
    assert names("ada byron@example.com", seen) == names("ada+byron@example.com", seen) == ["ada"]


TEXTS = some.text("abK@ +\0", max_size=5)
PEOPLE = some.builds(
    lambda number, first, last, email, preferred, teller, away: user(
        f"u{number}",
        first_name=first,
        last_name=last,
        email=email,
        preferred_name=preferred,
        net_teller_id=teller,
        institution_id=(AWAY if away else HOME).institution_id,
    ),
    some.integers(0, 5),
    TEXTS,
    TEXTS,
    some.none() | TEXTS,
    some.none() | TEXTS,
    some.none() | TEXTS,
    some.booleans(),
)


@LAW
@given(some.lists(PEOPLE, max_size=6, unique_by=lambda one: one.user_id), some.lists(PEOPLE, max_size=4), TEXTS)
def test_the_index_finds_whom_looking_at_everybody_finds(born: list[User], changed: list[User], query: str) -> None:
    snapshot = bank(*born)
    for one in changed:
        gone = one.email == ""
        snapshot = snapshot.after([Change("banno", "users", one.user_id, None) if gone else saved(one)])
    seen = snapshot.view("banno", State.of)
    plain = [one for one in seen.users if rules.named(one, query) and one.institution_id == HOME.institution_id]
    assert rules.found(seen, HOME.institution_id, query) == sorted(plain, key=lambda one: one.order)
