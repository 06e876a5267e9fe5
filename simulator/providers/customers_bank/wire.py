"""Customers Bank's records as its API writes them, and its refusals as problem details (B-59)."""

from datetime import UTC, datetime
from typing import Any

from simulator.domain.call import Reply
from simulator.domain.ids import digest
from simulator.domain.problem import HTTP_STATUS, Fault, Kind, Problem, Violation
from simulator.providers.customers_bank.state import Credential, User

__all__ = ["credential", "page", "refusal", "user"]

Json = dict[str, Any]
NEVER = "0001-01-01T00:00:00"
PROBLEM = "application/problem+json"
RFC9110 = "https://tools.ietf.org/html/rfc9110#section-"
WORDS = {
    400: ("15.5.1", "One or more validation errors occurred."),
    401: ("15.5.2", "Unauthorized"),
    403: ("15.5.4", "Forbidden"),
    404: ("15.5.5", "Not Found"),
    405: ("15.5.6", "Method Not Allowed"),
    409: ("15.5.10", "Conflict"),
    413: ("15.5.14", "Content Too Large"),
    415: ("15.5.16", "Unsupported Media Type"),
    500: ("15.6.1", "An error occurred while processing your request."),
    503: ("15.6.4", "Service Unavailable"),
}
ELSEWHERE = {
    422: ("https://tools.ietf.org/html/rfc4918#section-11.2", "Unprocessable Entity"),
    429: ("https://tools.ietf.org/html/rfc6585#section-4", "Too Many Requests"),
}


def refusal(problem: Problem, operation: str) -> Reply:
    """Problem details; 400 where a value cannot be read, 422 where it can and will not do (B-55, F-04)."""
    status = _status(problem)
    kind, title = ELSEWHERE.get(status) or (RFC9110 + WORDS[status][0], WORDS[status][1])
    body: Json = {"type": kind, "title": title, "status": status}
    body["traceId"] = f"00-{digest((operation, problem.hint), 16).hex()}-{digest((operation, status), 8).hex()}-00"
    if status in (400, 422):
        body["errors"] = _errors(problem.violations)
    return Reply(status, body, problem.headers, PROBLEM, problem.hint)


def _status(problem: Problem) -> int:
    if problem.kind is not Kind.INVALID:
        return HTTP_STATUS[problem.kind]
    return 400 if any(map(_unreadable, problem.violations)) else 422


def _unreadable(violation: Violation) -> bool:
    """A value that cannot be read, or no body at all; a member that is missing can be read well enough."""
    no_body = violation.fault is Fault.MISSING and violation.place == "body" and not violation.keyword
    return no_body or violation.fault in (Fault.UNPARSABLE, Fault.WRONG_TYPE)


def _errors(violations: tuple[Violation, ...]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for violation in violations:
        errors.setdefault(_field(violation), []).append(f"Expected {violation.expected}.")
    return errors


def _field(violation: Violation) -> str:
    """The member or parameter that the message is about; `$` is the whole body."""
    if violation.fault is Fault.MISSING and violation.expected.startswith("member "):
        return violation.expected.removeprefix("member ")
    return violation.at.strip("/").replace("/", ".") or "$"


def user(one: User) -> Json:
    """A user as lists and single answers show it (CUBI-31, CUBI-41)."""
    return {
        "id": one.user_id,
        "name": one.name,
        "isAdmin": one.is_admin,
        "isPrimaryAdmin": one.is_primary_admin,
        "accountEnabled": one.account_enabled,
        "email": one.email,
        "lastLoggedInAt": NEVER if one.last_logged_in_at is None else _seconds(one.last_logged_in_at),
        "roles": list(one.roles),
        "showApi": one.show_api,
        "isFrozen": one.is_frozen,
    }


def page(users: list[User], *, size: int, offset: int, pages: int, total: int) -> Json:
    """The envelope of a list (CUBI-29); `offset` counts items, not pages (B-48)."""
    return {
        "pageSize": size,
        "pageOffset": offset,
        "totalPages": pages,
        "totalItemCount": total,
        "items": [user(one) for one in users],
    }


def credential(one: Credential, secret: str | None) -> Json:
    """A credential; its secret is told once, when it is made (CUBI-18)."""
    return {
        "keyId": one.credential_id,
        "displayName": one.display_name,
        "startDateTime": _ticks(one.start_at),
        "endDateTime": _ticks(one.end_at),
        "hint": one.hint,
        "secretText": secret,
    }


def _seconds(at: datetime) -> str:
    """UTC with a `Z` and no fraction, as in `2024-05-01T14:51:01Z` (CUBI-42)."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _ticks(at: datetime) -> str:
    """Seven fractional digits and `+00:00`, as in `2024-05-31T17:12:21.9923852+00:00` (CUBI-18)."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "0+00:00")
