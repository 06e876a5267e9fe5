"""The bundled claims are read once, in the order of their file."""

from simulator.claims import bundled


def test_every_claim_says_what_where_and_how_sure() -> None:
    for claim in bundled():
        assert {"id", "statement", "source", "grade", "disposition"} <= claim.keys()


def test_no_claim_stands_twice() -> None:
    ids = [claim["id"] for claim in bundled()]
    assert len(ids) == len(set(ids)) > 100


def test_reading_again_gives_the_same_list() -> None:
    assert bundled() is bundled()
