"""The figures as Markdown, fit for docs/benchmarks.md."""

import platform
from collections.abc import Iterable
from importlib.metadata import version
from statistics import median

from benchmarks.load import CONNECTIONS, Rate
from benchmarks.moment import Figures
from benchmarks.pair import Comparison
from benchmarks.table import Ends

__all__ = ["markdown"]

HEAD = """\
| operation | status | req/s | bare | ratio (range) | by processor | us | bare | p50 ms | p99 ms | bare | wrk |
|---|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|"""

ENDS = """\
| operation in the path table, in process | first us | last us | last / first |
|---|---:|---:|---:|"""

NOTE = """\
Everything is on: signed token, request validation, reply check, journal. Bare is uvicorn alone with httptools and
uvloop, answering the same status, headers and body. Both run in turn on one core, the load on the other, {connections}
kept connections; the order changes each round, and the ratio is the median of the rounds' own ratios. "By processor"
is the same ratio in processor time for a request (us), which other work on the machine moves less. A single refused
answer ends the measurement. Where wrk takes more than 0.95 of its core, it holds the faster side back, and the ratio
flatters us."""


def markdown(
    comparisons: Iterable[Comparison], figures: Figures, ends: Iterable[Ends], rounds: int, seconds: int
) -> str:
    """Three tables and what they mean."""
    machine = (
        f"{platform.machine()} {platform.system()}, CPython {platform.python_version()}, uvicorn {version('uvicorn')}"
    )
    parts = [
        f"Measured with `make bench` on {machine}; {rounds} rounds of {seconds} s.",
        "\n".join([HEAD, *map(_row, comparisons)]),
        NOTE.format(connections=CONNECTIONS),
        "\n".join(["| what | figure |", "|---|---:|", *_figures(figures)]),
        "\n".join([ENDS, *_ends(ends)]),
    ]
    return "\n\n".join(parts) + "\n"


def _row(comparison: Comparison) -> str:
    ours, bares, ratios = comparison.ours, comparison.bares, comparison.ratios
    cells = [
        comparison.name,
        str(comparison.status),
        f"{_middle(ours, 'per_second'):,.0f}",
        f"{_middle(bares, 'per_second'):,.0f}",
        f"{comparison.ratio:.2f} ({min(ratios):.2f}-{max(ratios):.2f})",
        f"{comparison.processor_ratio:.2f}",
        f"{_middle(ours, 'server_us'):.1f}",
        f"{_middle(bares, 'server_us'):.1f}",
        f"{_middle(ours, 'p50_ms'):.2f}",
        f"{_middle(ours, 'p99_ms'):.2f}",
        f"{_middle(bares, 'p99_ms'):.2f}",
        f"{_middle(ours, 'load_busy'):.2f} / {_middle(bares, 'load_busy'):.2f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _middle(rates: list[Rate], figure: str) -> float:
    return median(float(getattr(rate, figure)) for rate in rates)


def _figures(figures: Figures) -> list[str]:
    return [
        f"| first answer after the start of the process (median) | {figures.first_answer_ms:.0f} ms |",
        f"| processor time until then | {figures.first_answer_processor_ms:.0f} ms |",
        f"| resident memory with the personas, after the start | {figures.resident_mb:.0f} MB |",
        f"| resident memory with the personas, after the load | {figures.resident_loaded_mb:.0f} MB |",
        f"| fork of a sandbox, one call of the control API | {figures.fork_call_ms:.2f} ms |",
        f"| fork of a sandbox, in process | {figures.fork_ms:.3f} ms |",
    ]


def _ends(ends: Iterable[Ends]) -> list[str]:
    return [
        f"| {end.what} | {end.first_us:.2f} | {end.last_us:.2f} | {end.last_us / end.first_us:.2f} |" for end in ends
    ]
