"""The contract suite in this process: exchanges a second, and where the time goes: `python -m benchmarks.suite`.

What needs a server of its own, or other people's programs, is left out.
"""

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from hypothesis.internal.conjecture.data import ConjectureData
from schemathesis.engine import _validate
from schemathesis.engine.run.stateful import _executor
from schemathesis.transport.asgi import ASGITransport

import contract_tests
from benchmarks.watch import Watch
from contract_tests.checks import CHECKS, Check, History
from contract_tests.checks.registry import Breaches
from contract_tests.targets.inproc import InProcess

__all__ = ["Layer", "main"]

FOLDER = Path(contract_tests.__file__).parent
LEFT_OUT = ("soak", "strangers", "upstream")
"""What talks to other programs, or about the suite itself."""

IMPORTED_BEFORE = "ignore::pytest.PytestAssertRewriteWarning"
SHARES = ("drawing", "simulator", "transport", "checks", "rest")
HEAD = """\
| layer | tests | exchanges | (control) | seconds | exchanges/s | drawing | simulator | transport | checks | rest |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""
NOTE = """\
Drawing is Hypothesis choosing values; simulator the time inside the ASGI application; transport what carries a request
there and the reply back; checks are the suite's own over the history of a test, and Schemathesis'. The rest is
assertions, the reference models, Schemathesis' coverage phase and bookkeeping, and pytest. One process; seconds are
processor time, stopwatches included. By the clock the run took {clock:.0f} s."""


@dataclass
class Layer:
    """What the tests of one folder did."""

    tests: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SHARES, 0.0))

    def add(self, seconds: Mapping[str, float]) -> None:
        """So much more time."""
        for what, more in seconds.items():
            self.seconds[what] += more


class Counted:
    """An ASGI application that is timed and whose calls are counted, control API apart."""

    def __init__(self, app: Any, watch: Watch, calls: Counter[str]) -> None:
        self.app, self.watch, self.calls = app, watch, calls

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer as the application does."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self.calls["control" if "/_simulator/" in scope["path"] else "vendor"] += 1
        self.watch.begin("simulator")
        try:
            await self.app(scope, receive, send)
        finally:
            self.watch.end()


class Ledger:
    """A pytest plugin that books time and calls on the layer of each test."""

    def __init__(self) -> None:
        self.watch = Watch()
        self.calls: Counter[str] = Counter()
        self.layers: dict[str, Layer] = {}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out what starts a server."""
        items[:] = [item for item in items if "url" not in item.fixturenames]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, Any, Any]:
        """Time the application that the suite is about to test."""
        made = yield
        if fixturedef.argname == "target":
            made.target.app = Counted(made.target.app, self.watch, self.calls)
        return made

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Generator[None, Any, Any]:
        """Book one test."""
        self.watch.book()
        seconds, calls = dict(self.watch.seconds), self.calls.copy()
        done = yield
        self.watch.book()
        layer = self.layers.setdefault(item.path.relative_to(FOLDER).parts[0], Layer())
        layer.tests += 1
        layer.add({what: now - seconds.get(what, 0.0) for what, now in self.watch.seconds.items()})
        layer.calls += self.calls - calls
        return done


def watched(watch: Watch) -> None:
    """Put the stopwatch on everything that has a name in the table."""
    for owner, name, what in (
        (InProcess, "answer", "transport"),
        (ASGITransport, "send", "transport"),
        (ConjectureData, "draw", "drawing"),
        (_validate, "run_checks", "checks"),
        (_executor, "run_checks", "checks"),
    ):
        setattr(owner, name, watch.around(what, getattr(owner, name)))
    CHECKS[:] = [_timed(check, watch) for check in CHECKS]


def _timed(check: Check, watch: Watch) -> Check:
    """The check, which looks to its end while the watch runs on it."""

    @wraps(check.looking)
    def looking(history: History) -> Breaches:
        return iter(watch.around("checks", list)(check.looking(history)))

    return replace(check, looking=looking)


def markdown(layers: dict[str, Layer], clock_seconds: float) -> str:
    """A row for each layer, and one for all."""
    whole = Layer()
    for layer in layers.values():
        whole.tests += layer.tests
        whole.calls += layer.calls
        whole.add(layer.seconds)
    rows = [_row(name, layer) for name, layer in (*sorted(layers.items()), ("**all**", whole))]
    return "\n".join(["", HEAD, *rows, "", NOTE.format(clock=clock_seconds), ""])


def _row(name: str, layer: Layer) -> str:
    seconds, exchanges = sum(layer.seconds.values()), layer.calls.total()
    counted = [name, f"{layer.tests}", f"{exchanges:,}", f"{layer.calls['control']:,}"]
    shares = [f"{layer.seconds[share] / seconds:.0%}" for share in SHARES]
    return "| " + " | ".join([*counted, f"{seconds:.1f}", f"{exchanges / seconds:,.0f}", *shares]) + " |"


def main() -> None:
    """Run the suite, whose own words go to standard error; print the table. A failing suite is no measure."""
    began = time.perf_counter()
    ledger = Ledger()
    watched(ledger.watch)
    options = ["-q", "-W", IMPORTED_BEFORE, "-p", "no:cacheprovider"]
    options += [f"--ignore={FOLDER / name}" for name in LEFT_OUT]
    with contextlib.redirect_stdout(sys.stderr):
        code = pytest.main([str(FOLDER), *options], plugins=[ledger])
    if code != pytest.ExitCode.OK:
        raise SystemExit(f"the suite ended with {code!r}")
    sys.stdout.write(markdown(ledger.layers, time.perf_counter() - began))


if __name__ == "__main__":
    main()
