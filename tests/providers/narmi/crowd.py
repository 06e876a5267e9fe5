"""One user for each reason why an action is refused, and what it is refused with."""

from typing import Any

from simulator.domain.refusal import first_problem
from simulator.providers.narmi.record.user import Organization, User
from simulator.providers.narmi.refusals import REFUSALS
from simulator.providers.narmi.state import State
from tests.providers.narmi.staffed import ADMIN, CLEO, called, seen, user

__all__ = ["BOSS", "BUSINESS", "CONFIRMED", "INVITED", "LOCKED", "PENDING", "PHONELESS", "STATE", "SUB", "refusal"]

LOCKED = user("lockie", locked=True, archived=True)
BUSINESS = user("business", category="business", organization=Organization("Yard"))
SUB = user("subuser", organization=Organization("Yard", role="sub_user"))
PENDING = user("pendingone", enrollment="pending_code", enrollment_code="abcd2345")
INVITED = user("invited", type="staff", role="Nothing", invited=True)
BOSS = user("bossy", type="admin", invited=True)
PHONELESS = user("silent", phone=None)
STATE = seen(CLEO, LOCKED, BUSINESS, SUB, PENDING, INVITED, BOSS, PHONELESS)
CONFIRMED = {"confirm": True}


def refusal(operation: str, about: User, state: State = STATE, by: User = ADMIN, /, **more: Any) -> tuple[Any, str]:
    """Why the call is refused before any handler is asked: kind and code; (None, "") where it is not."""
    row = "write" if operation == "confirmVerification" else "action"
    given = {"path": {"userId": about.user_id}, "body": CONFIRMED, **more}
    problem = first_problem(REFUSALS[row], state, called(operation, by, **given))
    return (None, "") if problem is None else (problem.kind, problem.code)
