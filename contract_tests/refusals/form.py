"""The form of each vendor's refusals: no body at all, an error code, problem details, or an id with a message."""

import re
from typing import Any

from contract_tests.exchange import Exchange
from contract_tests.operation import Operation

RFC9110 = "https://tools.ietf.org/html/rfc9110#section-"
PROBLEMS = {
    400: (RFC9110 + "15.5.1", "One or more validation errors occurred."),
    401: (RFC9110 + "15.5.2", "Unauthorized"),
    403: (RFC9110 + "15.5.4", "Forbidden"),
    404: (RFC9110 + "15.5.5", "Not Found"),
    413: (RFC9110 + "15.5.14", "Content Too Large"),
    415: (RFC9110 + "15.5.16", "Unsupported Media Type"),
    422: ("https://tools.ietf.org/html/rfc4918#section-11.2", "Unprocessable Entity"),
}
"""Type and title of a problem by status; 413 and 415, of which the vendor says nothing, by analogy."""

NARMI = {
    400: {"invalid_request_error"},
    401: {"authentication_failed"},
    403: {"permission_denied", "read_only_emulation", "max_number_requests"},
    404: {"not_found"},
    405: {"method_not_allowed"},
    413: {"request_too_large"},
    415: {"unsupported_media_type"},
    422: {"invalid_request_error"},
}
"""The ids of Narmi's refusals by status; a 409 names the rule instead, so that any word will do."""

WORD = re.compile(r"[a-z]+(_[a-z]+)+")
TRACE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]")


def assert_refused(refused: Exchange, operation: Operation, status: int, why: object = "") -> None:
    """Assert that an operation refused with this status, in the form of its vendor."""
    assert refused.status == status, (why, str(refused))
    if operation.provider == "customers_bank":
        assert_problem(refused, why)
    elif operation.provider == "narmi":
        assert_told(refused, why)
    else:
        expected = b'{"errorCode":"MalformedJson"}' if (operation.id, status) == ("patchUser", 400) else b""
        assert refused.body.replace(b" ", b"") == expected, why


def assert_told(refused: Exchange, why: object = "") -> Any:
    """Assert that a refusal is an id and a message, as Narmi writes them; the message."""
    assert refused.response.media_type == "application/json", (why, str(refused))
    told = refused.json
    assert set(told) == {"id", "message"}, (why, str(refused))
    known = NARMI.get(refused.status)
    assert told["id"] in known if known else WORD.fullmatch(told["id"]), (why, str(refused))
    message: Any = told["message"]
    assert message, (why, str(refused))
    assert isinstance(message, dict if refused.status == 422 else str), (why, str(refused))
    for texts in message.values() if isinstance(message, dict) else ():
        assert texts
        assert all(isinstance(text, str) and text for text in texts), (why, str(refused))
    return message


def assert_problem(refused: Exchange, why: object = "") -> dict[str, Any]:
    """Assert that a refusal is problem details as Customers Bank writes them; its `errors`, if it has any."""
    assert refused.response.media_type == "application/problem+json", (why, str(refused))
    problem = refused.json
    assert (problem["type"], problem["title"]) == PROBLEMS[refused.status], (why, str(refused))
    assert problem["status"] == refused.status
    assert TRACE.fullmatch(problem["traceId"])
    assert ("errors" in problem) is (refused.status in (400, 422)), (why, str(refused))
    assert set(problem) <= {"type", "title", "status", "detail", "traceId", "errors"}
    return dict(problem.get("errors", {}))
