"""The Big List of Naughty Strings at Narmi: it comes back equal, or is refused as decided."""

import re

from contract_tests.claims import proves
from contract_tests.corpora.find import naughty_strings, needs_corpora
from contract_tests.narmi import KATHY, ZOE, Narmi

STAFF = {"kind": "staff", "admin": True, "last_name": "Haddad", "phone": "+15555550171"}
BLANK = re.compile(r"[\s\ufeff]*")


@needs_corpora
@proves("NARMI-021", "NARMI-009", "NARMI-012")
def test_as_a_name(narmi: Narmi) -> None:
    """Taken unless it is blank or too long; equal in the answer, in the list and alone; and found by it."""
    for place, text in enumerate(naughty_strings()):
        made = narmi.add({**STAFF, "first_name": text, "email": f"naughty{place}@example.com"})
        if made.status != 201:
            assert made.status == 422, repr(text)
            assert BLANK.fullmatch(text) or len(text) > 100, repr(text)
            continue
        assert narmi.user(made.json["id"]).json["first_name"] == made.json["first_name"] == text
        found = narmi.users(search=text, limit=100)
        assert found.status == 200, repr(text)
        rows = {row["id"]: row["first_name"] for row in found.json["results"]}
        assert rows.get(made.json["id"], text) == text
        assert made.json["id"] in rows or found.json["meta"]["total"] > 100, repr(text)


@needs_corpora
@proves("NARMI-033", "B-77")
def test_as_a_username_or_part_of_an_address(narmi: Narmi) -> None:
    """A username has no blanks; a line of an address is whatever it is."""
    for text in naughty_strings():
        named = narmi.contact(KATHY, {"username": text})
        assert named.status == (200 if narmi.user(KATHY).json["login"] == text else 422), repr(text)
        moved = narmi.contact(KATHY, {"address": {"city": text}})
        if moved.status == 200:
            assert narmi.user(KATHY).json["address"]["city"] == text
        else:
            assert (moved.status, len(text) > 100) == (422, True), repr(text)


@needs_corpora
@proves("NARMI-046", "NARMI-092", "NARMI-M-02")
def test_as_a_message_or_a_credential(narmi: Narmi) -> None:
    """Told as it is, unless it is blank or too long."""
    id = narmi.id_of(KATHY)
    for text in naughty_strings():
        done = narmi.call("POST", "/messages", {"user_ids": [id], "subject": "Hello", "body": text})
        if done.status == 201:
            assert narmi.items(KATHY, "threads")[0]["messages"][0]["body"] == text
        else:
            assert (done.status, bool(BLANK.fullmatch(text))) == (422, True), repr(text)
        kept = narmi.act(ZOE, "update_billpay_credentials", account_identifier=text)
        assert kept.status == (422 if BLANK.fullmatch(text) or len(text) > 100 else 200), repr(text)
        if kept.status == 200:
            assert kept.json["account_identifier"] == text


@needs_corpora
@proves("NARMI-M-06", "NARMI-M-11", "NARMI-097", "NARMI-076")
def test_as_anything_else(narmi: Narmi) -> None:
    """A core user ID, a PIN, a word for the debugger, a number: refused or answered, never worse."""
    for text in naughty_strings():
        assert narmi.act(KATHY, "link_core_user_id", core_user_id=text).status == 422, repr(text)
        assert narmi.call("POST", "/enrollment_debugger", {"core_user_id": text, "first_name": text}).status == 200
        history = narmi.call("GET", narmi.path(KATHY, "notification_history"), params={"to": text})
        assert history.status in (200, 422), repr(text)
        assert narmi.users(type=text).status == narmi.users(archived=text).status or text in ("true", "false")
