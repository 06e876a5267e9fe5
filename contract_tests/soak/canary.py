"""The marks that tell sandboxes apart, and the eye that sees a foreign one wherever it turns up."""

import base64
import re
from dataclasses import dataclass

TEXT = re.compile(r"zq[0-9]{5}qz")
NAME = re.compile(r"soak-[0-9]{3}-[0-9]{2}")
TOKEN = re.compile(r"eyJ[\w-]+\.(eyJ[\w-]+)\.")


@dataclass(frozen=True)
class Canary:
    """Two marks of one sandbox: `text`, which is written into everything, and its `name`."""

    text: str
    name: str

    @classmethod
    def of(cls, number: int, batch: int, slot: int) -> "Canary":
        """That of the number-th sandbox, which goes by a name that another one may have had before it."""
        return cls(f"zq{number:05d}qz", f"soak-{batch:03d}-{slot:02d}")

    def foreign(self, heard: str) -> set[str]:
        """The marks of others in a text, and in the tokens that stand in it."""
        return marks(heard) - {self.text, self.name}

    def sings(self, heard: str) -> bool:
        """Whether the text is marked as this sandbox's."""
        return self.text in unsealed(heard)


def marks(heard: str) -> set[str]:
    """All marks in a text, in whatever case, and in the tokens that stand in it."""
    plain = unsealed(heard)
    return {*TEXT.findall(plain), *NAME.findall(plain)}


def unsealed(heard: str) -> str:
    """The text in lower case, and behind it what its tokens say."""
    claims = [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in TOKEN.findall(heard)]
    return "\n".join([heard, *(claim.decode("utf-8", "replace") for claim in claims)]).lower()
