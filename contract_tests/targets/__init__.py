"""What the suite can be pointed at: a simulator in this process, or one at a URL."""

from collections.abc import Sequence
from typing import Protocol

from contract_tests.exchange import Request, Response


class Target(Protocol):
    """Something that answers HTTP requests; `served` where it answers at an address, and not in this process."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def url(self) -> str:
        """Its address, without a closing slash."""

    @property
    def served(self) -> bool:
        """Whether others can reach it at its address."""

    def answer(self, request: Request) -> Response:
        """The reply to a request; raises OSError when nothing answers."""

    def close(self) -> None:
        """Give back connections and event loops."""


def chosen(choice: str, seed: int, defects: Sequence[str] = ()) -> Target:
    """The target that `--target` names: `inproc`, perhaps with seeded bugs, or an address.

    Each is imported when it is chosen: whoever only looks at exchanges need not have what they need.
    """
    if choice == "inproc":
        from contract_tests.targets.inproc import InProcess

        return InProcess(seed, defects)
    from contract_tests.targets.url import AtUrl

    return AtUrl(choice)
