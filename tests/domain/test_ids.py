"""Identifiers follow from seed, sandbox, slice and step alone, and look like drawn ones."""

import re
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from simulator.domain.ids import Ids, uuid_from
from tests.laws import LAW

STEPS = some.builds(
    Ids, some.integers(0, 99), some.sampled_from(["default", "a"]), some.sampled_from("xy"), some.integers(0, 99)
)


@LAW
@given(STEPS, some.integers(0, 9))
def test_the_same_step_gives_the_same_identifiers(step: Ids, index: int) -> None:
    again = Ids(step.seed, step.sandbox, step.slice, step.step)
    assert (again.uuid(index), again.token(index)) == (step.uuid(index), step.token(index))


@LAW
@given(STEPS, STEPS)
def test_another_step_gives_other_identifiers(one: Ids, other: Ids) -> None:
    assert (one.uuid() == other.uuid()) == (one == other)
    assert (one.token() == other.token()) == (one == other)


def test_the_identifiers_of_one_step_differ_by_index_and_kind() -> None:
    step = Ids(0, "default", "banno", 0)
    made = [step.uuid(index).replace("-", "") for index in range(50)] + [step.token(index) for index in range(50)]
    assert len(set(made)) == 100


@LAW
@given(STEPS)
def test_a_uuid_has_the_form_of_a_random_one(step: Ids) -> None:
    read = UUID(step.uuid())
    assert (read.version, read.variant) == (4, "specified in RFC 4122")
    assert str(read) == step.uuid()


@LAW
@given(STEPS)
def test_a_token_is_thirty_two_hexadecimal_digits(step: Ids) -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", step.token())


def test_parts_that_only_look_alike_when_joined_are_told_apart() -> None:
    assert len({uuid_from("ab", "c"), uuid_from("a", "bc"), uuid_from("abc"), uuid_from("abc", "")}) == 4


@LAW
@given(STEPS, some.integers(0, 9))
def test_a_chance_is_a_number_of_its_own_for_each_step_and_index(step: Ids, index: int) -> None:
    assert 0 <= step.chance(index) < 1
    assert step.chance(index) == Ids(step.seed, step.sandbox, step.slice, step.step).chance(index)
    assert len({step.chance(index), step.chance(index + 1), Ids(step.seed + 1, "default", "x", 0).chance(index)}) == 3


def test_chances_are_spread_evenly() -> None:
    drawn = [Ids(7, "default", "faults/fault-1/0", number).chance() for number in range(4000)]
    for tenth in range(10):
        assert 320 < sum(tenth / 10 <= one < (tenth + 1) / 10 for one in drawn) < 480


def test_noise_is_sixty_four_bytes_of_the_step() -> None:
    step = Ids(0, "default", "banno", 0)
    assert (len(step.noise()), step.noise()) == (64, Ids(0, "default", "banno", 0).noise())
    assert step.noise() != step.noise(1)


def test_these_identifiers_never_change_between_releases() -> None:
    assert Ids(0, "default", "banno", 0).uuid() == "af5af2d4-5824-42bf-a92c-c1601e650679"
    assert Ids(0, "default", "banno", 0).token() == "4ac7086f1aa13384c34ae280498f1437"
