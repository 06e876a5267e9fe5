"""What the suite can be pointed at: a simulator in this process, or one at a URL."""

from typing import Any, Protocol

from contract_tests.exchange import Request, Response
from contract_tests.targets.inproc import InProcess
from contract_tests.targets.url import AtUrl


class Target(Protocol):
    """Something that answers HTTP requests. `app` is the ASGI app when it lives in this process, else None."""

    name: str
    url: str
    app: Any

    def answer(self, request: Request) -> Response:
        """The reply to a request; raises OSError when nothing answers."""

    def close(self) -> None:
        """Give back connections and event loops."""


def chosen(choice: str, seed: int) -> Target:
    """The target that `--target` names: `inproc`, or an address."""
    return InProcess(seed) if choice == "inproc" else AtUrl(choice)
