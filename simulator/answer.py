"""A reply becomes bytes; and the few replies that are ours and no vendor's (RFC 9457)."""

from msgspec import UNSET
from msgspec.json import encode

from simulator.domain.call import Reply
from simulator.http import header_text

__all__ = ["content_of", "headers_of", "hinted", "own_problem"]

PROBLEM = "application/problem+json"


def content_of(reply: Reply) -> bytes:
    """The body's bytes; none where the reply has no body."""
    return b"" if reply.body is UNSET else encode(reply.body)


def headers_of(reply: Reply, content: bytes, request_id: str, *, bare: bool = False) -> list[tuple[bytes, bytes]]:
    """The vendor's headers, and beside them, unless `bare`, ours: the request's id, if it has one, and the hint."""
    headers = [] if reply.status == 204 else [(b"content-length", str(len(content)).encode())]
    if content:
        headers.append((b"content-type", reply.media_type.encode()))
    for name, value in reply.headers:
        headers.append((name.lower().encode(), header_text(value)))
    if not bare:
        if request_id:
            headers.append((b"x-simulator-request-id", request_id.encode()))
        if reply.hint:
            headers.append((b"x-simulator-hint", header_text(reply.hint)))
    return headers


def own_problem(status: int, title: str, detail: str, violations: tuple[str, ...] = ()) -> Reply:
    """What we say where no vendor has anything to say."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if violations:
        body["violations"] = list(violations)
    return Reply(status, body, media_type=PROBLEM, hint=detail)


def hinted(reply: Reply, *remarks: str) -> Reply:
    """The reply with these remarks after its own hint."""
    if not remarks:
        return reply
    return Reply(
        reply.status, reply.body, reply.headers, reply.media_type, "; ".join(filter(None, (reply.hint, *remarks)))
    )
