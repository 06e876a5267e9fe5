"""Secure messages to users: to all of them, or to none (NARMI-003, NARMI-M-10)."""

from collections.abc import Iterator

from msgspec.structs import replace

from simulator.domain.call import Call, Change, Outcome, Reply, put
from simulator.providers.narmi.handlers.user import unprocessable
from simulator.providers.narmi.party import me
from simulator.providers.narmi.record.profile import Thread, ThreadMessage
from simulator.providers.narmi.record.user import User
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.rules.joining import blamed
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.page import whole
from simulator.providers.narmi.wire.profile import thread as shown

__all__ = ["HANDLERS"]


def send_messages(state: State, call: Call) -> Outcome:
    """A thread with each of the users."""
    wanted = list(dict.fromkeys(key.lower() for key in call.body["user_ids"]))
    users = [user for user in map(state.users.get, wanted) if user is not None]
    if len(users) < len(wanted):
        unknown = sorted(set(wanted) - {user.user_id for user in users})
        raise unprocessable(blamed("user_ids", f"users that are there; there is no {', '.join(unknown)}"))
    message = ThreadMessage("staff", me(state, call).name, call.body["body"], call.at)
    threads = [
        Thread(call.ids.uuid(1 + place), call.body["subject"], call.at, (message,)) for place in range(len(users))
    ]
    pairs = list(zip(users, threads, strict=True))
    changes = (change for user, thread in pairs for change in _begun(state, call, user, thread))
    return Outcome(Reply(201, whole(shown(user.user_id, thread) for user, thread in pairs)), tuple(changes))


def _begun(state: State, call: Call, user: User, thread: Thread) -> Iterator[Change]:
    profile = state.profile(user.user_id)
    yield put(NAME, "profiles", user.user_id, replace(profile, threads=(*profile.threads, thread)))
    yield from noted(state, user, call, me(state, call), "thread.create")


HANDLERS = {"sendMessages": send_messages}
