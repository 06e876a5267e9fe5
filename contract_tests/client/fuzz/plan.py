"""A cause as a file that replays without Hypothesis: the edits, what they brought about, and the specs that they are
edits by.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from contract_tests.bundle.bundle import digest
from contract_tests.client.fuzz.cause import Cause
from contract_tests.client.fuzz.edit import Edit
from contract_tests.client.fuzz.failure import Failure
from contract_tests.operation import operations

FORMAT = 2
NAME_CHARS = 60
GIVEN = frozenset({"flags", "scenario", "api", "personas"})
"""What may be said of how the simulator and the client's tokens were set up."""


class Refused(ValueError):
    """A file that is no plan for these specs; the message says why."""


@dataclass(frozen=True)
class Plan:
    """Edits, and the kind, place and words of the failure that they brought about. `given` says how the simulator and
    the client's tokens were set up.
    """

    failure: Failure
    edits: Sequence[Edit]
    given: dict[str, Any]


def saved(cause: Cause, given: dict[str, Any], folder: Path) -> Path:
    """Write the plan of a cause into the folder, which is made where there is none; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{_name(cause)}.json"
    plain = {
        "plan": FORMAT,
        "specs": _specs(cause.edits),
        "given": given,
        "failure": {name: getattr(cause.failure, name) for name in ("kind", "where", "what")},
        "edits": [one.plain for one in cause.edits],
    }
    file.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return file


def loaded(file: Path) -> Plan:
    """The plan in a file. Raises Refused."""
    try:
        told = json.loads(file.read_text("utf-8"))
        form, specs = told["plan"], told["specs"]
    except OSError as error:
        raise Refused(f"{file}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(f"{file}: is no plan; expected what `simulator fuzz-client` has saved") from None
    if form != FORMAT:
        raise Refused(f"{file}: is a plan of form {form!r}; expected {FORMAT}")
    try:
        plan = _whole(told)
    except (TypeError, KeyError, ValueError) as error:
        raise Refused(f"{file}: is a plan, but not a whole one: {error}") from None
    if specs != (known := _specs(plan.edits)):
        raise Refused(
            f"{file}: was made for other specs ({_told(specs)}) than these ({_told(known)}), so that its answers may "
            "no longer be legal; fuzz the client anew"
        )
    return plan


def _whole(told: dict[str, Any]) -> Plan:
    """Raises TypeError, KeyError and ValueError."""
    edits, given = [Edit.of(one) for one in told["edits"]], dict(told["given"])
    if not edits:
        raise ValueError("it has no edit")
    if strange := set(given) - GIVEN:
        raise ValueError(f"nobody knows what {min(strange)!r} is")
    return Plan(Failure(**told["failure"]), edits, given)


def _specs(edits: Sequence[Edit]) -> dict[str, str]:
    """The specs of the edited answers, each with its digest."""
    names = {one.operation for one in edits}
    return {one.spec: digest(one.document) for one in operations() if one.id in names}


def _told(specs: Any) -> str:
    if not isinstance(specs, dict):
        return repr(specs)
    return ", ".join(f"{name} {version}" for name, version in specs.items()) or "none of them has the operation"


def _name(cause: Cause) -> str:
    """A name for the file that tells the cause; the same for the same, and another one for any other."""
    first = cause.edits[0]
    words = f"{cause.failure.kind} {first.operation} {first.at} {first.what}"
    told = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:NAME_CHARS].rstrip("-")
    whole = json.dumps([cause.failure.key, [one.plain for one in cause.edits]], sort_keys=True)
    return f"{told}-{crc32(whole.encode()):08x}"
