"""A simulator that answers at a URL."""

from urllib.parse import urlsplit

import httpx2

from contract_tests.exchange import Request, Response


class AtUrl:
    """A running simulator; redirects are never followed, so that every reply is seen.

    Blanks around a header's value, which HTTP takes off anyway, are taken off here, as the client refuses to send them.
    """

    served = True

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.name = self.url
        self._parts = urlsplit(self.url)
        self._client = httpx2.Client(follow_redirects=False, timeout=30, trust_env=False)

    def answer(self, request: Request) -> Response:
        """The reply; raises OSError when nothing answers at the address."""
        headers = [
            (name.encode("latin-1"), value.strip(" \t").encode("utf-8", "surrogateescape"))
            for name, value in request.headers
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

    def _address(self, target: str) -> httpx2.URL:
        raw = (self._parts.path.rstrip("/") + target).encode("ascii")
        return httpx2.URL(self.url).copy_with(raw_path=raw)
