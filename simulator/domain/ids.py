"""Identifiers and choices that are derived, never drawn, so that a step decided twice decides the same.

Not secrets: whoever knows the seed knows every one of them. That is the point of a stand-in.
"""

import secrets
from hashlib import blake2b
from typing import Any

from msgspec import Struct

__all__ = ["Ids", "secret", "uuid_from"]


def digest(parts: tuple[Any, ...], size: int) -> bytes:
    """`size` bytes that depend on every part and on nothing else."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=size).digest()


def uuid_from(*parts: Any) -> str:
    """A lower-case UUID in the shape of a random one (version 4, RFC 4122 variant)."""
    raw = bytearray(digest(parts, 16))
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def secret() -> str:
    """What nobody can guess, drawn by chance: for the door to the simulator itself, never for anything behind it."""
    return secrets.token_urlsafe(24)


class Ids(Struct, frozen=True):
    """The identifiers open to one step: the n-th is the same whenever the step is decided again on the same state."""

    seed: int
    sandbox: str
    slice: str
    step: int

    def uuid(self, index: int = 0) -> str:
        """The n-th UUID of this step."""
        return uuid_from(self.seed, self.sandbox, self.slice, self.step, index)

    def token(self, index: int = 0) -> str:
        """The n-th URL-safe token of this step: 32 lower-case hexadecimal digits."""
        return digest((self.seed, self.sandbox, self.slice, self.step, "token", index), 16).hex()

    def chance(self, index: int = 0) -> float:
        """The n-th number of this step: at least 0, less than 1, and none of them likelier than another."""
        return (
            int.from_bytes(digest((self.seed, self.sandbox, self.slice, self.step, "chance", index), 6), "big") / 2**48
        )

    def noise(self, index: int = 0) -> bytes:
        """The n-th 64 bytes of this step that mean nothing."""
        return digest((self.seed, self.sandbox, self.slice, self.step, "noise", index), 64)
