"""A verdict as files: `client.json` for machines, `client.html` for people who were not there."""

import json
import shlex
from collections.abc import Iterator
from html import escape
from pathlib import Path

from contract_tests.client.judging import Breach
from contract_tests.client.telling import covered, gaps, news, summary
from contract_tests.client.verdict import Verdict
from contract_tests.reporting.style import STYLE

FORMS = ("json", "html")


def write(verdict: Verdict, form: str, folder: Path) -> None:
    """Write `client.json` or `client.html` into the folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(verdict.plain, indent=1, ensure_ascii=False) if form == "json" else "\n".join(_page(verdict))
    (folder / f"client.{form}").write_text(text + "\n", "utf-8")


def _page(verdict: Verdict) -> Iterator[str]:
    title = f"Client: {summary(verdict)}"
    yield f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    yield f"<h1>{escape(title)}</h1><pre>{escape(shlex.join(verdict.command))}</pre>"
    yield from (f"<p>{escape(line)}</p>" for line in news(verdict))
    for one in verdict.breaches:
        yield from _breach(one)
    yield f"<h2>{escape(covered(verdict.coverage))}</h2><dl>"
    for operation, status, what in gaps(verdict.coverage):
        yield f"<dt>{escape(f'{operation} {status}'.strip())}</dt><dd>{escape(what)}</dd>"
    yield "</dl></html>"


def _breach(one: Breach) -> Iterator[str]:
    often = f'<span class="layer">seen {one.times} times</span>' if one.times > 1 else ""
    title = f"{one.operation or 'undocumented request'}: {one.where}: {one.wrong}"
    yield f"<article><h2>{escape(title)} {often}</h2><dl>"
    told = {"Request": one.request, "Expected": one.expected, "Mend": one.mend, "See it again": one.curl}
    yield from (f"<dt>{name}</dt><dd><pre>{escape(text)}</pre></dd>" for name, text in told.items())
    yield "</dl></article>"
