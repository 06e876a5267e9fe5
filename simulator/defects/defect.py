"""What a seeded bug is."""

from collections.abc import Callable

from msgspec import Struct

from simulator.providers.provider import Provider

__all__ = ["Defect"]


class Defect(Struct, frozen=True):
    """One bug in one rule of one provider.

    `operation` is the operationId it shows in, empty where it shows in several. `story` says in one sentence what goes
    wrong, `claims` which documented sentences that breaks. `seed` returns the provider with the bug in it.
    """

    name: str
    provider: str
    operation: str
    story: str
    claims: tuple[str, ...]
    seed: Callable[[Provider], Provider]
