"""Narmi's refusals: `{id, message}`, as the vendor's public API writes them (NARMI-M-02)."""

from typing import Any

from simulator.domain.call import Reply
from simulator.domain.problem import HTTP_STATUS, Fault, Kind, Problem, Violation

__all__ = ["refusal", "unreadable"]

IDS = {
    Kind.UNAUTHENTICATED: "authentication_failed",
    Kind.FORBIDDEN: "permission_denied",
    Kind.NOT_OWN: "permission_denied",
    Kind.NOT_FOUND: "not_found",
    Kind.METHOD_NOT_ALLOWED: "method_not_allowed",
    Kind.TOO_LARGE: "request_too_large",
    Kind.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    Kind.INVALID: "invalid_request_error",
    Kind.CONFLICT: "conflict",
    Kind.UNPROCESSABLE: "invalid_request_error",
    Kind.TOO_MANY: "rate_limit_exceeded",
    Kind.UNAVAILABLE: "service_unavailable",
    Kind.BROKEN_PROMISE: "service_failure_error",
}


def refusal(problem: Problem, _: str) -> Reply:
    """Which refusal it is, and why: a sentence, or by member what is wrong with it."""
    body = {"id": problem.code or IDS[problem.kind], "message": _message(problem)}
    return Reply(_status(problem), body, problem.headers, hint=problem.hint)


def unreadable(violation: Violation) -> bool:
    """Where no JSON object came: nothing at all, something else, or what is no JSON."""
    if violation.place != "body" or violation.at:
        return False
    no_body = violation.fault is Fault.MISSING and not violation.keyword
    return no_body or violation.fault in (Fault.UNPARSABLE, Fault.WRONG_TYPE)


def _status(problem: Problem) -> int:
    """400 for a body that is no JSON object, 422 for whatever else the spec forbids."""
    if problem.kind is not Kind.INVALID:
        return HTTP_STATUS[problem.kind]
    return 400 if any(map(unreadable, problem.violations)) else 422


def _message(problem: Problem) -> str | dict[str, list[str]]:
    if _status(problem) != 422 or not problem.violations:
        return problem.hint
    told: dict[str, Any] = {}
    for violation in problem.violations:
        told.setdefault(_member(violation), []).append(f"Expected {violation.expected}.")
    return told


def _member(violation: Violation) -> str:
    """The member or parameter that is to blame; `$` is the whole body."""
    below = violation.at.strip("/").replace("/", ".")
    if violation.keyword == "required":
        missing = violation.expected.removeprefix("member ")
        return f"{below}.{missing}" if below else missing
    return below or "$"
