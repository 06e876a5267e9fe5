"""What the console takes with very many users, page by page, by the clock of who asks: `python -m benchmarks.console`.

Each page is asked for once to warm up, then so many times on one connection.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from simulator.testing.server import started

USERS, TIMES = 100_000, 15
PROVIDERS = ("banno", "customers_bank", "narmi")
PAGES = {
    "first page": "",
    "page 1,000": "?page=1000",
    "three letters": "?q=son",
    "six letters": "?q=lindgr",
    "nobody": "?q=zzzzzz",
}
HEAD = """\
| page | users of | median ms | highest ms | KB |
|---|---|---:|---:|---:|"""


def main() -> None:
    """Ask for every page, and print a table."""
    parser = argparse.ArgumentParser(prog="benchmarks.console", description=__doc__)
    parser.add_argument("--users", type=int, default=USERS, help=f"as of simulator serve [default: {USERS}]")
    parser.add_argument("--times", type=int, default=TIMES, help=f"how often each page is asked for [default: {TIMES}]")
    options = parser.parse_args()
    with started(["--users", str(options.users), "--seed", "7"], Path.cwd()) as url:
        sys.stdout.write("\n".join(["", HEAD, *_rows(url, options.times), ""]))


def _rows(url: str, times: int) -> Iterator[str]:
    line = HTTPConnection(urlsplit(url).netloc, timeout=60)
    for named, query in PAGES.items():
        for provider in PROVIDERS:
            took, size = _asked(line, f"/_simulator/ui/users/{provider}{query}", times)
            yield f"| {named} | {provider} | {median(took):.1f} | {max(took):.1f} | {size / 1024:.0f} |"


def _asked(line: HTTPConnection, path: str, times: int) -> tuple[list[float], int]:
    """Milliseconds of each answer, and its size in bytes. Raises SystemExit where the page is refused."""
    took, size = [], 0
    for _ in range(times + 1):
        begun = time.perf_counter()
        line.request("GET", path)
        answer = line.getresponse()
        size = len(answer.read())
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise SystemExit(f"GET {path} answered {answer.status}")
    return took[1:], size


if __name__ == "__main__":
    main()
