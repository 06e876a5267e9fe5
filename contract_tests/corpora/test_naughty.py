"""The Big List of Naughty Strings wherever a string can be put: it comes back equal, or is refused as documented."""

import json
import re
from urllib.parse import quote

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import Banno, found_ids
from contract_tests.claims import proves
from contract_tests.corpora.find import naughty_strings, needs_corpora
from contract_tests.model.reference import name_problem
from contract_tests.operation import Operation, operations
from contract_tests.refusals.sound import call, every_operation, for_consumers

BLANK = re.compile(r"[\s\ufeff]*")
every_operation_with_an_id = pytest.mark.parametrize(
    "operation", [known for known in operations() if known.variables], ids=lambda operation: operation.id
)


@needs_corpora
def test_the_corpus_is_whole() -> None:
    """515 strings."""
    assert len(naughty_strings()) == 515


@needs_corpora
@proves("BAN-U-51", "B-22", "B-24")
def test_as_a_preferred_name(banno: Banno) -> None:
    """204 and the very name, or 400 with the code of highest priority and the old name."""
    kept = ""
    for text in naughty_strings():
        answered = banno.patch(json={"preferredName": text})
        code = name_problem({"preferredName": text})
        assert (answered.status, answered.json["errorCode"] if answered.body else None) == (
            400 if code else 204,
            code,
        ), repr(text)
        kept = kept if code else text
        assert banno.user().json.get("preferredName", "") == kept, repr(text)


@needs_corpora
@proves("B-29", "B-16")
def test_as_an_email_address(banno: Banno) -> None:
    """Any string is taken; it comes back equal in every API."""
    for text in naughty_strings():
        assert banno.put(json={"email": text}).status == 204, repr(text)
        assert (banno.user().json.get("email") or "") == text
        assert banno.details().json["email"] == text


@needs_corpora
@proves("F-03", "B-14")
def test_as_a_search_text(banno: Banno) -> None:
    """200, or 400 for a blank one; who has the text in the e-mail address is found by it."""
    for text in naughty_strings():
        banno.bank.edit(SAMPLE_ID, email=text)
        found = banno.search(text, params={"limit": 1000})
        if BLANK.fullmatch(text):
            assert found.status == 400, repr(text)
        else:
            assert found.status == 200, repr(text)
            assert ("@" in text and " " in text) or SAMPLE_ID in found_ids(found), repr(text)


@needs_corpora
@every_operation_with_an_id
@proves("B-36", "F-04", "F-07")
def test_as_an_id_in_the_path(bank: Bank, operation: Operation) -> None:
    """An unknown id like any other."""
    variable = operation.variables[-1]
    expected = (401,) if for_consumers(operation) else (404,)
    for text in naughty_strings():
        segment = quote(text, safe="")
        if segment.strip("."):
            refused = call(bank, operation, ids={variable: segment})
            assert refused.status in expected, repr(text)


@needs_corpora
@every_operation
def test_as_a_token(bank: Bank, operation: Operation) -> None:
    """401 for each, where a header can carry it at all."""
    for text in naughty_strings():
        if text.isprintable():
            assert call(bank, operation, token="", headers={"Authorization": f"Bearer {text}"}).status == 401, repr(
                text
            )


@needs_corpora
def test_as_any_other_header(banno: Banno) -> None:
    """No effect on the answer."""
    plain = banno.status()
    for text in naughty_strings():
        if text.isprintable():
            for name in ("Accept", "User-Agent", "Accept-Language", "X-Request-Id"):
                answered = banno.status(headers={name: text})
                assert (answered.status, answered.body) == (200, plain.body), repr(text)


@needs_corpora
def test_as_a_media_type(banno: Banno) -> None:
    """415 for each."""
    for text in naughty_strings():
        if text.isprintable() and text.strip():
            assert banno.patch(json={"preferredName": "x"}, media_type=text).status == 415, repr(text)


@needs_corpora
def test_as_a_name_in_the_stored_record(banno: Banno) -> None:
    """What QA stores is what all three APIs show."""
    for text in naughty_strings():
        banno.bank.edit(SAMPLE_ID, lastName=text)
        shown = (
            banno.details().json["lastName"],
            banno.user().json["lastName"],
            banno.search("KathySmith").json["users"][0]["lastName"],
        )
        assert shown == (text, text, text), json.dumps(text)
