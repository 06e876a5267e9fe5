"""A table behaves like a dictionary that was copied at every fork, however its layers are stacked."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from simulator.domain.table import Layer, Layers, Rows, Table, added, collapsed
from tests.laws import LAW

KEYS = "abcdefgh"
POPULATIONS = some.dictionaries(some.sampled_from(KEYS), some.integers(0, 9))
LAYERS = some.dictionaries(some.sampled_from(KEYS), some.none() | some.integers(10, 99), min_size=1, max_size=5)
STEPS = some.lists(some.tuples(some.integers(0, 7), some.booleans(), LAYERS), max_size=25)


class Branch:
    """One line of history: the layers, and the plain dictionary that they stand for."""

    def __init__(self, layers: Layers, plain: dict[str, int]) -> None:
        self.layers = layers
        self.plain = plain

    def after(self, layer: Layer) -> "Branch":
        merged = {key: value for key, value in {**self.plain, **layer}.items() if value is not None}
        return Branch(added(self.layers, layer), merged)


def assert_alike(rows: Rows[int], branch: Branch) -> None:
    table = Table(rows, branch.layers)
    assert {key: table.get(key) for key in KEYS} == {key: branch.plain.get(key) for key in KEYS}
    assert sorted(table) == sorted(branch.plain.values())
    assert len(table) == len(branch.plain)


@LAW
@given(POPULATIONS, STEPS)
def test_every_branch_stays_the_copy_that_it_would_be_as_a_dictionary(
    population: dict[str, int], steps: list[tuple[int, bool, Layer]]
) -> None:
    rows = Rows(population)
    branches, past = [Branch((), dict(population))], []
    for which, forks, layer in steps:
        branch = branches[which % len(branches)]
        past.append(Branch(branch.layers, dict(branch.plain)))
        after = branch.after(layer)
        if forks:
            branches.append(after)
        else:
            branches[which % len(branches)] = after
    for branch in (*branches, *past):
        assert_alike(rows, branch)
    assert rows == population


@LAW
@given(some.lists(LAYERS, max_size=40))
def test_each_layer_is_at_least_twice_as_large_as_the_one_above_it(changes: list[Layer]) -> None:
    layers: Layers = ()
    for layer in changes:
        layers = added(layers, layer)
        assert all(len(lower) >= 2 * len(upper) for upper, lower in pairwise(layers))


@LAW
@given(some.lists(LAYERS, max_size=20))
def test_stacking_and_collapsing_is_updating_one_dictionary(changes: list[Layer]) -> None:
    layers: Layers = ()
    plain: Layer = {}
    for layer in changes:
        layers = added(layers, layer)
        plain.update(layer)
    assert list(collapsed(layers).items()) == list(plain.items())


def test_adding_alters_neither_the_stack_nor_the_layer_that_it_was_given() -> None:
    below, above = {"a": 1}, {"a": 2, "b": 3}
    layers = (below,)
    assert added(layers, above) == ({"a": 2, "b": 3},)
    assert (layers, below, above) == (({"a": 1},), {"a": 1}, {"a": 2, "b": 3})


def test_a_layer_that_is_twice_as_large_is_left_alone() -> None:
    assert added(({"a": 1, "b": 2},), {"c": 3}) == ({"c": 3}, {"a": 1, "b": 2})
    assert added(({"a": 1, "b": 2, "c": 3},), {"d": 4, "e": 5}) == ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5},)


def test_many_single_changes_make_few_layers() -> None:
    layers: Layers = ()
    for number in range(1000):
        layers = added(layers, {str(number): number})
    assert len(layers) <= 11
    assert len(collapsed(layers)) == 1000


def test_population_comes_first_and_then_what_changed_in_the_order_of_first_change() -> None:
    layers = added(added(added((), {"z": 1}), {"b": None, "y": 2}), {"z": 3})
    assert list(Table(Rows({"a": 10, "b": 20, "c": 30}), layers)) == [10, 30, 3, 2]


def test_a_deleted_record_can_come_back() -> None:
    layers = added(added((), {"a": None}), {"a": 5})
    table = Table(Rows({"a": 1}), layers)
    assert (table.get("a"), list(table), len(table)) == (5, [5], 1)


def test_deleting_what_never_was_leaves_a_mark_and_no_record() -> None:
    table = Table(Rows({"a": 1}), added((), {"b": None}))
    assert table.changed() == {"b": None}
    assert (list(table), len(table), table.get("b")) == ([1], 1, None)


def test_rows_carry_the_index_that_was_made_for_them() -> None:
    index = object()
    assert Rows({"a": 1}, index).index is index
    assert Rows[int]().index is None
