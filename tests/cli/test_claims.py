"""`simulator claims` lists the claims, and leaves with 1 where claims and proofs do not fit."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from contract_tests import proof
from tests.cli.called import Good
from tests.cli.ran import Run


def test_claims_are_listed_with_what_proves_them(good: Good) -> None:
    lines = good("claims").splitlines()
    assert lines[0].split() == ["claim", "grade", "disposition", "proved", "by"]
    (one,) = json.loads(good("claims", "BAN-T-08"))
    assert one["disposition"] == "checked"
    assert one["proved_by"]
    listed = json.loads(good("claims", "--disposition", "unreachable", "--json"))
    assert {each["disposition"] for each in listed} == {"unreachable"}
    assert json.loads(good("claims", "--disposition", "planned", "--json")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("BAN-X-99",), "no claim BAN-X-99"),
        (("BAN-T-08", "--disposition", "planned"), "no claim BAN-T-08 of disposition planned"),
        (("--disposition", "x"), "'x' is not one of 'checked', 'planned'"),
    ],
)
def test_a_claim_that_nobody_made_is_exit_2(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("claims", *words)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda proofs: proofs.pop("BAN-T-08"), "checked but not proved: BAN-T-08"),
        (lambda proofs: proofs.update({"BAN-X-99": ["x"]}), "proved but not claimed: BAN-X-99"),
    ],
)
def test_a_claim_that_nobody_proves_and_a_proof_of_no_claim_are_findings(
    run: Run, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Any], Any], said: str
) -> None:
    proofs = dict(proof.collected())
    spoil(proofs)
    monkeypatch.setattr(proof, "collected", lambda: proofs)
    done = run("claims")
    assert done.code == 1
    assert said in done.err
