"""A persona, as far as any provider's seed looks at it; what reads fixtures has a value of its own that fits."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

__all__ = ["Draw", "Json", "Named"]

Json = Mapping[str, Any]
Draw = Callable[[str, int], int]


class Named(Protocol):
    """Somebody with a name, from which a provider derives what the persona leaves out."""

    @property
    def name(self) -> str:
        """What the persona is derived from."""

    @property
    def person(self) -> Json:
        """What all providers know: names, e-mail, phone, birthday, address."""

    @property
    def sections(self) -> Mapping[str, Json]:
        """What each provider knows."""
