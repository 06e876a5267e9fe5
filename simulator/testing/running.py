"""A simulator that answers at an address: where sandboxes come from."""

from typing import Any

from simulator.testing.control import asked
from simulator.testing.sandbox import Sandbox

__all__ = ["Running"]


class Running:
    """A running simulator. `url` is its own address, `parent` the sandbox that others are forked from."""

    def __init__(self, url: str) -> None:
        self.url, _, named = url.rstrip("/").partition("/s/")
        self.parent = named or "default"

    def __repr__(self) -> str:
        return f"<simulator at {self.url}>"

    def ask(self, method: str, path: str, *names: str, body: Any = None, **query: Any) -> Any:
        """Call the control API as `Sandbox.ask` does, for the sandbox that others are forked from."""
        __tracebackhide__ = True
        return asked(self.url, self.parent, method, path, *names, body=body, **query)

    def sandbox(self, name: str | None = None) -> Sandbox:
        """A new sandbox that goes on from where `parent` is; the simulator names it unless a name is given.

        In a `with` statement it ends with the block, otherwise with `delete()`. Raises SimulatorError.
        """
        __tracebackhide__ = True
        made = self.ask("POST", "/sandboxes/{}/fork", self.parent, body={"id": name} if name else {})
        return Sandbox(self.url, made["id"], made["url"])
