"""What was found as a file for machines: `fuzz-client.json`."""

import json
from collections.abc import Sequence
from pathlib import Path

from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.troupe import Troupe

FORMS = ("json",)


def write(
    command: Sequence[str], causes: Sequence[tuple[Cause, Path]], troupe: Troupe, form: str, folder: Path
) -> None:
    """Write `fuzz-client.json` into the folder, which is made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = {
        "command": list(command),
        "runs": troupe.runs,
        "seconds": round(troupe.elapsed, 2),
        "stopped": troupe.late,
        "causes": [{**_plain(cause), "plan": str(file)} for cause, file in causes],
    }
    (folder / f"fuzz-client.{form}").write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _plain(cause: Cause) -> dict[str, object]:
    return {
        "tier": cause.tier,
        "kind": cause.failure.kind,
        "where": cause.failure.where,
        "what": cause.failure.what,
        "edits": [one.plain for one in cause.edits],
        "others": [one.plain for one in cause.others],
        "stood": cause.stood,
        "tried": cause.tried,
        "run": cause.run,
        "seconds": round(cause.seconds, 2),
    }
