"""Customers Bank's operations, one function each: thin, because rules decide and wire writes."""

from math import ceil

from simulator.domain.call import Call, Change, Outcome, Reply, deleted, put
from simulator.domain.problem import Fault, Kind, Refused, Violation, refused
from simulator.providers.customers_bank import rules, wire
from simulator.providers.customers_bank.state import State, User

__all__ = ["HANDLERS", "NAME", "caller", "owner", "saved"]

NAME = "customers_bank"
SECRET_LENGTH = 40


def create_partner_user(state: State, call: Call) -> Outcome:
    """A colleague joins; the answer has the form of a credential, as printed (CUBI-17, CUBI-18, B-41)."""
    partner_id, email = caller(state, call).partner_id, call.body["email"]
    if rules.namesake(state, partner_id, email) is not None:
        raise _unprocessable("email", "an address that no colleague has", f"{email} is taken")
    user = rules.joined(call.ids.uuid(0), partner_id, call.body)
    secret = _secret(call)
    key = rules.issued(user.user_id, partner_id, user.name or email, secret, call.at)
    return Outcome(Reply(202, {"id": user.user_id, **wire.credential(key, secret)}), (saved(user),))


def list_partner_users(state: State, call: Call) -> Outcome:
    """The caller's colleagues, filtered, sorted, and in pages only where they are asked for (CUBI-20 to CUBI-30)."""
    query = call.query
    users = rules.listed(
        rules.colleagues(state, caller(state, call).partner_id),
        query.get("username", ""),
        query.get("sortOn", "name"),
        ascending=query.get("sortAscending", True),
    )
    total = len(users)
    if not query.get("paginateResults", False):
        return Outcome(Reply(200, wire.page(users, size=total, offset=0, pages=min(total, 1), total=total)))
    size = query.get("perPage", 10)
    offset = query.get("page", 0) * size
    shown = users[offset : offset + size]
    return Outcome(Reply(200, wire.page(shown, size=size, offset=offset, pages=ceil(total / size), total=total)))


def get_partner_user(state: State, call: Call) -> Outcome:
    """One colleague (CUBI-41)."""
    return Outcome(Reply(200, wire.user(_user(state, call.path["userId"]))))


def update_partner_user(state: State, call: Call) -> Outcome:
    """Name, administrator right, roles and API access change; the last administrator stays one (CUBI-51, B-58)."""
    before = _user(state, call.body["id"])
    after = rules.updated(before, call.body)
    if before.is_primary_admin and not after.is_admin:
        raise _unprocessable("isAdmin", "true for the primary administrator", "the primary administrator stays one")
    if before.is_admin and not after.is_admin and len(rules.administrators(state, before.partner_id)) == 1:
        raise _unprocessable("isAdmin", "true for the last administrator", "a partner keeps one administrator")
    return Outcome(Reply(202), (saved(after),))


def delete_partner_user(state: State, call: Call) -> Outcome:
    """A colleague leaves; not oneself, not the primary administrator, not the last administrator (CUBI-63, B-58)."""
    user = _user(state, call.path["userId"])
    if user.user_id == caller(state, call).user_id:
        raise _unprocessable("userId", "somebody else's id", "nobody deletes oneself")
    if user.is_primary_admin:
        raise _unprocessable("userId", "another user's id", "the primary administrator stays")
    return Outcome(Reply(204), (deleted(NAME, "users", user.user_id),))


def list_credentials(state: State, call: Call) -> Outcome:
    """The partner's credentials, oldest first, without their secrets."""
    partner_id = caller(state, call).partner_id
    own = [one for one in state.credentials if one.partner_id == partner_id]
    ordered = sorted(own, key=lambda one: (one.start_at, one.credential_id))
    return Outcome(Reply(200, [wire.credential(one, None) for one in ordered]))


def create_credential(state: State, call: Call) -> Outcome:
    """A credential whose secret is told this once."""
    secret = _secret(call)
    display_name = call.body["displayName"]
    key = rules.issued(call.ids.uuid(0), caller(state, call).partner_id, display_name, secret, call.at)
    return Outcome(Reply(200, wire.credential(key, secret)), (put(NAME, "credentials", key.credential_id, key),))


def delete_credential(_: State, call: Call) -> Outcome:
    """The credential is good no more; a second time there is none (B-43)."""
    return Outcome(Reply(204), (deleted(NAME, "credentials", call.path["id"].lower()),))


def caller(state: State, call: Call) -> User:
    """The partner's user whose token this is; with no token asked, the primary administrator who comes first."""
    if call.principal.subject is None:
        return min((user for user in state.users if user.is_primary_admin), key=lambda user: user.user_id)
    found = state.users.get(call.principal.subject)
    assert found is not None, "refused before, where the caller is gone"
    return found


def owner(state: State, call: Call) -> str:
    """Whose idempotency keys these are: the caller's partner's."""
    return caller(state, call).partner_id


def saved(user: User) -> Change:
    """The user stands like this from now on."""
    return put(NAME, "users", user.user_id, user)


def _user(state: State, user_id: str) -> User:
    user = state.users.get(user_id.lower())
    assert user is not None, "refused before, where the user does not exist"
    return user


def _secret(call: Call) -> str:
    return (call.ids.token(1) + call.ids.token(2))[:SECRET_LENGTH]


def _unprocessable(field: str, expected: str, hint: str) -> Refused:
    return refused(Kind.UNPROCESSABLE, hint, (Violation(Fault.CONSTRAINT, "request", f"/{field}", expected),))


HANDLERS = {
    "createPartnerUser": create_partner_user,
    "listPartnerUsers": list_partner_users,
    "getPartnerUser": get_partner_user,
    "updatePartnerUser": update_partner_user,
    "deletePartnerUser": delete_partner_user,
    "listCredentials": list_credentials,
    "createCredential": create_credential,
    "deleteCredential": delete_credential,
}
