"""A verdict in plain words, for a terminal."""

from collections.abc import Iterator
from itertools import groupby
from textwrap import shorten

from contract_tests.client.coverage import KINDS, Coverage, Fact
from contract_tests.client.judging import Breach
from contract_tests.client.verdict import Verdict

WIDTH = 400
MEANT = {"4xx": "any refusal (4xx)", "5xx": "any failure (5xx)", "429": "too many requests (429)"}


def lines(verdict: Verdict) -> Iterator[str]:
    """How the client ended, each breach, what it has never met, and the sum of it."""
    yield ""
    yield from news(verdict)
    yield ""
    for number, one in enumerate(verdict.breaches, 1):
        yield from _breach(number, one)
    if verdict.requests:
        yield from _gaps(verdict.coverage)
        yield ""
    yield summary(verdict)
    if verdict.requests:
        yield covered(verdict.coverage)
    if verdict.too_little:
        yield f"less than the {verdict.least:g} % that --fail-under asks for"


def news(verdict: Verdict) -> Iterator[str]:
    """How the client ended, and what else is to be said before its requests."""
    yield f"the client {verdict.ending}"
    if left := verdict.ending.left:
        yield f"it left {_many(left, 'process', 'es')} behind; ended too"
    if alive := verdict.ending.alive:
        yield f"{_many(alive, 'process', 'es')} of it could not be ended"
    if not verdict.requests and not verdict.unreadable:
        yield "it made no request: its base URL is in SIMULATOR_URL, its token in SIMULATOR_TOKEN"
    if verdict.astray:
        yield (
            f"{_many(verdict.astray, 'request')} went to the sandbox `default`, where nobody judges them: "
            "keep the path of SIMULATOR_URL, or send the token"
        )
    if verdict.unreadable:
        yield (
            f"{_many(verdict.unreadable, 'time')} it sent what is no HTTP, and the simulator hung up: "
            "is it meant for https, or for another protocol?"
        )
    if verdict.lost:
        yield (
            f"{_many(verdict.lost, 'request')} fell out of the journal before anybody could judge them; "
            "keep more with `simulator serve --journal N`"
        )


def summary(verdict: Verdict) -> str:
    """Requests and breaches, counted."""
    violations, undocumented = len(verdict.violations), len(verdict.undocumented)
    told = [_many(verdict.requests, "request"), _many(violations, "violation")]
    return ", ".join([*told, _many(undocumented, "undocumented request")])


def covered(coverage: Coverage) -> str:
    """How much was met, in all and by kind."""
    counted = ((kind, *coverage.counted(kind)) for kind in KINDS)
    parts = ", ".join(f"{met} of {every} {kind}" for kind, met, every in counted)
    return f"the client has met {coverage.percent:.1f} % of what it may meet: {parts}"


def gaps(coverage: Coverage) -> Iterator[tuple[str, str, str]]:
    """What was never met, in words: operation, status (empty: its statuses), and what; first, operations not called.

    A status that was not met speaks for the variants of its reply.
    """
    missed = set(coverage.gaps)
    if uncalled := [fact.operation for fact in coverage.gaps if fact.kind == "operations"]:
        yield "not called", "", ", ".join(uncalled)
    for operation, of_one in groupby(coverage.gaps, lambda fact: fact.operation):
        facts = list(of_one)
        if statuses := [MEANT.get(fact.status, fact.status) for fact in facts if fact.kind == "statuses"]:
            yield operation, "", ", ".join(statuses)
        told = [fact for fact in facts if fact.variant and Fact(operation, fact.status) not in missed]
        for status, variants in groupby(told, lambda fact: fact.status):
            yield operation, status, "; ".join(_folded(fact.variant for fact in variants))


def _folded(variants: Iterator[str]) -> Iterator[str]:
    """Variants of one place behind one name."""
    for place, group in groupby(variants, lambda variant: variant.partition(": ")[0]):
        choices = [choice for one in group if (choice := one.partition(": ")[2])]
        yield f"{place}: {', '.join(choices)}" if choices else place


def _gaps(coverage: Coverage) -> Iterator[str]:
    if coverage.gaps:
        yield "never met:"
    for operation, status, what in gaps(coverage):
        yield f"   {operation}{f' {status}' if status else ''}: {what}"


def _breach(number: int, one: Breach) -> Iterator[str]:
    often = f" ({one.times} times)" if one.times > 1 else ""
    yield f"{number}. {one.operation or 'undocumented request'}: {one.where}: {one.wrong}{often}"
    yield f"   request   {shorten(one.request, WIDTH)}"
    yield f"   expected  {shorten(one.expected, WIDTH)}"
    yield f"   mend      {shorten(one.mend, WIDTH)}"
    yield f"   curl      {one.curl}"
    yield ""


def _many(count: int, what: str, plural: str = "s") -> str:
    return f"{count} {what}{'' if count == 1 else plural}"
