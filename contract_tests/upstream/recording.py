"""A target for the tests of the guard: it writes down what reaches it, and answers what it is told to."""

from collections.abc import Callable

from contract_tests.exchange import Request, Response

Answer = Callable[[Request], Response]


def nothing_found(request: Request) -> Response:
    """A refusal that means nothing."""
    return Response(404, (), b"")


class Recording:
    """An upstream made of paper. `heard` is every request that reached it."""

    name = url = "http://recording.invalid"
    served = False

    def __init__(self, answer: Answer = nothing_found) -> None:
        self._answer = answer
        self.heard: list[Request] = []

    def answer(self, request: Request) -> Response:
        """What it was told to answer."""
        self.heard.append(request)
        return self._answer(request)

    def close(self) -> None:
        """Nothing to close."""
