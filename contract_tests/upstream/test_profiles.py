"""The portable tests as a user runs them, against simulators that do not say that they are simulators.

The journal of the other side proves what was sent; the records there, before and after, what was left behind.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from contract_tests import served
from contract_tests.bank import SAMPLE_ID, Bank, forked
from contract_tests.customers_bank import CustomersBank
from contract_tests.operation import addressed
from contract_tests.targets.url import AtUrl

SUITE = Path(__file__).parent
GIVEN = ("--given", f"userId={SAMPLE_ID}", "--given", f"institutionId={SAMPLE_ID}")
APIS = {"banno": ("banno-admin", "banno-consumer"), "customers_bank": ("customers-bank",)}
DEFECTS = ("banno-patch-null-ignored", "partner-list-lags-behind")


@pytest.fixture(scope="module")
def stranger(seed: int) -> Iterator[str]:
    """The address of a simulator that adds nothing of its own to replies."""
    with served.simulator(seed, "--bare") as url:
        yield url


@pytest.fixture
def upstream_bank(stranger: str) -> Iterator[Bank]:
    """A sandbox there; the run that is tested knows nothing of it but an address."""
    with served.bank(stranger) as made:
        yield made


def ran(bank: Bank, profile: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the portable tests at a sandbox's address, at full speed."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(SUITE), "--profile", profile]
    address = ["--target", bank.target.url + bank.prefix, "--rate", "0"]
    return subprocess.run([*command, *address, *words], capture_output=True, text=True, timeout=120, check=False)


def tokens(bank: Bank, provider: str) -> list[str]:
    """A token of each API of a provider, as options."""
    return [word for api in APIS[provider] for word in ("--token", f"{api}={bank.token(api)}")]


def journal(bank: Bank) -> list[tuple[str, str, str, Any]]:
    """What arrived there, oldest first: method, path, operation and body."""
    asked = [(each["operation"], each["request"]) for each in bank.control("GET", "/journal?limit=1000")["items"]]
    heard = [(sent["method"], sent["target"].partition("?")[0], name, sent["body"]) for name, sent in asked]
    return [(method, path.removeprefix(bank.prefix), name, body) for method, path, name, body in reversed(heard)]


def stored(bank: Bank) -> dict[tuple[str, str], dict[str, Any]]:
    """Every user there by provider and id, without the times of changes."""
    users = [(provider, user) for provider in APIS for user in bank.users(provider)]
    return {(provider, user["userId"]): {**user, "modifiedAt": None} for provider, user in users}


def test_read_only_sends_nothing_but_reads_of_what_was_given(upstream_bank: Bank) -> None:
    """It succeeds, and nothing there has changed."""
    before = stored(upstream_bank)
    done = ran(upstream_bank, "read-only", *tokens(upstream_bank, "banno"), *GIVEN)
    assert done.returncode == 0, done.stdout[-4000:]
    heard = journal(upstream_bank)
    assert {method for method, *_ in heard} == {"GET"}
    assert {name for _, _, name, _ in heard} == {"getUser", "getUserDetails", "getUserStatus", "searchUsers"}
    arguments = [addressed(method, path)[1] for method, path, _, _ in heard]
    assert {id for each in arguments for id in each.values()} == {SAMPLE_ID}
    assert stored(upstream_bank) == before
    assert "not run: patchUser: it writes, and only profile sandbox writes" in done.stdout


def test_a_limit_of_time_is_no_invitation_to_fill_it(upstream_bank: Bank) -> None:
    """Schemathesis, told one, begins again and again until it is reached."""
    done = ran(upstream_bank, "read-only", *tokens(upstream_bank, "banno"), *GIVEN, "--max-time", "15")
    assert done.returncode == 0, done.stdout[-4000:]
    assert len(journal(upstream_bank)) < 200


def test_sandbox_writes_to_the_given_user_alone_and_puts_it_back(upstream_bank: Bank) -> None:
    """As it was, but for the lock, which is taken off."""
    before = stored(upstream_bank)
    done = ran(upstream_bank, "sandbox", *tokens(upstream_bank, "banno"), *GIVEN)
    assert done.returncode == 0, done.stdout[-4000:]
    writes = [(path, name) for method, path, name, _ in journal(upstream_bank) if method != "GET"]
    assert all(addressed_user(path) == SAMPLE_ID for path, _ in writes)
    assert {name for _, name in writes} == {"patchUser", "updateUser", "unlockUser"}
    unlocked = {**before["banno", SAMPLE_ID], "status": "Active"}
    assert stored(upstream_bank) == {**before, ("banno", SAMPLE_ID): unlocked}
    assert upstream_bank.outbox() == []
    assert "not run: resetPassword: it sends a message" in done.stdout


def test_sandbox_writes_to_what_it_made_alone_and_removes_it(upstream_bank: Bank) -> None:
    """Nobody who was there is named in any write."""
    before = stored(upstream_bank)
    done = ran(upstream_bank, "sandbox", *tokens(upstream_bank, "customers_bank"))
    assert done.returncode == 0, done.stdout[-4000:]
    writes = [each for each in journal(upstream_bank) if each[0] != "GET"]
    assert not any(id in path or id in body for _, path, _, body in writes for _, id in before)
    assert {name for _, _, name, _ in writes} == {
        "createPartnerUser", "updatePartnerUser", "deletePartnerUser", "createCredential", "deleteCredential",
    }  # fmt: skip
    assert stored(upstream_bank) == before
    assert len(CustomersBank(upstream_bank).credentials().json) == 1


def test_a_wrong_token_fails_the_run(upstream_bank: Bank) -> None:
    """Instead of letting refusals pass for proofs; and it is not shown."""
    wrong = upstream_bank.token("banno-admin", defect="expired")
    done = ran(upstream_bank, "read-only", "--provider", "banno", "--token", wrong, *GIVEN)
    assert done.returncode == 1, done.stdout[-4000:]
    assert "the token of banno-admin was refused" in done.stdout
    assert "nothing was proven" in done.stdout
    assert wrong not in done.stdout + done.stderr
    assert len(journal(upstream_bank)) == 1


def test_without_a_token_nothing_runs(upstream_bank: Bank) -> None:
    """Which is no success."""
    done = ran(upstream_bank, "sandbox", *GIVEN)
    assert done.returncode == 5, done.stdout[-4000:]
    assert journal(upstream_bank) == []


@pytest.fixture(scope="module")
def broken_stranger(seed: int) -> Iterator[str]:
    """The address of a simulator with a bug in each bank, each of them spread over several calls."""
    with served.simulator(seed, "--bare", *(word for name in DEFECTS for word in ("--defect", name))) as url:
        yield url


@pytest.mark.parametrize(
    ("provider", "told"),
    [("banno", "the given user's preferred name was"), ("customers_bank", "newcomers are what was said of them")],
)
def test_bugs_of_an_upstream_are_found(broken_stranger: str, provider: str, told: str) -> None:
    """And what the run made is removed all the same."""
    with closing(AtUrl(broken_stranger)) as target:
        bank = Bank(target, forked(target))
        before = bank.users("customers_bank")
        done = ran(bank, "sandbox", *tokens(bank, provider), *(GIVEN if provider == "banno" else ()))
        assert done.returncode == 1, done.stdout[-4000:]
        assert told in done.stdout
        assert bank.users("customers_bank") == before
        bank.delete()


def addressed_user(path: str) -> str:
    """The user in a path of Banno."""
    return next(arguments["userId"] for method in ("PUT", "PATCH") if (arguments := addressed(method, path)[1]))
