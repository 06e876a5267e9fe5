"""How a defect gets into a provider: one of its parts is replaced by the same part with something around it."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from msgspec.structs import replace

from simulator.domain.call import Call, Change, Handler, Outcome, Reply
from simulator.domain.problem import Problem
from simulator.domain.refusal import Step
from simulator.providers.provider import Provider

__all__ = [
    "Seed",
    "all_of",
    "around",
    "around_step",
    "called",
    "changes",
    "judged",
    "last_steps",
    "refusals",
    "replies",
    "seen",
    "without_step",
]

Seed = Callable[[Provider], Provider]


def around(operation: str, wrapped: Callable[[Handler, Any, Call], Outcome]) -> Seed:
    """The operation is decided by `wrapped`, which is given the sound handler, the state and the call."""

    def seed(provider: Provider) -> Provider:
        sound = provider.handlers[operation]
        handlers = {**provider.handlers, operation: lambda state, call: wrapped(sound, state, call)}
        return replace(provider, handlers=handlers)

    return seed


def changes(operation: str, edit: Callable[[tuple[Change, ...]], tuple[Change, ...]]) -> Seed:
    """The operation answers as ever, but what is stored of it is what `edit` makes of its changes."""

    def wrapped(sound: Handler, state: Any, call: Call) -> Outcome:
        outcome = sound(state, call)
        return Outcome(outcome.reply, edit(outcome.changes))

    return around(operation, wrapped)


def replies(operation: str, edit: Callable[[Reply], Reply]) -> Seed:
    """The operation does what it should, but answers what `edit` makes of its reply."""

    def wrapped(sound: Handler, state: Any, call: Call) -> Outcome:
        outcome = sound(state, call)
        return Outcome(edit(outcome.reply), outcome.changes)

    return around(operation, wrapped)


def without_step(row: str, step: Step) -> Seed:
    """The row of refusals leaves out one of its steps."""

    def seed(provider: Provider) -> Provider:
        steps = tuple(one for one in provider.refusals[row] if one is not step)
        return replace(provider, refusals={**provider.refusals, row: steps})

    return seed


def all_of(*seeds: Seed) -> Seed:
    """All of these changes to one provider, for one bug that shows in several of its parts."""

    def seed(provider: Provider) -> Provider:
        for one in seeds:
            provider = one(provider)
        return provider

    return seed


def called(operation: str, edit: Callable[[Call], Call]) -> Seed:
    """The operation decides as if it had been called the way that `edit` makes of the call."""
    return around(operation, lambda sound, state, call: sound(state, edit(call)))


def around_step(row: str, step: Step, wrapped: Callable[[Step, Any, Call], Problem | None]) -> Seed:
    """A step of the row of refusals is decided by `wrapped`, which is given the sound step, the state and the call."""

    def seed(provider: Provider) -> Provider:
        steps = tuple(partial(wrapped, step) if one is step else one for one in provider.refusals[row])
        return replace(provider, refusals={**provider.refusals, row: steps})

    return seed


def last_steps(row: str, *steps: Step) -> Seed:
    """These steps of the row are taken after all others, in this order."""

    def seed(provider: Provider) -> Provider:
        others = tuple(one for one in provider.refusals[row] if one not in steps)
        return replace(provider, refusals={**provider.refusals, row: (*others, *steps)})

    return seed


def refusals(edit: Callable[[Reply, Problem, str], Reply]) -> Seed:
    """A refusal is answered with what `edit` makes of the sound reply, the problem and the operation."""

    def seed(provider: Provider) -> Provider:
        sound = provider.refusal
        return replace(provider, refusal=lambda problem, operation: edit(sound(problem, operation), problem, operation))

    return seed


def seen(operation: str, row: str, view: Callable[[Any, Call], Any]) -> Seed:
    """The operation and all steps that may refuse it look at what `view` makes of the state."""

    def looking(step: Step) -> Step:
        def looked(state: Any, call: Call) -> Problem | None:
            return step(view(state, call) if call.demand.operation == operation else state, call)

        return looked

    def seed(provider: Provider) -> Provider:
        steps = tuple(map(looking, provider.refusals[row]))
        return replace(provider, refusals={**provider.refusals, row: steps})

    return all_of(seed, around(operation, lambda sound, state, call: sound(view(state, call), call)))


def judged(row: str, operations: Collection[str], edit: Callable[[Call], Call]) -> Seed:
    """The row of refusals judges the calls of these operations as what `edit` makes of them; no operations: all."""

    def looking(step: Step) -> Step:
        def looked(state: Any, call: Call) -> Problem | None:
            about_it = not operations or call.demand.operation in operations
            return step(state, edit(call) if about_it else call)

        return looked

    def seed(provider: Provider) -> Provider:
        steps = tuple(map(looking, provider.refusals[row]))
        return replace(provider, refusals={**provider.refusals, row: steps})

    return seed
