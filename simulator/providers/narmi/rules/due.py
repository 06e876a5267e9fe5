"""What was to happen later and is due by now: whoever comes next finds it done."""

from datetime import datetime

from msgspec.structs import replace

from simulator.domain.call import Change, put
from simulator.domain.ids import uuid_from
from simulator.providers.narmi.record.history import Entry
from simulator.providers.narmi.record.pending import Task
from simulator.providers.narmi.rules import user as of
from simulator.providers.narmi.rules.chronicle import written
from simulator.providers.narmi.state import NAME, State

__all__ = ["due"]


def due(state: State, at: datetime) -> tuple[Change, ...]:
    """The pulls from the core whose time has come, oldest first (NARMI-090)."""
    waiting = [task for task in state.tasks if not task.finished and task.due_at <= at]
    changes: tuple[Change, ...] = ()
    for task in sorted(waiting, key=lambda task: (task.due_at, task.task_id)):
        changes += _pulled(state.after(changes), task)
    return changes


def _pulled(state: State, task: Task) -> tuple[Change, ...]:
    """The user is as the core has it; nothing but the task changes where either of them is gone."""
    done = put(NAME, "tasks", task.task_id, replace(task, finished=True))
    user = state.users.get(task.user_id)
    core = state.core(user.core_user_id) if user is not None else None
    if user is None or core is None:
        return (done,)
    entry = Entry(
        uuid_from(task.task_id, "entry"), "account.update", task.by, task.due_at, task.ip, task.device, task.version
    )
    return done, put(NAME, "users", user.user_id, of.pulled(user, core)), written(state, user.user_id, entry)
