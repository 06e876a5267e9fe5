"""Schemathesis' own command line, all checks, on each spec against a running server."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from contract_tests.bank import Bank, forked
from contract_tests.claims import proves
from contract_tests.conformance.engine import EXCEPTIONS, acceptable
from contract_tests.conformance.place import token, url_of
from contract_tests.operation import Document, is_vendor
from contract_tests.targets.url import AtUrl
from simulator import testing

EXAMPLES = 20
SPECS = {name: spec for name, spec in sorted(testing.specs().items()) if is_vendor(spec)}


@proves("B-17", "B-30", "F-12")
@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_st_run_finds_nothing(url: str, spec: Document, seed: int, effort: int, tmp_path: Path) -> None:
    """Exit code 0, and every operation accepted at least once."""
    target = AtUrl(url)
    bank = Bank(target, forked(target))
    file, report = tmp_path / "spec.json", tmp_path / "report.json"
    file.write_text(json.dumps(spec), encoding="utf-8")
    address = ["--url", url_of(url, bank, spec), "--header", f"Authorization: Bearer {token(bank, spec)}"]
    reporting = ["--report", "json", "--report-json-path", str(report), "--no-color"]
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(EXCEPTIONS), "run", str(file)]
    words = [*command, *address, *reporting, "--seed", str(seed), "--max-examples", str(EXAMPLES * effort)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=False)
    bank.delete()
    target.close()
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert never_accepted(spec, json.loads(report.read_text(encoding="utf-8"))) == []


def never_accepted(spec: Document, report: dict[str, Any]) -> list[str]:
    """The operations of the spec that no call reached, from the accepted counts of the report's phases."""
    rates = report["valid_rates"]
    return [label for label in acceptable(spec) if not any(rate["accepted"] for rate in rates.get(label, {}).values())]
