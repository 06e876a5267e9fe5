"""What `simulator client` costs: a client that is judged and measured, against the same client on the same simulator
that nobody looks at: `python -m benchmarks.client`.

Both ways begin with nothing running and end with nothing running: a simulator of the client's own, a sandbox of it and
tokens, the client's command, and in the one case the verdict. They run in turn, the order changed each round.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

from simulator.testing import Running
from simulator.testing.server import started

__all__ = ["main"]

ROUNDS = 7
PATIENCE_SECONDS = 600
CALLS = (3_000, 30_000)
APIS = ("banno-admin", "banno-consumer", "customers-bank")
CLIENTS = {
    "same": "one connection, the same answer",
    "other": "one connection, each answer another",
    "anew": "a connection for each call",
}
HEAD = """\
| client | calls | alone s | judged s | ratio (range) | calls/s alone | of the client's own time (range) |
|---|---:|---:|---:|---|---:|---|"""
NOTE = """\
Seconds are medians, of the whole command by the clock: interpreter, simulator, sandbox, tokens, client, and the end of
it all. Alone, somebody starts the simulator and runs the client, and judged, `simulator client` does. The ratio is the
median of the rounds' own ratios. The last column is stricter: all that was added, as if the client's own time, from the
start of its process to its end, were all there is."""


class Round(NamedTuple):
    """Seconds of the whole run, alone and judged, and of the client alone."""

    alone: float
    judged: float
    client: float

    @property
    def ratio(self) -> float:
        """Of the whole."""
        return self.judged / self.alone

    @property
    def strict(self) -> float:
        """As if there were nothing but the client."""
        return 1 + (self.judged - self.alone) / self.client


def main() -> None:
    """Measure the clients that were asked for, and print a table."""
    options = _arguments()
    if options.alone:
        sys.stdout.write(str(_by_itself(options.only, options.alone)))
        return
    chosen = [options.only] if options.only else list(CLIENTS)
    rows = [_row(name, calls, options.rounds) for name in chosen for calls in (options.calls or CALLS)]
    sys.stdout.write("\n".join(["", HEAD, *rows, "", NOTE, ""]))


def _row(name: str, calls: int, rounds: int) -> str:
    every = [_round(name, calls, number) for number in range(-1, rounds)][1:]
    seconds = [f"{median(getattr(one, way) for one in every):.2f}" for way in ("alone", "judged")]
    ratios = [_spread([getattr(one, way) for one in every]) for way in ("ratio", "strict")]
    rate = f"{calls / median(one.client for one in every):,.0f}"
    return "| " + " | ".join([CLIENTS[name], f"{calls:,}", *seconds, ratios[0], rate, ratios[1]]) + " |"


def _spread(values: list[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def _round(name: str, calls: int, number: int) -> Round:
    alone = ["-m", "benchmarks.client", "--only", name, "--alone", str(calls)]
    limits = ["--max-requests", str(calls), "--max-time", str(PATIENCE_SECONDS)]
    judged = ["-m", "simulator", "client", *limits, "--", *_command(name, calls)]
    took = {}
    for way in ("alone", "judged")[:: 1 if number % 2 else -1]:
        took[way] = _timed(alone if way == "alone" else judged)
    return Round(took["alone"][0], took["judged"][0], float(took["alone"][1]))


def _timed(words: list[str]) -> tuple[float, str]:
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, *words], check=True, capture_output=True, text=True)
    return time.perf_counter() - begun, done.stdout


def _by_itself(name: str, calls: int) -> float:
    """The client on a simulator like that of `simulator client`, as somebody would run it; its own seconds."""
    flags = ["--journal", str(2 * calls + 10_000)]
    with started(flags, Path.cwd()) as url, Running(url).sandbox("client") as bank:
        tokens = [bank.token(api, expires_in=86_400) for api in APIS]
        environment = {**os.environ, "SIMULATOR_URL": bank.url, "SIMULATOR_TOKEN": tokens[0]}
        begun = time.perf_counter()
        subprocess.run(_command(name, calls), env=environment, check=True)
        return time.perf_counter() - begun


def _command(name: str, calls: int) -> list[str]:
    return [sys.executable, "-m", "benchmarks.asking", name, str(calls)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.client", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--calls", type=int, action="append", help=f"may be given again [default: {CALLS}]")
    parser.add_argument("--only", choices=CLIENTS, help="this client")
    parser.add_argument("--alone", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
