"""What a failed test tells of itself, where it raised nothing but an assertion."""

from dataclasses import replace

import pytest

from contract_tests.finding import MESSAGE_MAX, Finding, curl
from contract_tests.tape import Taped, exchange, place


def of(item: pytest.Item, error: BaseException, layer: str, tape: Taped | None) -> Finding:
    """The finding: the test's own sentence, its message, and the last call of an operation before it gave up."""
    told = Finding(layer=layer, title=sentence(item), message=message(error), claims=claims(item))
    for request, response in reversed(tape.tape if tape else []):
        if (operation := exchange(request, response).operation) is not None:
            url = tape.url if tape else ""
            id = response.header("X-Simulator-Request-Id") or ""
            return replace(told, operation=operation.id, curl=curl(url, request), request_id=id)
    return told


def curl_of(one: Finding, tape: Taped | None) -> str:
    """The curl line of the exchange that a finding names; empty where the tape does not know it."""
    found = place(tape.tape, one.request_id) if tape else None
    return "" if tape is None or found is None else curl(tape.url, tape.tape[found][0])


def sentence(item: pytest.Item) -> str:
    """The name of a test as the sentence it is."""
    name = getattr(item, "originalname", None) or item.name
    return str(name).removeprefix("test_").replace("_", " ")


def message(error: BaseException) -> str:
    """What the error says, and what was noted on it, such as the shortest sequence that shows it."""
    notes: list[str] = getattr(error, "__notes__", [])
    kind, text = type(error).__name__, str(error)
    said = text if text and isinstance(error, AssertionError) else f"{kind}: {text}" if text else kind
    return "\n".join([said, *notes])[:MESSAGE_MAX]


def claims(item: pytest.Item) -> tuple[str, ...]:
    """The claims that a test proves."""
    return tuple(claim for mark in item.iter_markers("proves") for claim in mark.args)
