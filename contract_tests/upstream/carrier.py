"""Carries a request to an upstream: puts the token on it, keeps the pace, and waits where it is asked to wait."""

import time
from dataclasses import replace

from contract_tests.exchange import Request, Response
from contract_tests.operation import addressed
from contract_tests.targets import Target
from contract_tests.targets.around import Around
from contract_tests.upstream.access import Access
from contract_tests.upstream.token import Token

TOO_MANY = 429
UNAUTHORIZED = 401
ATTEMPTS = 3
WAIT_SECONDS_MAX = 30.0


class Carrier(Around):
    """A target that wants a token. Whatever authorization a request carries already is taken off it."""

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target)
        self._access = access
        self._accepted: set[str] = set()
        self._next = 0.0

    def answer(self, request: Request) -> Response:
        """The reply. A token that was good and is refused has run out: it is renewed once, where that can be done."""
        operation, _ = addressed(request.method, request.path)
        token = self._access.token(operation) if operation else None
        response = self._patient(request, token)
        if token is None:
            return response
        if response.status == UNAUTHORIZED and token.api in self._accepted and token.renewed():
            response = self._patient(request, token)
        if 200 <= response.status < 300:
            self._accepted.add(token.api)
        return response

    def _patient(self, request: Request, token: Token | None) -> Response:
        """The reply to the request, sent again a few times where the upstream says that it was too much."""
        plain = tuple((name, value) for name, value in request.headers if name.lower() != "authorization")
        sent = replace(request, headers=(*plain, *([("Authorization", f"Bearer {token.text}")] if token else ())))
        for _ in range(ATTEMPTS - 1):
            self._pause()
            response = self.target.answer(sent)
            if response.status != TOO_MANY:
                return response
            time.sleep(asked_to_wait(response))
        self._pause()
        return self.target.answer(sent)

    def _pause(self) -> None:
        if self._access.rate:
            time.sleep(max(0.0, self._next - time.monotonic()))
            self._next = time.monotonic() + 1 / self._access.rate


def asked_to_wait(response: Response) -> float:
    """The seconds of `Retry-After`, at most half a minute; one second where it says nothing, or names a date."""
    said = (response.header("retry-after") or "").strip()
    return min(float(said), WAIT_SECONDS_MAX) if said.isdecimal() else 1.0
