"""Load from wrk on the other core: 32 kept connections, a bounded time, and no answer but the expected kind."""

import json
import os
import resource
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from benchmarks.server import Server

__all__ = ["Load", "Rate", "measured"]

LOAD_CORE = "1"
CONNECTIONS = 32
SCRIPT = Path(__file__).parent / "load.lua"


class Load(NamedTuple):
    """Requests to send in turn: before + middle + after, all middles of a group and then the next group.

    With `once`, no request may be sent twice.
    """

    groups: list[tuple[str, str]]
    middles: list[str]
    once: bool = False

    def first(self) -> str:
        """The first request as it goes over the wire."""
        return self.groups[0][0] + self.middles[0] + self.groups[0][1]


class Rate(NamedTuple):
    """What one run gave.

    Requests a second, latencies in milliseconds, processor time of the server for a request in microseconds, and how
    much of a core the load took.
    """

    per_second: float
    p50_ms: float
    p99_ms: float
    server_us: float
    load_busy: float


def measured(server: Server, load: Load, seconds: int, scratch: Path) -> Rate:
    """One run. Exits when a request was refused or broken, or when the load ran out of distinct requests."""
    if shutil.which("wrk") is None:
        raise SystemExit(
            "the load comes from wrk; install it first (Debian, Ubuntu: apt-get install wrk; macOS: brew install wrk)"
        )
    requests = scratch / "requests.lua"
    requests.write_text(_lua(load))
    line = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(SCRIPT)]
    server_before, load_before = server.cpu_seconds(), _children_seconds()
    run = subprocess.run(
        [*line, f"http://127.0.0.1:{server.port}"],
        env={**os.environ, "BENCH_REQUESTS": str(requests)},
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 60,
    )
    told = json.loads(run.stdout.strip().splitlines()[-1])
    if load.once and told["requests"] > (known := len(load.groups) * len(load.middles)):
        raise SystemExit(f"{told['requests']} requests were sent and only {known} are good once; measure fewer seconds")
    if told["refused"] or told["broken"]:
        raise SystemExit(f"{told['refused']} requests refused and {told['broken']} broken: {load.first()[:200]!r}")
    took = told["microseconds"] / 1e6
    return Rate(
        told["requests"] / took,
        told["p50_us"] / 1e3,
        told["p99_us"] / 1e3,
        (server.cpu_seconds() - server_before) / told["requests"] * 1e6,
        (_children_seconds() - load_before) / took,
    )


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _lua(load: Load) -> str:
    groups = ",\n".join(f"{{{json.dumps(before)}, {json.dumps(after)}}}" for before, after in load.groups)
    return (
        f"return {{groups = {{{groups}}},\nmiddles = {{{', '.join(json.dumps(middle) for middle in load.middles)}}}}}\n"
    )
