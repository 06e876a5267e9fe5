"""Makes the bundle of a finding out of the tape of its test."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from contract_tests.bundle import secret
from contract_tests.bundle.bundle import Bundle, Settings, saved
from contract_tests.bundle.shortening import shortened
from contract_tests.finding import Finding
from contract_tests.tape import Said, place

WORDS_MAX = 60
"""Of a title in a file's name; one that is longer is told apart by its digest."""


def write(folder: Path, finding: Finding, tape: Sequence[Said], settings: Settings, written: set[Path]) -> Path:
    """Write the finding's bundle into the folder; returns the file.

    An equal finding's bundle is kept as it is where this run wrote it, that is where it is among those `written`.
    """
    file = folder / f"{_name(finding)}.json"
    if file in written:
        return file
    written.add(file)
    whole = Bundle(finding, settings, tuple(secret.redacted(tape, simulator=settings.simulator)))
    # What Schemathesis finds, one exchange mostly shows; what others find may take several.
    last = place(whole.said, finding.request_id) if finding.layer == "conformance" else None
    return saved(whole if last is None else shortened(whole, last), file)


def _name(finding: Finding) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", finding.title.lower()).strip("-")
    if len(words) > WORDS_MAX:
        words = f"{words[:WORDS_MAX]}-{sha256(words.encode()).hexdigest()[:8]}"
    return "-".join(filter(None, (finding.layer, finding.operation, words)))
