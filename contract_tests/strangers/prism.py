"""Prism as a validation proxy before a simulator: one process for each spec, on a free port."""

import contextlib
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

LISTENING = re.compile(r"Prism is listening on (http://127\.0\.0\.1:\d+)")
PATIENCE_SECONDS = 60.0


@contextlib.contextmanager
def prisms(program: Path, upstreams: Mapping[Path, str], folder: Path) -> Iterator[dict[Path, str]]:
    """The address of a Prism for each spec file, passing on to the upstream of that file, as long as the block lives.

    `--errors`: a request that breaks the spec is refused by Prism, a reply that does becomes a 500 of Prism's.
    """
    with contextlib.ExitStack() as stack:
        logs = {}
        for file, upstream in upstreams.items():
            logs[file] = folder / f"{file.stem}.log"
            words = [program, "proxy", file, upstream, "--errors", "--host", "127.0.0.1", "--port", "0"]
            stack.enter_context(_running([str(word) for word in words], logs[file]))
        yield {file: _address(log) for file, log in logs.items()}


@contextlib.contextmanager
def _running(words: list[str], log: Path) -> Iterator[None]:
    with log.open("wb") as written:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=written, stderr=subprocess.STDOUT)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)


def _address(log: Path) -> str:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        found = LISTENING.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"Prism did not start within {PATIENCE_SECONDS} s:\n{log.read_text()[-2000:]}")
