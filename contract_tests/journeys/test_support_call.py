"""E1: the support call of the Admin guide, as printed: look up, read, see the lock, unlock, send a password reset."""

from typing import Any

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import Banno, listed
from contract_tests.claims import proves

SEARCH = f"/a/consumer-user-search/api/v0/institutions/{SAMPLE_ID}/users"
DETAILS = f"/a/mobile/api/v0/institutions/{SAMPLE_ID}/users/{SAMPLE_ID}/details"
STATUS = f"/a/consumer-status/api/v0/users/{SAMPLE_ID}/status"
LOCKED = f"/a/consumer-status/api/v0/users/{SAMPLE_ID}/status/locked"
RESET = f"/a/password-reset/api/v0/institutions/{SAMPLE_ID}/users/{SAMPLE_ID}/password/reset"
RESET_AS_PRINTED = f"/a/password-reset/api/institutions/{SAMPLE_ID}/users/{SAMPLE_ID}/password/reset"


@proves(
    "BAN-A-01", "BAN-A-02", "BAN-S-01", "BAN-S-02", "BAN-S-03", "BAN-S-07", "BAN-D-01", "BAN-D-02", "BAN-D-04",
    "BAN-T-01",
    "BAN-T-02", "BAN-T-03", "BAN-T-04", "BAN-T-05", "BAN-T-06", "BAN-T-07", "BAN-T-08", "BAN-T-09", "BAN-P-01",
    "BAN-P-02",
    "BAN-P-03", "BAN-P-04", "BAN-P-05", "BAN-P-06", "BAN-P-07", "B-01", "B-06", "B-07", "F-01",
)  # fmt: skip
def test_the_support_call_runs_as_printed(bank: Bank) -> None:
    """Five calls, with nothing but host, ids and token filled in, and the answers that the guide prints."""
    token = bank.token("banno-admin")
    found = bank.send("GET", f"{SEARCH}?query=user@example.com", headers={"authorization": f"Bearer {token}"})
    assert found.status == 200
    assert [user["userId"] for user in found.json["users"]] == [SAMPLE_ID]
    details = bank.send("GET", DETAILS, headers={"authorization": f"Bearer {token}"})
    assert details.status == 200
    assert (details.json["userId"], details.json["email"]) == (SAMPLE_ID, "user@example.com")
    status = bank.send("GET", STATUS, headers={"authorization": f"Bearer {token}"})
    assert (status.status, status.json) == (200, {"status": "Locked"})
    sent = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    unlocked = bank.send("PUT", LOCKED, headers=sent, content=b'{"state": false}', media_type="")
    assert (unlocked.status, unlocked.body) == (204, b"")
    after = bank.send("GET", STATUS, headers={"authorization": f"Bearer {token}"})
    assert (after.status, after.json) == (200, {"status": "Active"})
    for count, path in enumerate((RESET, RESET_AS_PRINTED), start=1):
        reset = bank.send("POST", path, headers=sent, content=b'{"method": "email"}', media_type="")
        assert (reset.status, reset.body) == (200, b"{}")
        messages = bank.outbox()
        assert [message["to"] for message in messages] == ["user@example.com"] * count


@proves("B-19", "BAN-A-01")
def test_header_names_and_the_scheme_ignore_case(banno: Banno) -> None:
    """The samples write `authorization`; HTTP does not care."""
    token = banno.bank.token("banno-admin")
    for name, scheme in (("authorization", "Bearer"), ("Authorization", "bearer"), ("AUTHORIZATION", "BEARER")):
        assert banno.bank.send("GET", STATUS, headers={name: f"{scheme} {token}"}).status == 200


@proves("BAN-P-06", "F-10")
def test_the_reset_link_sets_a_password_once(banno: Banno) -> None:
    """A page with a form behind the link of the message; used, it is gone; the lock stays."""
    bank = banno.bank
    assert banno.reset().status == 200
    message = bank.control("GET", "/outbox/latest")
    assert (message["channel"], message["to"]) == ("email", "user@example.com")
    assert message["link"] in message["text"]
    path = link_path(message["link"])
    form = bank.send("GET", path, address="token")
    assert form.status == 200
    assert form.response.media_type == "text/html"
    assert b"<form" in form.body
    sent: dict[str, Any] = {
        "content": b"password=Correct-horse-9",
        "media_type": "application/x-www-form-urlencoded",
        "address": "token",
    }
    assert bank.send("POST", path, **sent).status in (200, 204)
    assert bank.send("GET", path, address="token").status == 410
    assert bank.send("POST", path, **sent).status == 410
    assert banno.status().json == {"status": "Locked"}


@proves("F-10")
def test_the_reset_link_expires_after_an_hour_of_the_sandbox(banno: Banno) -> None:
    """3,600 seconds on the sandbox's own clock; an unknown link is 404."""
    banno.bank.clock.freeze()
    banno.reset()
    path = link_path(banno.bank.control("GET", "/outbox/latest")["link"])
    banno.bank.clock.advance(3590)
    assert banno.bank.send("GET", path, address="token").status == 200
    banno.bank.clock.advance(11)
    assert banno.bank.send("GET", path, address="token").status == 410
    assert banno.bank.send("GET", path[:-4] + "zzzz", address="token").status == 404


@proves("F-10")
def test_a_new_password_ends_reset_and_expiry_but_never_a_lock(banno: Banno) -> None:
    """Reset and PasswordExpired become Active; Locked, Dormant and the rest stay."""
    for before, after in (
        ("Reset", "Active"),
        ("PasswordExpired", "Active"),
        ("Locked", "Locked"),
        ("Dormant", "Dormant"),
    ):
        banno.bank.edit(SAMPLE_ID, status=before)
        banno.reset()
        path = link_path(banno.bank.control("GET", "/outbox/latest")["link"])
        form: dict[str, Any] = {
            "content": b"password=Correct-horse-9",
            "media_type": "application/x-www-form-urlencoded",
        }
        assert banno.bank.send("POST", path, address="token", **form).status in (200, 204)
        assert banno.status().json == {"status": after}


@proves("BAN-S-06")
def test_the_found_id_serves_every_later_call(banno: Banno) -> None:
    """The caller picks a user from the result and goes on with that id."""
    (kathy,) = listed(banno.search("KathySmith"))
    assert kathy["userId"] == SAMPLE_ID
    assert banno.details().json["firstName"] == kathy["firstName"]


def link_path(link: str) -> str:
    """The path of a link, with the sandbox that it names."""
    return "/" + link.split("://", 1)[-1].split("/", 1)[1]
