"""Enrolment: the code again, and why it does not work (NARMI-093, NARMI-097, NARMI-098)."""

from msgspec.structs import replace

from simulator.domain.call import Call, Change, Outcome, Reply
from simulator.domain.message import sent
from simulator.providers.narmi.party import me, saved, target
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules import mail
from simulator.providers.narmi.rules import user as of
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.rules.enrolling import mismatches
from simulator.providers.narmi.state import State
from simulator.providers.narmi.wire import pending as wire

__all__ = ["HANDLERS", "code_sent"]


def resend_enrollment_code(state: State, call: Call) -> Outcome:
    """The code that the user is to enter, by e-mail again (NARMI-093)."""
    user = target(state, call)
    out = state.environment.sends and user.email is not None
    return Outcome(Reply(202, wire.sent(user.email, out=out)), code_sent(state, call, user))


def debug_enrollment(state: State, call: Call) -> Outcome:
    """Each field that is not what the core has (NARMI-097)."""
    errors = [{"field": field, "message": message} for field, message in mismatches(state, call.body)]
    return Outcome(Reply(200, {"errors": errors}))


def code_sent(state: State, call: Call, user: User) -> tuple[Change, ...]:
    """The user's code, made up where there is none yet, is on its way; in UAT nothing is."""
    code = user.enrollment_code or of.enrollment_code(call.ids.uuid(2))
    out = state.environment.sends and user.email is not None
    message = (sent(mail.code(user, call, code)),) if out else ()
    history = noted(state, user, call, me(state, call), "enroll_verify.create")
    return saved(replace(user, enrollment_code=code)), *history, *message


HANDLERS = {"resendEnrollmentCode": resend_enrollment_code, "debugEnrollment": debug_enrollment}
