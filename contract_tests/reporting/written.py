"""The findings of a run for machines: one JSON file."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from contract_tests.finding import Finding
from contract_tests.reporting.score import Score

FILE = "findings.json"


def write(folder: Path, findings: Sequence[Finding], score: Score, config: pytest.Config) -> None:
    """Write `findings.json` into the folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "target": config.getoption("--target"),
        "seed": config.getoption("--seed"),
        "providers": config.getoption("--provider"),
        "defects": config.getoption("--defect"),
        "tests": {"ran": score.ran, "left_out": score.left_out},
        "claims": {"proven": score.proven, "tested": len(score.stands), "percent": round(score.percent, 2)},
        "findings": [one.plain for one in findings],
    }
    (folder / FILE).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
