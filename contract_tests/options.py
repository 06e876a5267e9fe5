"""What a run of the suite can be told, as options of pytest."""

from typing import Any

import pytest

from contract_tests.upstream import options as upstream

MANY = {"action": "append", "default": []}
OPTIONS: dict[str, dict[str, Any]] = {
    "--target": {"default": "inproc", "metavar": "inproc|URL", "help": "what is tested (default: %(default)s)"},
    "--seed": {"type": int, "default": 1, "help": "of the simulator and of all that is generated (default: 1)"},
    "--effort": {"type": int, "default": 1, "metavar": "N", "help": "multiply the number of generated examples"},
    "--defect": {**MANY, "metavar": "NAME", "help": "seed a known bug into the in-process target"},
    "--provider": {**MANY, "metavar": "NAME", "help": "only what is about this vendor (default: all)"},
    "--operation": {**MANY, "metavar": "ID", "help": "of the specs, only what is near this operation"},
    "--check": {**MANY, "metavar": "NAME", "help": "let only this check look at exchanges"},
    "--claim": {**MANY, "metavar": "ID", "help": "begin with the tests that prove this claim"},
    "--max-time": {"type": float, "metavar": "SECONDS", "help": "begin no test after so many seconds"},
    "--no-shrink": {"action": "store_true", "help": "do not look for the shortest sequence that fails"},
    "--first-of-each-layer": {"action": "store_true", "help": "leave out the rest of a layer that found something"},
    "--fail-under": {"type": float, "metavar": "PERCENT", "help": "fail when fewer of the tested claims are proven"},
    "--proofs": {"metavar": "FILE", "help": "write which claim was proven by which test, with its outcome, as JSON"},
    "--report-json": {"metavar": "DIR", "help": "write findings.json, and a bundle for each finding, into DIR"},
    "--report-html": {"metavar": "DIR", "help": "write the findings as a page, findings.html, into DIR"},
    "--bundles": {"metavar": "DIR", "help": "write a bundle for each finding into DIR"},
}


def declare(parser: pytest.Parser) -> None:
    """Declare the suite's options, and those of a run against a real upstream."""
    group = parser.getgroup("contract", "contract suite")
    for name, described in OPTIONS.items():
        group.addoption(name, **described)
    upstream.declared(group.addoption)
