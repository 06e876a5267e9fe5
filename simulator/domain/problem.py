"""A problem is a refusal with its diagnosis; a violation is one broken promise of the request (or of a reply).

Neither knows any vendor: each provider's `wire` turns them into that vendor's status and body.
"""

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

__all__ = ["HTTP_STATUS", "Fault", "Kind", "Problem", "Refused", "Violation", "refused"]


class Fault(Enum):
    """What is wrong with one value."""

    UNPARSABLE = "unparsable"
    WRONG_TYPE = "wrong type"
    CONSTRAINT = "constraint broken"
    MISSING = "missing"


class Violation(Struct, frozen=True):
    """One broken promise: which value, what was expected of it and what came instead.

    `place` is body, path, query or header; `at` a JSON pointer or a parameter's name; `keyword` the schema's word for
    the rule (`maxLength`, `pattern`, …), empty where no schema was reached.
    """

    fault: Fault
    place: str
    at: str
    expected: str
    got: str = ""
    keyword: str = ""

    def __str__(self) -> str:
        place = "query parameter" if self.place == "query" and self.at else self.place
        where = f"{place} {self.at}".rstrip()
        return f"{where}: {self.fault.value}; expected {self.expected}" + (f", got {self.got}" if self.got else "")


class Kind(Enum):
    """Why a call is refused, in words that fit every vendor."""

    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_OWN = "not the caller's own"
    NOT_FOUND = "not found"
    METHOD_NOT_ALLOWED = "method not allowed"
    TOO_LARGE = "too large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported media type"
    INVALID = "invalid"
    CONFLICT = "conflict"
    UNPROCESSABLE = "unprocessable"
    TOO_MANY = "too many requests"
    UNAVAILABLE = "unavailable"
    BROKEN_PROMISE = "broken promise"


HTTP_STATUS: Mapping[Kind, int] = {
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_OWN: 403,
    Kind.NOT_FOUND: 404,
    Kind.METHOD_NOT_ALLOWED: 405,
    Kind.TOO_LARGE: 413,
    Kind.UNSUPPORTED_MEDIA_TYPE: 415,
    Kind.INVALID: 400,
    Kind.CONFLICT: 409,
    Kind.UNPROCESSABLE: 422,
    Kind.TOO_MANY: 429,
    Kind.BROKEN_PROMISE: 500,
    Kind.UNAVAILABLE: 503,
}
"""What HTTP itself would answer. A vendor that answers otherwise says so in its `wire`."""


class Problem(Struct, frozen=True):
    """A refusal: its kind, a hint that says how to mend the call, and the violations behind it.

    `headers` are ones that HTTP itself asks for, such as Allow or WWW-Authenticate. `code` is the vendor's own word for
    this refusal, where the vendor has one.
    """

    kind: Kind
    hint: str
    violations: tuple[Violation, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    code: str = ""


class Refused(Exception):
    """Raised where a rule says no; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.hint)
        self.problem = problem


def refused(kind: Kind, hint: str, violations: tuple[Violation, ...] = (), code: str = "") -> Refused:
    """A refusal, ready to raise."""
    return Refused(Problem(kind, hint, violations, code=code))
