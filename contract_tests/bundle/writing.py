"""Makes the bundle of a finding out of the tape of its test."""

import re
from collections.abc import Sequence
from pathlib import Path

from contract_tests.bundle import secret
from contract_tests.bundle.bundle import Bundle, Settings, saved
from contract_tests.bundle.shortening import shortened
from contract_tests.finding import Finding
from contract_tests.tape import Said


def write(folder: Path, finding: Finding, tape: Sequence[Said], settings: Settings, written: set[Path]) -> Path:
    """Write the finding's bundle into the folder; returns the file.

    An equal finding's bundle is kept as it is where this run wrote it, that is where it is among those `written`.
    """
    file = folder / f"{_name(finding)}.json"
    if file in written:
        return file
    written.add(file)
    whole = Bundle(finding, settings, tuple(secret.redacted(tape, simulator=settings.simulator)))
    place = _place(finding, whole.said)
    return saved(whole if place is None else shortened(whole, place), file)


def _place(finding: Finding, said: Sequence[Said]) -> int | None:
    """Where the one exchange stands that shows a finding of Schemathesis; None where it takes several."""
    if finding.layer != "conformance" or not finding.request_id:
        return None
    ids = (response.header("X-Simulator-Request-Id") for _, response in said)
    return next((place for place, id in enumerate(ids) if id == finding.request_id), None)


def _name(finding: Finding) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", finding.title.lower()).strip("-")[:60]
    return "-".join(filter(None, (finding.layer, finding.operation, words)))
