"""Clients that two generators make of the specs complete E1, E3 and E5 over HTTP, and read the same in every reply."""

import json
import shutil
from pathlib import Path

from contract_tests.bank import Bank
from contract_tests.strangers.place import plan
from contract_tests.strangers.story import TOLD
from contract_tests.strangers.tool import finished

HERE = Path(__file__).parent
SpecFiles = dict[str, Path]


def test_a_client_of_openapi_python_client_completes_the_journeys(
    wired: Bank, strangers: Path, python_clients: Path
) -> None:
    """Run with nothing of ours on its path."""
    told = finished(strangers / "clients/bin/python", "caller.py", json.dumps(plan(wired)), cwd=python_clients)
    assert json.loads(told) == TOLD
    assert sent_to(wired) == ["user@example.com"] * 2


def test_a_client_of_openapi_ts_completes_the_journeys(
    wired: Bank, strangers: Path, spec_files: SpecFiles, tmp_path: Path
) -> None:
    """Generated, checked by the TypeScript compiler together with the program that calls it, and run by Node."""
    tools = strangers / "node/node_modules/.bin"
    for name, file in spec_files.items():
        output = ("--output", f"generated/{name}", "--client", "@hey-api/client-fetch", "--no-log-file")
        finished(tools / "openapi-ts", "--input", file, *output, cwd=tmp_path)
    for name in ("caller.ts", "tsconfig.json"):
        shutil.copy(HERE / name, tmp_path)
    finished(tools / "tsc", cwd=tmp_path)
    told = finished("node", "built/caller.js", json.dumps(plan(wired)), cwd=tmp_path)
    assert json.loads(told) == TOLD
    assert sent_to(wired) == ["user@example.com"] * 2


def sent_to(bank: Bank) -> list[str]:
    """To whom the sandbox has sent messages."""
    return [message["to"] for message in bank.outbox()]
