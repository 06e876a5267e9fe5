"""A provider's state is remembered in a form that can be exported, and comes back record by record."""

import pytest
from msgspec.structs import replace

from simulator.domain.call import Change
from simulator.faults.past import Past, Then, as_it_was, checked, remembered
from simulator.providers import PROVIDERS
from tests.world import KATHY, compiled

BEGINNING = compiled().beginning
BANNO = PROVIDERS["banno"]


def renamed(name: str) -> Change:
    kathy = BEGINNING.table("banno", "users").get(KATHY)
    assert kathy is not None
    return Change("banno", "users", KATHY, replace(kathy, first_name=name))


def test_only_what_was_changed_in_these_slices_is_remembered() -> None:
    snapshot = BEGINNING.after([renamed("Kat"), Change("outbox", "messages", "x", None)])
    past = remembered(snapshot, "fault-1", PROVIDERS)
    assert [(one.slice, one.table, one.key) for one in past.records] == [("banno", "users", KATHY)]
    assert remembered(BEGINNING, "fault-1", PROVIDERS) == Past("fault-1")


def test_the_state_comes_back_as_it_was_and_everything_else_stays() -> None:
    then = BEGINNING.after([renamed("Kat"), Change("banno", "reset_tickets", "gone", None)])
    now = then.after([renamed("Kit"), Change("outbox", "messages", "new", None)])
    again = as_it_was(now, remembered(then, "fault-1", PROVIDERS), BANNO)
    assert again.table("banno", "users").get(KATHY) == then.table("banno", "users").get(KATHY)
    assert again.table("outbox", "messages").changed() == {"new": None}
    assert (again.version, again.steps, again.birth) == (now.version, now.steps, now.birth)
    untouched = as_it_was(now, remembered(BEGINNING, "fault-1", PROVIDERS), BANNO)
    assert untouched.table("banno", "users").get(KATHY) == BEGINNING.table("banno", "users").get(KATHY)


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (Then("bano", "users", KATHY, None), "records/0: no table bano/users"),
        (Then("banno", "accounts", KATHY, None), "records/0: no table banno/accounts"),
        (Then("banno", "users", KATHY, {"userId": 7}), "records/0/record: "),
    ],
)
def test_a_past_that_never_was_is_refused(then: Then, said: str) -> None:
    checked(Past("fault-1", (Then("banno", "users", KATHY, None),)), PROVIDERS)
    with pytest.raises(ValueError, match=said):
        checked(Past("fault-1", (then,)), PROVIDERS)
