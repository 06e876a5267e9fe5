"""A door that leads every vendor request through the Prism of its spec, and everything else straight to the simulator.

What Prism refuses itself is asked again of the simulator, which must refuse it too: so a whole suite can be run
through the door, and sees the simulator's own answers only.
"""

import contextlib
import re
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from contract_tests.checks.reply import strict_json
from contract_tests.exchange import Request, Response
from contract_tests.operation import Operation, addressed, served_below
from contract_tests.targets.url import AtUrl

PREFIX = re.compile(r"/s/([^/?]+)(?=/)")
HOST = re.compile(r"([^.]+)\.localhost(:\d+)?")
OURS = "x-simulator-request-id"
"""Every reply of a simulated API has this header, and no reply of Prism's own."""
FORGOTTEN = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}


class Door:
    """Counts what passed, and keeps a sentence for each disagreement between Prism and the simulator."""

    def __init__(self, simulator: str, prisms: Mapping[str, str]) -> None:
        self.passed: Counter[str] = Counter()
        self.disagreements: list[str] = []
        self._direct = AtUrl(simulator)
        self._prisms = {spec: AtUrl(address) for spec, address in prisms.items()}

    def answer(self, request: Request) -> Response:
        """The simulator's reply, whichever way it came."""
        sandbox, plain = _placed(request)
        operation, _ = addressed(plain.method, plain.path)
        if operation is None or _rewritten(request.body):
            return self._direct.answer(request)
        below = Request(
            plain.method,
            plain.target.removeprefix(served_below(operation.document)),
            (*plain.headers, *([("X-Simulator-Sandbox", sandbox)] if sandbox else [])),
            plain.body,
        )
        got = self._prisms[operation.spec].answer(below)
        if got.header(OURS) and not got.header("sl-violations"):
            self.passed[operation.id] += 1
            return got
        ours = self._direct.answer(request)
        self.passed["refused by Prism"] += 1
        if b"#VIOLATIONS" in got.body or (ours.status < 400 and not _known(plain, operation, got)):
            self.disagreements.append(f"{operation.id} {request.target} {request.body!r}: {ours.status}, {got.body!r}")
        return ours

    def close(self) -> None:
        """Close the connections."""
        for line in (self._direct, *self._prisms.values()):
            line.close()


@contextlib.contextmanager
def opened(door: Door) -> Iterator[str]:
    """The address of the door, as long as the block lives."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"door": door}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        door.close()


def _placed(request: Request) -> tuple[str, Request]:
    """The sandbox that the address chooses ("" for none), and the request without this choice."""
    prefix = PREFIX.match(request.target)
    host = HOST.fullmatch(next((value for name, value in request.headers if name.lower() == "host"), ""))
    sandbox = prefix[1] if prefix else host[1] if host else ""
    headers = tuple((name, value) for name, value in request.headers if name.lower() not in ("host", "content-length"))
    target = request.target[prefix.end() :] if prefix else request.target
    return sandbox, Request(request.method, target, headers, request.body)


def _known(request: Request, operation: Operation, got: Response) -> bool:
    """Where Prism refuses a sound request: it compares the word Bearer, and all names, letter by letter."""
    shown = next((value for name, value in request.headers if name.lower() == "authorization"), "")
    if shown.lower().startswith("bearer ") and not shown.startswith("Bearer "):
        return True
    sent = {name for name, _ in parse_qsl(request.query)} | set(request.json or ())
    folded = b"#NO_PATH_MATCHED" in got.body or bool(sent - _declared(operation))
    return "x-ignore-case" in operation.document and folded


def _declared(operation: Operation) -> set[str]:
    named = {parameter["name"] for parameter in operation.described.get("parameters", ())}
    contents = operation.described.get("requestBody", {}).get("content", {}).values()
    return named.union(*(operation.resolved(content["schema"])["properties"] for content in contents))


def _rewritten(body: bytes) -> bool:
    """Whether Prism, which reads a body and passes on its own writing of it, would change what the body says."""
    try:
        strict_json(body or b"null")
    except ValueError:
        return True
    return False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    door: Door

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):
            return self._pass
        raise AttributeError(name)

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        target = urlsplit(self.path)._replace(scheme="", netloc="").geturl() if "://" in self.path else self.path
        got = self.door.answer(Request(self.command, target, tuple(self.headers.items()), body))
        self.send_response_only(got.status)
        for name, value in got.headers:
            if name.lower() not in FORGOTTEN:
                self.send_header(name, value)
        if got.status not in (204, 304):
            self.send_header("Content-Length", str(len(got.body)))
        self.end_headers()
        self.wfile.write(got.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing; what matters is counted."""
