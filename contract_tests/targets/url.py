"""A simulator that answers at a URL."""

import os
from urllib.parse import urlsplit

import httpx2

from contract_tests.exchange import Headers, Request, Response
from contract_tests.tape import SANDBOX

OWN = "/_simulator/"


class AtUrl:
    """A running simulator; redirects are never followed, so that every reply is seen.

    Blanks around a header's value, which HTTP takes off anyway, are taken off here, as the client refuses to send them.
    What is asked of the simulator itself takes the token of SIMULATOR_CONTROL_TOKEN along, where there is one.
    """

    served = True

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.name = self.url
        self._parts = urlsplit(self.url)
        self._token = os.environ.get("SIMULATOR_CONTROL_TOKEN", "")
        self._client = httpx2.Client(follow_redirects=False, timeout=30, trust_env=False)

    def answer(self, request: Request) -> Response:
        """The reply; raises OSError when nothing answers at the address."""
        headers = [
            (name.encode("latin-1"), value.strip(" \t").encode("utf-8", "surrogateescape"))
            for name, value in (*request.headers, *self._shown(request))
        ]
        sent = httpx2.Request(request.method, self._address(request.target), headers=headers, content=request.body)
        try:
            got = self._client.send(sent)
        except httpx2.TransportError as error:
            raise OSError(f"{request.method} {request.target}: {error}") from error
        pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in got.headers.raw)
        return Response(got.status_code, pairs, got.content)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _shown(self, request: Request) -> Headers:
        """The control token, where the simulator itself is asked."""
        asked = SANDBOX.sub("", request.target, count=1)
        return (("Authorization", f"Bearer {self._token}"),) if self._token and asked.startswith(OWN) else ()

    def _address(self, target: str) -> httpx2.URL:
        raw = (self._parts.path.rstrip("/") + target).encode("ascii")
        return httpx2.URL(self.url).copy_with(raw_path=raw)
