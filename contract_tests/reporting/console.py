"""The findings of a run on a terminal."""

from collections.abc import Iterator, Sequence
from textwrap import shorten

from contract_tests.finding import Finding, replay
from contract_tests.reporting.score import Score
from simulator import testing

CLAIMS_SHOWN = 3
WIDTH = 400


def lines(findings: Sequence[Finding], score: Score, target: str, least: float | None) -> Iterator[str]:
    """Each finding with the claim that it breaks and the ways to see it again, and what was proven."""
    if not score.ran and not findings:
        if score.left_out:
            yield f"nothing ran, so nothing was proven; {score.left_out} tests were left out"
        return
    statements = {claim["id"]: claim["statement"] for claim in testing.claims()}
    yield ""
    for number, one in enumerate(findings, 1):
        yield from _one(number, one, statements, target)
    yield f"{len(findings)} findings" if len(findings) != 1 else "1 finding"
    yield str(score)
    if least is not None and score.percent < least:
        yield f"fewer than the {least:g} % that --fail-under asks for"


def _one(number: int, one: Finding, statements: dict[str, str], target: str) -> Iterator[str]:
    often = f" (seen {one.times} times)" if one.times > 1 else ""
    yield f"{number}. {one.layer}: {f'{one.operation}: ' if one.operation else ''}{one.title}{often}"
    yield f"   saw    {shorten(one.message, WIDTH)}"
    for claim in one.claims[:CLAIMS_SHOWN]:
        yield f"   claim  {claim}: {shorten(statements.get(claim, 'not known'), WIDTH)}"
    if more := one.claims[CLAIMS_SHOWN:]:
        yield f"   claim  and {len(more)} more: {', '.join(more)}"
    if one.curl:
        yield f"   curl   {one.curl}"
    if one.bundle:
        yield f"   replay {replay(one.bundle, target)}"
    yield ""
