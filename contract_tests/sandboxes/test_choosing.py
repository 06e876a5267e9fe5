"""The four ways of choosing a sandbox, what happens without a choice, and when two choices disagree."""

from collections.abc import Iterator

import pytest

from contract_tests.bank import CONTROL, SAMPLE_ID, Bank
from contract_tests.exchange import Request, Response
from contract_tests.targets import Target

STATUS = f"/a/consumer-status/api/v0/users/{SAMPLE_ID}/status"
WAYS = ("path", "host", "header", "token")


@pytest.fixture
def other(bank: Bank) -> Iterator[Bank]:
    """A second sandbox, in which the sample user is dormant."""
    made = bank.fork()
    made.edit(SAMPLE_ID, status="Dormant")
    yield made
    made.delete()


@pytest.mark.parametrize("way", WAYS)
def test_each_way_leads_to_the_same_sandbox(bank: Bank, other: Bank, way: str) -> None:
    """Address prefix, host name, header, or nothing but the token."""
    assert other.send("GET", STATUS, token=other.token(), address=way).json == {"status": "Dormant"}
    assert bank.send("GET", STATUS, token=bank.token(), address=way).json == {"status": "Locked"}


@pytest.mark.parametrize("way", WAYS)
def test_a_write_lands_in_the_chosen_sandbox_only(bank: Bank, other: Bank, way: str) -> None:
    """Unlocking here leaves the user there as it was, whichever way was taken."""
    done = bank.send("PUT", STATUS + "/locked", token=bank.token(), json={"state": False}, address=way)
    assert done.status == 204
    assert bank.stored(SAMPLE_ID)["status"] == "Active"
    assert other.stored(SAMPLE_ID)["status"] == "Dormant"


@pytest.mark.parametrize("way", ["path", "host", "header"])
def test_control_routes_take_the_sandbox_the_same_way(bank: Bank, other: Bank, way: str) -> None:
    """All but the token, which control routes do not ask for."""
    for chosen, status in ((bank, "Locked"), (other, "Dormant")):
        seen = chosen.send("GET", f"{CONTROL}/users/banno/{SAMPLE_ID}", address=way)
        assert (seen.status, seen.json["status"]) == (200, status)


def test_several_ways_that_agree_are_fine(bank: Bank) -> None:
    """Prefix, host, header and token, all naming one sandbox."""
    headers = {"X-Simulator-Sandbox": bank.sandbox, "Host": f"{bank.sandbox}.localhost"}
    assert bank.send("GET", STATUS, token=bank.token(), headers=headers).status == 200


@pytest.mark.parametrize("route", [STATUS, f"{CONTROL}/outbox"])
def test_an_address_and_a_header_that_disagree_are_a_bad_request(bank: Bank, other: Bank, route: str) -> None:
    """400, and the answer names both; whatever the header says, so long as it says something else."""
    by_prefix, by_host = bank.prefix + route, (("Host", f"{bank.sandbox}.localhost"),)
    for wrong in (other.sandbox, "default", "nowhere", "no such sandbox", "../default", "\u00fc", "x" * 5000):
        header = ("X-Simulator-Sandbox", wrong)
        for target, headers in ((by_prefix, (header,)), (route, (*by_host, header))):
            refused = bank.target.answer(Request("GET", target, headers))
            assert refused.status == 400, (target, wrong)
            assert bank.sandbox in told(refused)
            assert not wrong.isascii() or wrong[:20] in told(refused)


@pytest.mark.parametrize("way", ["path", "host", "header"])
def test_a_token_of_another_sandbox_is_unauthorized(bank: Bank, other: Bank, way: str) -> None:
    """401, and the hint names the sandbox."""
    refused = bank.send("GET", STATUS, token=other.token(), address=way)
    assert refused.status == 401
    assert other.sandbox in (refused.hint or "") or bank.sandbox in (refused.hint or "")


def test_an_unknown_sandbox_is_not_found(bank: Bank, target: Target) -> None:
    """By prefix, host and header, on vendor and control routes; the answer names what was asked for."""
    for path in (STATUS, f"{CONTROL}/users/banno/{SAMPLE_ID}"):
        for sent, headers in (
            (f"/s/nowhere{path}", ()),
            (path, (("Host", "nowhere.localhost"),)),
            (path, (("X-Simulator-Sandbox", "nowhere"),)),
        ):
            refused = target.answer(Request("GET", sent, headers))
            assert refused.status == 404, (sent, headers)
            assert "nowhere" in told(refused)


def test_a_deleted_sandbox_is_gone_and_so_are_its_tokens(bank: Bank) -> None:
    """404 by address, and its token leads nowhere."""
    gone = bank.fork()
    token = gone.token()
    assert gone.send("GET", STATUS, token=token).status == 200
    gone.delete()
    assert gone.send("GET", STATUS, token=token).status == 404
    assert gone.send("GET", STATUS, token=token, address="token").status in (401, 404)


def test_without_a_choice_it_is_the_default_sandbox(bank: Bank, target: Target) -> None:
    """The control API's root speaks of `default`, and its tokens open the plain vendor paths."""
    default = Bank(target, "default")
    token = default.token()
    plain = default.send("GET", STATUS, token=token, address="token")
    assert plain.status == 200
    assert plain.json == default.send("GET", STATUS, token=token).json
    assert bank.send("GET", STATUS, token=token).status == 401


def told(refused: Response) -> str:
    """What a refusal explains, in its hint or its body."""
    return (refused.header("X-Simulator-Hint") or "") + refused.body.decode()
