"""An upstream under test: the calls that a run makes, all that was said, and what it left for the report."""

import json as json_codec
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from contract_tests.bank import UNSENT
from contract_tests.exchange import Exchange, Request
from contract_tests.operation import Operation, addressed, operation
from contract_tests.tape import Taped
from contract_tests.targets import Target
from contract_tests.upstream.access import Access
from contract_tests.upstream.carrier import Carrier
from contract_tests.upstream.guard import Guard
from simulator import testing

WAITS_SECONDS = (0.2, 0.8, 2.0)
"""How long an upstream may take to show what it has accepted: it is asked again after each of these."""

GRADES = {claim["id"]: claim["grade"] for claim in testing.claims()}
VENDORS_OWN = ("documented", "public")


class Upstream:
    """Guarded, taped, and spoken to by operation. `taped` is what everybody speaks to; others may cut its tape, so the
    whole history is kept below it.

    `remarks` are differences from decisions of ours, which no vendor has promised; `unproven` names operations that
    could not be tried, and why.
    """

    def __init__(self, target: Target, access: Access) -> None:
        self.access = access
        self.guard = Guard(Carrier(target, access), access)
        self._whole = Taped(self.guard)
        self.taped = Taped(self._whole)
        self.remarks: dict[str, None] = {}
        self.unproven: dict[str, str] = {}

    @property
    def history(self) -> list[Exchange]:
        """All that was said, in order, without the tokens."""
        return [_exchange(request, response) for request, response in self._whole.tape]

    def retell(self) -> None:
        """Put all that was said on the tape of the present test, as the evidence of what is found over all of it."""
        self.taped.tape = list(self._whole.tape)

    @property
    def accepted(self) -> Counter[str]:
        """How often each operation was answered with a yes."""
        return Counter(each.operation.id for each in self.history if each.operation and each.accepted)

    def call(
        self,
        id: str,
        ids: Mapping[str, str] | None = None,
        *,
        json: Any = UNSENT,
        params: Mapping[str, Any] | None = None,
        headers: Sequence[tuple[str, str]] = (),
        media_type: str = "application/json",
    ) -> Exchange:
        """Call an operation; the given ids serve where `ids` has none. Raises Denied and OSError."""
        called = operation(id)
        arguments = {name: quote({**self.access.given, **(ids or {})}[name], safe="") for name in called.variables}
        body = b"" if json is UNSENT else json_codec.dumps(json).encode()
        labelled = [("Accept", "*/*"), *headers, *([] if json is UNSENT else [("Content-Type", media_type)])]
        query = urlencode(params or {}, quote_via=quote)
        request = Request(called.method, called.fill(arguments) + (f"?{query}" if query else ""), tuple(labelled), body)
        return _exchange(request, self.taped.answer(request))

    def until(self, ask: Callable[[], Exchange], shows: Callable[[Exchange], bool]) -> Exchange:
        """Ask until the reply shows something, with a little patience; the last reply either way.

        The earlier replies are taken out of the history: a promise to show something soon is kept.
        """
        done = ask()
        for wait in WAITS_SECONDS:
            if shows(done):
                return done
            self._whole.tape.pop()
            time.sleep(wait)
            done = ask()
            if shows(done) and done.operation:
                self.remarks[f"{done.operation.id} took a while to show what had been accepted"] = None
        return done

    def owes(self, holds: bool, told: object, *claims: str) -> bool:
        """Assert what the vendor says in one of the claims; what only we decided is remarked upon. Returns `holds`."""
        text = f"{', '.join(claims)}: {told}"
        if not holds:
            assert not any(GRADES[claim] in VENDORS_OWN for claim in claims), text
            self.remarks[text] = None
        return holds

    def selected(self, *ids: str) -> bool:
        """Whether the run may use all of these operations."""
        return all(self.access.allows(operation(id)) for id in ids)

    def close(self) -> None:
        """Close the target."""
        self.taped.close()


def _exchange(request: Request, response: Any) -> Exchange:
    called: Operation | None
    called, arguments = addressed(request.method, request.path)
    return Exchange(request, response, called, arguments)
