"""Several edits at once, as Hypothesis draws them: what no single edit brings about."""

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import Edit, compatible
from contract_tests.client.fuzz.missing import MISSING
from contract_tests.client.fuzz.shrink import shrunk
from contract_tests.client.fuzz.sweep import Reached, Swept
from contract_tests.client.fuzz.troupe import Troupe, wrong

AT_ONCE = 4
"""So many runs are drawn together, however many can be played at the same time: the same seed, the same runs."""
FEW = (2, 8)
"""So many edits a run has, or half of all there are."""


def search(troupe: Troupe, swept: Swept, runs: int, number: int, reached: Reached) -> None:
    """Look for further causes, in so many runs at most or until enough is found, beginning at this seed, and add them
    to those that were found.

    Drawn from are the edits that were borne, for what fails by itself would hide all else.
    """
    drawn = _several(swept)
    if drawn is None or runs < 1:
        return

    @seed(number)
    @settings(
        max_examples=max(1, runs // AT_ONCE),
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(drawn, min_size=AT_ONCE, max_size=AT_ONCE))
    def look(plans: list[list[Edit]]) -> None:
        if not troupe.late and not reached(swept.causes.values()):
            for edits, run in list(troupe.play(plans)):
                for failure in wrong(run, edits):
                    if failure.key not in swept.causes:
                        shown = Cause(failure, edits, troupe.runs, troupe.elapsed)
                        swept.causes[failure.key] = troupe.confirmed(shrunk(troupe, shown))

    look()


def _several(swept: Swept) -> st.SearchStrategy[list[Edit]] | None:
    """Many edits of bodies, at times one of a whole answer, at times one that leads to a call and one of that call."""
    bodies = [one for one in swept.borne if not one.whole]
    wholes = [one for one in swept.borne if one.whole and not one.slow]
    pairs = [pair for pair in swept.led_to if not pair[1].slow]
    if len(bodies) + len(wholes) < 2:
        return None
    many = st.one_of([_some(family) for family in _families(bodies)])
    one = st.just([]) if not wholes else st.one_of(st.just([]), st.just([]), st.sampled_from(wholes).map(lambda e: [e]))
    led = st.just([]) if not pairs else st.one_of(st.just([]), st.sampled_from(pairs).map(list))
    return st.tuples(led, one, many).map(lambda parts: compatible(edit for part in parts for edit in part))


def _families(edits: list[Edit]) -> list[list[Edit]]:
    """Edits of a kind, which go together where one alone is borne; and all of them."""
    missing = [one for one in edits if one.what in MISSING]
    others = [one for one in edits if one not in missing and not one.what.startswith("has ")]
    return [family for family in (missing, others, edits) if family]


def _some(edits: list[Edit]) -> st.SearchStrategy[list[Edit]]:
    """A few of them or about half, no two of one place."""
    slots = len({one.slot for one in edits})

    def sized(least: int) -> st.SearchStrategy[list[Edit]]:
        each = st.sampled_from(edits)
        return st.lists(each, min_size=least, max_size=least + 2, unique_by=lambda edit: edit.slot)

    return st.sampled_from(sorted({min(few, slots // 2) for few in FEW} | {slots // 2})).flatmap(sized)
