"""A finding that one exchange shows needs that exchange alone, and the state in which it was asked."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from contract_tests.bank import CONTROL
from contract_tests.bundle.bundle import Bundle, Refused
from contract_tests.bundle.replaying import replayed
from contract_tests.exchange import Request
from contract_tests.tape import SANDBOX, Said, Taped
from contract_tests.targets import Target
from contract_tests.targets.inproc import InProcess

LONG = 20
SEVERAL = re.compile(r"Schemathesis, (ensure_resource_availability|use_after_free): ")
"""What Schemathesis' checks over a sequence find: their last exchange is nothing strange by itself."""


def shortened(bundle: Bundle, place: int) -> Bundle:
    """The bundle with only what is needed for the exchange at that place, where that is shorter and stands as well."""
    whole = replace(bundle, said=bundle.said[: place + 1])
    if place < LONG or not bundle.settings.exact or SEVERAL.match(bundle.finding.title):
        return whole
    alone = replace(bundle, said=(*_prepared(whole.said[:-1]), whole.said[-1]))
    if _stands(alone):
        return alone
    later = _in_its_state(whole, alone)
    return later if later is not None and _stands(later) else whole


def _prepared(said: Sequence[Said]) -> tuple[Said, ...]:
    """What was done to make the sandbox and its tokens, before any operation was called."""
    return tuple(one for one in said if f"{CONTROL}/" in one[0].target)


def _in_its_state(whole: Bundle, alone: Bundle) -> Bundle | None:
    """The last exchange with the state that all before it had led to; None where that cannot be had."""
    fresh = Taped(_fresh(whole))
    try:
        replayed(replace(whole, said=whole.said[:-1]), fresh, keep=True)
        found = SANDBOX.match(whole.said[-1][0].target)
        exported = fresh.answer(Request("GET", f"{CONTROL}/sandboxes/{found[1] if found else 'default'}/state"))
    except Refused:
        return None
    finally:
        fresh.close()
    return replace(alone, state=json.loads(exported.body)) if exported.status == 200 else None


def _stands(bundle: Bundle) -> bool:
    fresh = _fresh(bundle)
    try:
        return replayed(bundle, fresh).stands
    except Refused:
        return False
    finally:
        fresh.close()


def _fresh(bundle: Bundle) -> Target:
    return InProcess(bundle.settings.seed, bundle.settings.defects)
