"""What the plugin makes of a test, in a project of its own that a pytest of its own runs."""

from pathlib import Path

import pytest

from tests.testing.project import Told, ran

DESK = """
import pytest
from client import call, reset, unlock


def test_a_good_client(sandbox):
    kathy = sandbox.user("kathy-smith")
    assert unlock(sandbox, kathy.user_id) == 204
    assert kathy["status"] == "Active"
    assert reset(sandbox, kathy) == 200
    assert sandbox.outbox.latest.to == "user@example.com"


def test_a_refused_client(sandbox):
    assert unlock(sandbox, sandbox.user("ruth-adler").user_id) == 409


def test_a_wrong_body(sandbox):
    unlock(sandbox, sandbox.user("kathy-smith").user_id, state="no")


def test_a_wrong_path(sandbox):
    unlock(sandbox, sandbox.user("kathy-smith").user_id, part="user")


def test_a_wrong_body_and_a_wrong_guess(sandbox):
    assert unlock(sandbox, sandbox.user("kathy-smith").user_id, state="no") == 204


@pytest.mark.allow_invalid(reason="it is about a wrong body")
def test_a_wrong_body_on_purpose(sandbox):
    assert unlock(sandbox, sandbox.user("kathy-smith").user_id, state="no") == 400


@pytest.mark.xfail(reason="known", strict=True)
def test_a_wrong_body_that_is_known(sandbox):
    unlock(sandbox, sandbox.user("kathy-smith").user_id, state="no")


@pytest.fixture
def late(sandbox):
    yield
    unlock(sandbox, sandbox.user("kathy-smith").user_id, state="no")


def test_a_wrong_body_while_cleaning_up(late):
    pass


def test_an_unknown_persona(sandbox):
    sandbox.user("kathy")


def test_the_names(simulator, sandbox):
    assert sandbox.name.startswith("test-the-names-")
    assert {one["id"] for one in simulator.ask("GET", "/sandboxes")["items"]} == {"default", sandbox.name}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Told:
    return ran(tmp_path_factory.mktemp("desk"), DESK)


def test_a_test_passes_where_the_client_keeps_the_contract_even_if_it_is_refused(desk: Told) -> None:
    assert {"test_a_good_client", "test_a_refused_client", "test_the_names"} <= desk.passed()


def test_a_test_fails_where_the_client_broke_the_contract(desk: Told) -> None:
    ((how, why),) = desk.tests["test_a_wrong_body"]
    assert how == "failure"
    assert "the client broke the contract once in sandbox test-a-wrong-body-" in why
    assert "/status/locked -> 400  (unlockUser)" in why
    assert 'body /state: wrong type; expected type boolean, got "no"' in why
    assert "allow_invalid" in why
    ((how, why),) = desk.tests["test_a_wrong_path"]
    assert how == "failure"
    assert "nearest: PUT /a/consumer-status/api/v0/users/{userId}/status/locked (unlockUser)" in why


def test_what_fails_anyway_is_told_of_the_broken_contract(desk: Told) -> None:
    ((how, why),) = desk.tests["test_a_wrong_body_and_a_wrong_guess"]
    assert how == "failure"
    assert "assert 400 == 204" in why
    assert "the client broke the contract once in sandbox test-a-wrong-body-and-a-wrong-guess-" in desk.text


def test_a_contract_may_be_broken_on_purpose(desk: Told) -> None:
    assert "test_a_wrong_body_on_purpose" in desk.passed()
    assert [how for how, _ in desk.tests["test_a_wrong_body_that_is_known"]] == ["skipped"]


def test_what_happens_while_a_test_cleans_up_counts_too(desk: Told) -> None:
    ((how, why),) = desk.tests["test_a_wrong_body_while_cleaning_up"]
    assert how == "error"
    assert "the client broke the contract once" in why


def test_an_unknown_persona_is_answered_with_the_known_ones(desk: Told) -> None:
    ((how, why),) = desk.tests["test_an_unknown_persona"]
    assert how == "failure"
    assert "no persona 'kathy'; did you mean 'kathy-smith'? known: " in why
    assert "ruth-adler" in why


MANY = """
from client import call

def test_many(sandbox):
    path = "/a/consumer-status/api/v0/users/3fa85f64-5717-4562-b3fc-2c963f66afa6/status"
    for _ in range(4):
        call("GET", sandbox.url + path, sandbox.token())
"""


def test_exchanges_that_nobody_could_judge_are_told_of(tmp_path: Path) -> None:
    flag = "--override-ini=simulator_flags=--journal 3"
    assert ran(tmp_path, MANY).code == 0
    ((how, why),) = ran(tmp_path, MANY, flag).tests["test_many"]
    assert how == "error"
    assert "1 exchange of sandbox test-many-" in why
    assert "simulator_flags = --journal" in why
