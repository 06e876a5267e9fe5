"""Schemathesis at an upstream: sound reads of the given ids, a few of each, through the guard and nowhere else."""

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from contract_tests.conformance.door import Door
from contract_tests.conformance.engine import Place, Run, run
from contract_tests.exchange import Request, Response
from contract_tests.operation import METHODS, Document, operation, served_below
from contract_tests.targets import Target
from contract_tests.upstream.access import Access
from contract_tests.upstream.guard import Denied
from contract_tests.upstream.upstream import Upstream

EXAMPLES = 5
NOWHERE = "http://upstream.invalid"
"""What Schemathesis takes for the address. Nothing answers there, should it ever pass by the door."""

HELD_BACK = "held-back"
NOTHING_LEARNT: dict[str, Any] = {"extra-data-sources": {"responses": False}}
GENTLE: dict[str, Any] = {
    "generation": {
        "mode": "positive", "max-examples": EXAMPLES, "allow-x00": False, "allow-extra-parameters": False,
        "database": "none",
    },
    "phases": {
        "examples": NOTHING_LEARNT,
        "coverage": {"unexpected-methods": [], **NOTHING_LEARNT},
        "fuzzing": NOTHING_LEARNT,
        "stateful": {"enabled": False},
    },
    "checks": {
        name: {"enabled": False} for name in ("ignored_auth", "unsupported_method", "missing_required_header")
    },
}  # fmt: skip
"""Nothing that a bank would call an attack, and no id that was seen in a reply."""


class Curtain:
    """Answers in place of a target for what its guard holds back, or when time is up, so that the engine goes on.

    The engine's own limit of time will not do: with it, Schemathesis begins again and again until time is up.
    """

    served = False

    def __init__(self, target: Target, access: Access) -> None:
        self._target, self._access = target, access
        self.name, self.url = target.name, target.url

    def answer(self, request: Request) -> Response:
        """The target's reply, or one that says that nothing was sent."""
        if self._access.seconds_left <= 0:
            return Response(403, (("X-Simulator-Request-Id", HELD_BACK),), b"the time of --max-time was up")
        try:
            return self._target.answer(request)
        except Denied as denied:
            return Response(403, (("X-Simulator-Request-Id", HELD_BACK),), str(denied).encode())

    def close(self) -> None:
        """Close the target."""
        self._target.close()


def door(upstream: Upstream) -> Door:
    """The way to the upstream for whoever can only call an app."""
    return Door(Curtain(upstream.taped, upstream.access))


def read(upstream: Upstream, document: Document, ids: Mapping[str, str]) -> Run:
    """Run the reads of a spec, about these ids. What was held back is neither a failure nor a success."""
    place = Place(NOWHERE + served_below(document), {}, door(upstream))
    pinned = {f"path.{name}": id for name, id in ids.items()}
    done = run(document, place, seed=upstream.access.seed, examples=EXAMPLES, pinned=pinned, more=GENTLE)
    failures = tuple(
        replace(failure, curl=failure.curl.replace(NOWHERE, upstream.taped.url))
        for failure in done.failures
        if failure.request_id != HELD_BACK
    )
    return replace(done, failures=failures)


def reads(upstream: Upstream, document: Document) -> Document:
    """The spec with nothing in it but the reads that the run may use, and no links between them."""
    kept = copy.deepcopy(document)
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item and not _may_read(upstream, item[method]["operationId"]):
                del kept["paths"][path][method]
        kept["paths"][path] = _without_links(kept["paths"][path])
        if not any(method in kept["paths"][path] for method in METHODS):
            del kept["paths"][path]
    return kept


def _may_read(upstream: Upstream, id: str) -> bool:
    return operation(id).method == "GET" and upstream.selected(id)


def _without_links(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _without_links(value) for name, value in node.items() if name != "links"}
    return [_without_links(each) for each in node] if isinstance(node, list) else node
