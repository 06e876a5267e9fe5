"""What Toy remembers."""

from msgspec import Struct

__all__ = ["Jar"]


class Jar(Struct, frozen=True):
    """Coins somebody saves. One that nothing was dropped into yet is empty."""

    jar_id: str
    coins: int = 0
