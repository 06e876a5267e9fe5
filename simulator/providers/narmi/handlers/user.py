"""The list of users, one user, adding one, and the contact information."""

from simulator.domain.call import Call, Change, Outcome, Reply, put
from simulator.domain.message import sent
from simulator.domain.problem import Kind, Violation, refused
from simulator.providers.narmi.party import me, saved, target
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules import joining, mail
from simulator.providers.narmi.rules import user as of
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.rules.listing import listed
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.page import page, whole
from simulator.providers.narmi.wire.user import role, row
from simulator.providers.narmi.wire.user import user as shown

__all__ = ["HANDLERS", "unprocessable"]

PATH = "/narmi/admin/v1/users"
LIMIT = 25


def list_managed_users(state: State, call: Call) -> Outcome:
    """A page of the users whom the search finds (NARMI-002, NARMI-012, NARMI-M-03)."""
    query = call.query
    found = listed(state, query.get("search", ""), query.get("type"), query.get("archived"))
    limit, offset = query.get("limit", LIMIT), query.get("offset", 0)
    users = filter(None, map(state.users.get, found[offset : offset + limit]))
    kept = {name: query[name] for name in ("search", "type", "archived") if name in query}
    return Outcome(Reply(200, page(map(row, users), len(found), call.address + PATH, kept, limit, offset)))


def get_managed_user(state: State, call: Call) -> Outcome:
    """One user (NARMI-030)."""
    return Outcome(Reply(200, shown(state, target(state, call))))


def add_managed_user(state: State, call: Call) -> Outcome:
    """Staff, who is invited, or a customer by hand (NARMI-020 to NARMI-022)."""
    wish = call.body
    if wrong := tuple(joining.objections(state, wish)):
        raise unprocessable(*wrong)
    user, user_id = None, call.ids.uuid(1)
    if wish["kind"] == "staff":
        user = joining.staff(user_id, wish)
    else:
        core = state.core(wish["core_user_id"])
        assert core is not None, "objected to before, where the core has none"
        code = of.enrollment_code(call.ids.uuid(2)) if state.environment.enrollment_codes else None
        user = joining.customer(user_id, wish, core, code, call.at)
    invited = _invited(user, call) if state.environment.sends else ()
    history = noted(state, user, call, me(state, call), "user.create")
    return Outcome(Reply(201, shown(state, user)), (saved(user), *history, *invited))


def edit_user_contact(state: State, call: Call) -> Outcome:
    """Whatever of the contact information is sent (NARMI-033, NARMI-034)."""
    before = target(state, call)
    if "username" in call.body and (
        wrong := (*joining.taken(state, "username", call.body["username"], before.user_id),)
    ):
        raise unprocessable(*wrong)
    after, codes = of.contacted(before, call.body)
    changes = (saved(after), *noted(state, after, call, me(state, call), *codes)) if codes else ()
    return Outcome(Reply(200, shown(state, after)), changes)


def list_roles(state: State, _: Call) -> Outcome:
    """The roles of staff, by name."""
    roles = sorted(state.roles, key=lambda one: one.name)
    return Outcome(Reply(200, whole(role(one.name, one.permissions) for one in roles)))


def unprocessable(*wrong: Violation) -> Exception:
    """A refusal that blames members of the body."""
    return refused(Kind.UNPROCESSABLE, "; ".join(map(str, wrong)), wrong)


def _invited(user: User, call: Call) -> tuple[Change, ...]:
    """The invitation, with a link to choose a password, and the enrolment code where there is one."""
    ticket = mail.ticketed(user, call, mail.INVITED)
    code = (sent(mail.code(user, call, user.enrollment_code)),) if user.enrollment_code else ()
    return put(NAME, "reset_tickets", ticket.ticket_id, ticket), sent(mail.invitation(user, call, ticket)), *code


HANDLERS = {
    "listManagedUsers": list_managed_users,
    "getManagedUser": get_managed_user,
    "addManagedUser": add_managed_user,
    "editUserContact": edit_user_contact,
    "listRoles": list_roles,
}
