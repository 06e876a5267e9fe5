"""Checks over exchanges: promises that hold for whatever was said in a sandbox, whoever said it and in which order."""

# Importing the rooms declares their checks.
from contract_tests.checks import echo, manage, page, partner, person, reading, refusal, reply
from contract_tests.checks.registry import CHECKS, Breach, Check, History, breaches, check, violations

__all__ = [
    "CHECKS", "Breach", "Check", "History", "breaches", "check", "echo", "manage", "page", "partner", "person",
    "reading", "refusal", "reply", "violations",
]  # fmt: skip
