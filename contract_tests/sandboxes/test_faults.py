"""Planned faults: which calls they befall, what is done all the same, and what a client sees of it, with a socket and
without.
"""

import json
import socket
import time
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pytest

from contract_tests.bank import CONTROL, SAMPLE_ID, Bank
from contract_tests.banno import Banno
from contract_tests.customers_bank import CustomersBank
from contract_tests.exchange import Exchange

STATUS = f"/a/consumer-status/api/v0/users/{SAMPLE_ID}/status"
BODY = b'{"status":"Locked"}'


@pytest.fixture
def faulty(bank: Bank) -> Banno:
    """A sandbox in which a 5xx is no breach."""
    return Banno(bank.fork())


def add(bank: Bank, kind: str, **members: Any) -> str:
    """Plan a fault; its id."""
    return str(bank.control("POST", "/faults", {"kind": kind, **members}, expect=201)["id"])


def unheard(banno: Banno) -> bool:
    """Whether an unlock is answered by nothing at all."""
    try:
        banno.unlock()
    except OSError:
        return True
    return False


def newest(bank: Bank) -> Any:
    """What the journal says of the newest exchange."""
    return bank.control("GET", "/journal?limit=1")["items"][0]


def test_too_many_requests_come_with_either_form_of_retry_after(faulty: Banno) -> None:
    """Seconds, or a date that is so many seconds ahead of the sandbox's clock."""
    faulty.bank.clock.freeze("2026-01-15T23:59:50Z")
    for form in ("seconds", "date"):
        add(faulty.bank, "status", status=429, retryAfter=20, retryAfterForm=form, count=1)
    seconds, date, sound = faulty.status(), faulty.status(), faulty.status()
    assert [one.status for one in (seconds, date, sound)] == [429, 429, 200]
    assert (seconds.header("Retry-After"), seconds.body) == ("20", b"")
    assert date.header("Retry-After") == "Fri, 16 Jan 2026 00:00:10 GMT"
    assert sound.header("Retry-After") is None


def test_an_unavailable_vendor_says_so_in_its_own_form(bank: Bank) -> None:
    """A bare status at Banno, problem details at Customers Bank."""
    fork = bank.fork()
    add(fork, "status")
    bare, told = Banno(fork).status(), CustomersBank(fork).users()
    assert (bare.status, bare.body) == (503, b"")
    assert (told.status, told.json["status"], told.response.media_type) == (503, 503, "application/problem+json")


def test_a_call_whose_answer_is_lost_was_carried_out(faulty: Banno) -> None:
    """And whoever sends it again hears that there is nothing to do."""
    add(faulty.bank, "lost-response", operation="unlockUser", count=1)
    assert unheard(faulty)
    assert faulty.status().json == {"status": "Active"}
    assert faulty.unlock().status == 409


def test_a_call_whose_connection_is_reset_was_not_carried_out(faulty: Banno) -> None:
    """Unless that is asked for."""
    add(faulty.bank, "reset", operation="unlockUser", count=1)
    add(faulty.bank, "reset", operation="unlockUser", count=1, carriedOut=True)
    assert unheard(faulty)
    assert faulty.status().json == {"status": "Locked"}
    assert unheard(faulty)
    assert faulty.status().json == {"status": "Active"}


def test_a_truncated_answer_is_shorter_than_it_says(faulty: Banno) -> None:
    """A client that counts the bytes refuses it."""
    add(faulty.bank, "truncate", share=0.5)
    try:
        got = faulty.status()
    except OSError:
        return
    assert (got.header("Content-Length"), got.body) == (str(len(BODY)), BODY[: len(BODY) // 2])


@pytest.mark.parametrize(("kind", "members"), [("latency", {}), ("slow-body", {"pieces": 4})])
def test_a_late_or_slow_answer_is_whole_and_takes_its_time(faulty: Banno, kind: str, members: Any) -> None:
    """Real time, and none of the sandbox's."""
    faulty.bank.clock.freeze()
    before = faulty.bank.clock.now()
    add(faulty.bank, kind, seconds=0.2, **members)
    begun = time.monotonic()
    assert faulty.status().body == BODY
    assert time.monotonic() - begun >= 0.2
    assert newest(faulty.bank)["durationUs"] >= 200_000
    assert faulty.bank.clock.now() == before


def test_a_stale_read_sees_what_was_when_it_was_planned(faulty: Banno) -> None:
    """And the next one sees what is."""
    add(faulty.bank, "stale-read", count=1)
    faulty.unlock()
    assert [faulty.status().json["status"] for _ in range(2)] == ["Locked", "Active"]


def test_a_fault_is_for_some_calls_and_no_others(faulty: Banno) -> None:
    """By operation, provider, user, and the number of the call."""
    other, _ = faulty.bank.persona_pair()
    add(faulty.bank, "status", operation="getUserStatus", user=SAMPLE_ID, provider="banno", skip=1, count=2)
    statuses = [(faulty.status().status, faulty.status(other).status, faulty.details().status) for _ in range(4)]
    assert statuses == [(200, 200, 200), (503, 200, 200), (503, 200, 200), (200, 200, 200)]


def test_a_fault_stays_in_its_sandbox_and_goes_along_with_a_fork(faulty: Banno) -> None:
    """With as much of it as is left."""
    here = faulty.bank
    add(here, "status", count=2)
    assert faulty.status().status == 503
    child = Banno(here.fork())
    assert [child.status().status for _ in range(2)] == [503, 200]
    assert faulty.status().status == 503
    assert here.control("GET", "/faults")["items"][0]["struck"] == 2


def test_the_same_chance_falls_the_same_way_after_a_reset(faulty: Banno) -> None:
    """It follows from seed, sandbox, fault and the number of the call."""

    def drawn() -> list[int]:
        faulty.bank.control("POST", f"/sandboxes/{faulty.bank.sandbox}/reset")
        add(faulty.bank, "status", probability=0.5, seed=7)
        return [faulty.status().status for _ in range(30)]

    once = drawn()
    assert once == drawn()
    assert set(once) == {200, 503}


def test_a_fault_lets_nobody_in(faulty: Banno) -> None:
    """401 comes first, and the fault is not used up."""
    add(faulty.bank, "status", count=1)
    assert faulty.status(token="").status == 401
    assert faulty.status().status == 503


def test_a_faulted_exchange_says_so_in_the_journal(faulty: Banno) -> None:
    """With the fault that was drawn, also where nothing was answered."""
    named = add(faulty.bank, "lost-response", operation="unlockUser")
    assert unheard(faulty)
    entry = newest(faulty.bank)
    assert (entry["verdict"], entry["fault"]) == ("faulted", {"id": named, "kind": "lost-response"})
    assert (entry["operation"], entry["response"]["status"]) == ("unlockUser", 204)


@pytest.mark.parametrize(
    ("members", "meant"),
    [
        ({"kind": "latencyy"}, "latency"),
        ({"kind": "latency", "operation": "unlockusr"}, "unlockUser"),
        ({"kind": "latency", "provider": "bano"}, "banno"),
        ({"kind": "latency", "user": "kathy-smyth"}, "kathy-smith"),
        ({"kind": "latency", "secondz": 1}, "seconds"),
        ({"kind": "latency", "seconds": 61}, "60"),
        ({"kind": "status", "status": 418}, "429"),
    ],
)
def test_a_fault_that_cannot_be_planned_is_refused_with_one_that_can(bank: Bank, members: Any, meant: str) -> None:
    """400, and nothing is planned."""
    refused: Exchange = bank.send("POST", f"{CONTROL}/faults", json=members)
    assert (refused.status, refused.response.media_type) == (400, "application/problem+json")
    assert meant in refused.json["detail"]
    assert bank.control("GET", "/faults") == {"items": [], "total": 0}


def test_a_scenario_may_plan_faults(faulty: Banno) -> None:
    """The bundled one: too many requests, then an unlock that nobody hears of, then a read from before it."""
    faulty.bank.control("POST", "/scenarios/rough-morning")
    assert faulty.status().status == 429
    assert unheard(faulty)
    assert [faulty.status().json["status"] for _ in range(2)] == ["Locked", "Active"]


def heard(bank: Bank, requests: int = 1) -> tuple[bytes, list[float]]:
    """All that the socket says until it is closed, and when each part came. Raises ConnectionResetError."""
    parts, times = urlsplit(bank.target.url), []
    head = f"GET {bank.prefix}{STATUS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {bank.token()}\r\n\r\n"
    said, begun = b"", time.monotonic()
    with closing(socket.create_connection((parts.hostname, parts.port or 80), timeout=10)) as caller:
        caller.sendall(head.encode() * requests)
        while part := caller.recv(1 << 16):
            said += part
            times.append(time.monotonic() - begun)
            if said.endswith(BODY):
                break
    return said, times


def test_on_the_wire_a_reset_is_a_reset(wired: Bank) -> None:
    """Not the orderly end of a connection."""
    add(wired, "CONNECTION_RESET_BY_PEER", count=1)
    with pytest.raises(ConnectionResetError):
        heard(wired)
    assert heard(wired)[0].endswith(BODY)


def test_on_the_wire_a_lost_response_is_an_orderly_end_without_a_byte(wired: Bank) -> None:
    """Also where more was asked on the same connection."""
    add(wired, "EMPTY_RESPONSE", count=2)
    assert [heard(wired)[0], heard(wired, requests=3)[0]] == [b"", b""]
    assert heard(wired)[0].endswith(BODY)


def test_on_the_wire_a_truncated_answer_announces_all_and_sends_a_part(wired: Bank) -> None:
    """Then the connection ends."""
    add(wired, "truncate", share=0.25, count=1)
    head, _, body = heard(wired)[0].partition(b"\r\n\r\n")
    assert b"\r\ncontent-length: %d\r\n" % len(BODY) in head
    assert body == BODY[: len(BODY) // 4]


def test_on_the_wire_a_slow_body_comes_by_and_by(wired: Bank) -> None:
    """The head at once, the rest in pieces."""
    add(wired, "slow-body", seconds=0.6, pieces=4, count=1)
    said, times = heard(wired)
    assert json.loads(said.partition(b"\r\n\r\n")[2]) == {"status": "Locked"}
    assert times[-1] >= 0.6
    assert times[-1] - times[0] > 0.3


def test_on_the_wire_garbage_is_no_http(wired: Bank) -> None:
    """Alone, or behind a head that says 200."""
    add(wired, "RANDOM_DATA_THEN_CLOSE", count=1)
    add(wired, "MALFORMED_RESPONSE_CHUNK", count=1)
    alone, behind = heard(wired)[0], heard(wired)[0]
    assert b"HTTP/" not in alone
    assert len(alone) > 8
    head, _, rest = behind.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert not rest[:1].isalnum()
