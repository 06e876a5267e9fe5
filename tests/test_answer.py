"""Replies become bytes: the vendor's answer first, ours beside it, and nothing of ours when that is asked for."""

import json

from simulator.answer import content_of, headers_of, hinted, own_problem
from simulator.domain.call import Reply


def named(reply: Reply, *, bare: bool = False, request_id: str = "default-1") -> dict[bytes, bytes]:
    headers = headers_of(reply, content_of(reply), request_id, bare=bare)
    assert len(headers) == len(dict(headers)), "no header comes twice"
    return dict(headers)


def test_a_body_has_its_length_and_its_media_type() -> None:
    assert named(Reply(200, {"a": "é"}), bare=True) == {b"content-length": b"10", b"content-type": b"application/json"}


def test_no_content_has_neither_length_nor_type() -> None:
    assert named(Reply(204), bare=True) == {}


def test_any_other_empty_answer_says_that_it_is_empty() -> None:
    assert named(Reply(401), bare=True) == {b"content-length": b"0"}


def test_request_id_and_hint_stand_beside_the_answer_unless_it_is_bare() -> None:
    reply = Reply(409, hint="nothing to unlock")
    assert named(reply)[b"x-simulator-request-id"] == b"default-1"
    assert named(reply)[b"x-simulator-hint"] == b"nothing to unlock"
    assert not any(name.startswith(b"x-simulator") for name in named(reply, bare=True))
    assert b"x-simulator-request-id" not in named(reply, request_id="")
    assert b"x-simulator-hint" not in named(Reply(409))


def test_the_vendors_own_headers_stay_when_the_answer_is_bare() -> None:
    assert named(Reply(405, headers=(("Allow", "GET"),)), bare=True)[b"allow"] == b"GET"


def test_no_header_can_be_smuggled_in() -> None:
    hostile = Reply(400, headers=(("Location", "/a\r\nX: y"),), hint="a\r\nX: y")
    for value in named(hostile).values():
        assert b"\r" not in value
        assert b"\n" not in value


def test_our_own_problem_is_one_of_rfc_9457_and_says_the_same_beside_it() -> None:
    reply = own_problem(404, "Not found", "no é", ("body: missing",))
    assert json.loads(content_of(reply)) == {
        "type": "about:blank",
        "title": "Not found",
        "status": 404,
        "detail": "no é",
        "violations": ["body: missing"],
    }
    assert (reply.status, reply.media_type, reply.hint) == (404, "application/problem+json", "no é")
    assert "violations" not in json.loads(content_of(own_problem(404, "Not found", "x")))


def test_remarks_follow_the_hint_and_nothing_else_changes() -> None:
    reply = Reply(200, {"a": 1}, (("X", "y"),), "text/x", "first")
    told = hinted(reply, "second", "third")
    assert told.hint == "first; second; third"
    assert (told.status, told.body, told.headers, told.media_type) == (200, {"a": 1}, (("X", "y"),), "text/x")
    assert hinted(Reply(204), "only").hint == "only"
    assert hinted(reply) is reply
