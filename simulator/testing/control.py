"""Asking a running simulator's control API, in the words of a test."""

from typing import Any

__all__ = ["SimulatorError", "asked"]


class SimulatorError(Exception):
    """The simulator is not there, or says no; the message tells why, and how to mend it.

    `code` is what a command leaves with: 4 where nobody answers, else 2.
    """

    def __init__(self, sentence: str, code: int = 2) -> None:
        super().__init__(sentence)
        self.code = code


def asked(root: str, sandbox: str, method: str, path: str, *names: str, body: Any = None, **query: Any) -> Any:
    """The answer's JSON, None where it has none. `names` fill the `{}` of the path. Raises SimulatorError."""
    __tracebackhide__ = True
    from simulator.cli.failure import Failure
    from simulator.cli.remote import Remote

    try:
        return Remote(root, sandbox).ask(method, path, *names, body=body, **query)
    except Failure as failure:
        raise SimulatorError(str(failure), failure.code) from None
