"""Every claim that is called checked is proven, and every proof names a claim that exists."""

from contract_tests import proof
from contract_tests.checks import CHECKS
from simulator import testing

KNOWN = {claim["id"]: claim for claim in testing.claims()}


def test_every_checked_claim_has_a_proof() -> None:
    """At least one test or check names it."""
    checked = {id for id, claim in KNOWN.items() if claim["disposition"] == "checked"}
    assert sorted(checked - set(proof.collected())) == []


def test_every_proof_names_a_known_claim() -> None:
    """A misspelt id proves nothing."""
    assert sorted(set(proof.collected()) - set(KNOWN)) == []


def test_no_proof_is_given_for_what_is_only_planned() -> None:
    """What is planned is not built yet."""
    assert sorted(id for id in proof.collected() if KNOWN[id]["disposition"] == "planned") == []


def test_every_claim_says_where_it_comes_from_and_what_becomes_of_it() -> None:
    """Statement, source, grade, disposition; a reason where nothing is checked for good."""
    for claim in KNOWN.values():
        assert {"id", "statement", "source", "grade", "disposition"} <= set(claim)
        assert claim["grade"] in ("documented", "public", "inferred", "modelled")
        assert claim["disposition"] in ("checked", "document-only", "unreachable", "planned")
        assert ("reason" in claim) or claim["disposition"] not in ("document-only", "unreachable")


def test_reading_the_source_finds_what_running_it_declares() -> None:
    """The claims of the checks, read without importing them, are those that they were declared with."""
    declared = {(claim, known.looking.__name__) for known in CHECKS for claim in known.claims}
    read = {
        (claim, name.split("::")[1])
        for claim, names in proof.collected().items()
        for name in names
        if "/checks/" in name
    }
    assert read == declared
