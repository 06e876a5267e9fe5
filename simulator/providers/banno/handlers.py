"""Banno's operations, one function each: thin, because rules decide and wire writes."""

from simulator.domain.call import Call, Change, Outcome, Reply, put
from simulator.domain.message import Message, sent
from simulator.domain.problem import Kind, refused
from simulator.providers.banno import rules, wire
from simulator.providers.banno.state import State, User

__all__ = ["HANDLERS", "NAME", "saved"]

NAME = "banno"
NO_CONTENT = Reply(204)


def search_users(state: State, call: Call) -> Outcome:
    """Users of one institution that a text names, counted before paging (B-02, F-02, F-03)."""
    offset, limit = call.query.get("offset", 0), call.query.get("limit", 100)
    users = rules.found(state, _key(call, "institutionId"), call.query["query"])
    page = users[offset : offset + limit]
    return Outcome(Reply(200, {"users": [wire.listed(user) for user in page], "totalCount": len(users)}))


def get_user_details(state: State, call: Call) -> Outcome:
    """Everything a support agent sees of a user (BAN-D-03)."""
    return Outcome(wire.details(_user(state, call)))


def get_user_status(state: State, call: Call) -> Outcome:
    """The one word that tells a locked account from a normal one (BAN-T-04)."""
    return Outcome(Reply(200, {"status": _user(state, call).status}))


def unlock_user(state: State, call: Call) -> Outcome:
    """This operation unlocks and never locks; in memo mode the core takes the unlock later (BAN-T-08, B-08, B-09,
    B-10).
    """
    user = _user(state, call)
    if call.body["state"]:
        raise refused(Kind.UNPROCESSABLE, 'this operation only unlocks; send {"state": false}')
    if not user.locked:
        raise refused(Kind.CONFLICT, f"the user is {user.status}, not Locked; there is nothing to unlock")
    institution = state.institutions.get(user.institution_id)
    if institution is not None and institution.memo_mode:
        hint = f"{institution.name} is in memo mode; the unlock is queued until that ends"
        return Outcome(Reply(202, hint=hint), (saved(rules.unlock_queued(user, call.at)),))
    return Outcome(NO_CONTENT, (saved(rules.unlocked(user, call.at)),))


def reset_password(state: State, call: Call) -> Outcome:
    """Sends the user a link that is good once (BAN-P-05, BAN-P-06); a locked user may be sent one too (F-09)."""
    user, method = _user(state, call), call.body["method"]
    to = rules.contacted(user, method)
    if to is None:
        raise refused(Kind.CONFLICT, f"{user.username} has no {method} to send to; the outbox is unchanged")
    ticket = rules.ticketed(user, call.ids.token(), call.at)
    message = _reset_message(user, call, method, to, ticket.ticket_id)
    return Outcome(Reply(200, {}), (put(NAME, "reset_tickets", ticket.ticket_id, ticket), sent(message)))


def get_user(state: State, call: Call) -> Outcome:
    """The user as the Consumer API shows it (BAN-U-30)."""
    return Outcome(wire.consumer_user(_user(state, call)))


def update_user(state: State, call: Call) -> Outcome:
    """Takes every documented member and applies the e-mail address alone (BAN-U-11, BAN-U-12, B-27)."""
    return Outcome(NO_CONTENT, (saved(rules.email_set(_user(state, call), call.body["email"], call.at)),))


def patch_user(state: State, call: Call) -> Outcome:
    """A merge patch of one member: absent keeps the preferred name, null clears it (BAN-U-40 to BAN-U-43)."""
    if "preferredName" not in call.body:
        return Outcome(NO_CONTENT)
    return Outcome(NO_CONTENT, (saved(rules.renamed(_user(state, call), call.body["preferredName"], call.at)),))


def saved(user: User) -> Change:
    """The user stands like this from now on."""
    return put(NAME, "users", user.user_id, user)


def _key(call: Call, name: str) -> str:
    """A path id in the case it is stored in; UUIDs are equal in any case."""
    return call.path[name].lower()


def _user(state: State, call: Call) -> User:
    user = state.users.get(_key(call, "userId"))
    assert user is not None, "refused before, where the user does not exist"
    return user


def _reset_message(user: User, call: Call, method: str, to: str, ticket_id: str) -> Message:
    link = f"{call.address}/_simulator/reset/{ticket_id}"
    return Message(
        id=call.ids.uuid(),
        channel="email" if method == "email" else "sms",
        to=to,
        subject="Reset your password" if method == "email" else "",
        text=f"Hello {user.first_name}, choose a new password here within an hour: {link}",
        link=link,
        at=call.at,
    )


HANDLERS = {
    "searchUsers": search_users,
    "getUserDetails": get_user_details,
    "getUserStatus": get_user_status,
    "unlockUser": unlock_user,
    "resetPassword": reset_password,
    "getUser": get_user,
    "updateUser": update_user,
    "patchUser": patch_user,
}
