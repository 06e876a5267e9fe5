"""Seeded bugs that prove a check can see, loaded only when asked for. There are none yet; this is the seam they will
use.

A defect takes the providers and returns them with something subtly wrong.
"""

from collections.abc import Callable, Mapping

from simulator.providers.provider import Provider

__all__ = ["DEFECTS", "Defect", "seeded"]

Defect = Callable[[Mapping[str, Provider]], Mapping[str, Provider]]
DEFECTS: dict[str, Defect] = {}


def seeded(providers: Mapping[str, Provider], defects: tuple[Defect, ...]) -> Mapping[str, Provider]:
    """The providers with these defects in them."""
    for defect in defects:
        providers = defect(providers)
    return providers
