"""Everything that is said to a target, in the order in which it was said, whichever sandbox it was about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contract_tests.exchange import Exchange, Request, Response
from contract_tests.operation import addressed
from contract_tests.targets import Target
from contract_tests.targets.around import Around

Said = tuple[Request, Response]
SANDBOX = re.compile("/s/([^/?]+)(?=/)")


class Taped(Around):
    """A target that keeps all that was said to it since the tape was last cut."""

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self.tape: list[Said] = []

    def answer(self, request: Request) -> Response:
        """The target's reply, kept with its request."""
        response = self.target.answer(request)
        self.tape.append((request, response))
        return response

    def cut(self) -> Sequence[Said]:
        """Begin the tape anew; returns what was on it."""
        said, self.tape = self.tape, []
        return said


def heard(said: Iterable[Said], sandbox: str = "") -> Iterator[Exchange]:
    """What was said as exchanges, without the prefix that chooses a sandbox; of one sandbox's prefix alone if named."""
    for request, response in said:
        found = SANDBOX.match(request.target)
        if not sandbox or (found and found[1] == sandbox):
            yield exchange(request, response)


def exchange(request: Request, response: Response) -> Exchange:
    """One request with its reply, and the operation that it was about."""
    plain = replace(request, target=SANDBOX.sub("", request.target, count=1))
    operation, arguments = addressed(plain.method, plain.path)
    return Exchange(plain, response, operation, arguments)


def place(said: Sequence[Said], request_id: str) -> int | None:
    """Where the exchange with that id stands; None where there is none, as at an upstream that gives no ids."""
    ids = (response.header("X-Simulator-Request-Id") for _, response in said)
    return next((place for place, id in enumerate(ids) if request_id and id == request_id), None)
