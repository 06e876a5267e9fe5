"""Asking openapi-core, in its own environment, what it thinks of exchanges."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from contract_tests.exchange import Exchange, Response
from contract_tests.operation import Operation, served_below
from contract_tests.strangers.recording import written
from contract_tests.strangers.tool import finished
from simulator import testing

HOST = "http://simulator.example"
PROGRAM = Path(__file__).with_name("judge.py")


def judgements(
    strangers: Path, folder: Path, said: Sequence[tuple[Exchange, Operation, Response | None]]
) -> Iterator[dict[str, list[str]]]:
    """The faults of each exchange's request and reply, and (`spoilt`) of another reply in the place of that."""
    here = {name: {**spec, "servers": [{"url": HOST + served_below(spec)}]} for name, spec in testing.specs().items()}
    (folder / "specs.json").write_text(json.dumps(here), encoding="utf-8")
    lines = [written(exchange, operation, other) for exchange, operation, other in said]
    (folder / "exchanges.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = finished(strangers / "judge/bin/python", PROGRAM, "specs.json", "exchanges.jsonl", cwd=folder)
    return map(json.loads, told.splitlines())
