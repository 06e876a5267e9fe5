"""What was found, in plain words, for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten

from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import TIERS
from contract_tests.client.fuzz.failure import Failure

WIDTH = 400
OTHERS = 3
COMMAND = "simulator fuzz-client --plan {} -- CMD"


def failed_plainly(failures: Sequence[Failure]) -> Iterator[str]:
    """That the client fails without any edit, so that nothing was fuzzed."""
    yield "the client fails without any edit, so nothing was fuzzed:"
    for one in failures:
        yield f"   {shorten(str(one), WIDTH)}"


def lines(causes: Sequence[tuple[Cause, Path]], replay: str = COMMAND) -> Iterator[str]:
    """Each cause, by tier. `replay` says how its plan is replayed, `{}` being the file."""
    number = 0
    for tier, meaning in TIERS.items():
        of_tier = [one for one in causes if one[0].tier == tier]
        if of_tier:
            yield f"{tier}, {meaning}:"
            yield ""
        for cause, file in of_tier:
            number += 1
            yield from _cause(number, cause, replay.format(file))


def _cause(number: int, cause: Cause, replay: str) -> Iterator[str]:
    yield f"{number}. {shorten(str(cause.failure), WIDTH)}"
    for one in cause.edits:
        yield f"   edit      {shorten(str(one), WIDTH)}"
    if cause.failure.where and cause.failure.kind == "crash":
        yield f"   at        {cause.failure.where}"
    if cause.others:
        told = [str(one) for one in cause.others[:OTHERS]]
        more = f"; and {len(cause.others) - OTHERS} more" if len(cause.others) > OTHERS else ""
        yield f"   also by   {shorten('; '.join(told), WIDTH)}{more}"
    if not cause.steady:
        yield f"   unsteady  it stood in {cause.stood} of {cause.tried} runs"
    yield f"   replay    {replay}"
    yield ""
