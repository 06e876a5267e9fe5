"""The findings of a run as a page that needs nothing but itself."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from contract_tests.finding import Finding, replay
from contract_tests.reporting.score import Score
from contract_tests.reporting.style import STYLE
from simulator import testing

FILE = "findings.html"


def write(folder: Path, findings: Sequence[Finding], score: Score, target: str) -> None:
    """Write `findings.html` into the folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text("\n".join(_page(findings, score, target)) + "\n", "utf-8", "backslashreplace")


def _page(findings: Sequence[Finding], score: Score, target: str) -> Iterator[str]:
    title = f"{len(findings)} findings" if len(findings) != 1 else "1 finding"
    yield f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    yield f"<h1>{title}</h1><p>Target {escape(target)}: {escape(str(score))}.</p>"
    statements = {claim["id"]: claim["statement"] for claim in testing.claims()}
    for one in findings:
        yield from _one(one, statements, target)
    yield "</html>"


def _one(one: Finding, statements: dict[str, str], target: str) -> Iterator[str]:
    where = " · ".join(filter(None, (one.layer, one.operation, f"seen {one.times} times" if one.times > 1 else "")))
    yield f'<article><h2>{escape(one.title)} <span class="layer">{escape(where)}</span></h2>'
    yield f"<pre>{escape(one.message)}</pre><dl>"
    for claim in one.claims:
        yield f"<dt>Claim {escape(claim)}</dt><dd>{escape(statements.get(claim, 'not known'))}</dd>"
    if one.curl:
        yield f"<dt>See it again</dt><dd><pre>{escape(one.curl)}</pre></dd>"
    if one.bundle:
        yield f"<dt>Replay it</dt><dd><pre>{escape(replay(one.bundle, target))}</pre></dd>"
    yield "</dl></article>"
