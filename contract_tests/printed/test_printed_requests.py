"""Every request that a document prints is sent as it is printed, and what comes back is what the document says."""

import json
from typing import Any

import pytest

from contract_tests.bank import SAMPLE_ID, Bank
from contract_tests.banno import Banno
from contract_tests.claims import proves
from contract_tests.customers_bank import API, UPDATED, CustomersBank
from contract_tests.exchange import Exchange
from contract_tests.printed.reading import DOTS, Printed, all_printed

every_request = pytest.mark.parametrize("printed", all_printed(), ids=lambda printed: printed.name)


@every_request
@proves(
    "BAN-A-01", "BAN-P-02", "BAN-P-05", "BAN-T-08", "BAN-U-40", "BAN-U-52", "BAN-U-53", "BAN-U-54", "CUBI-03",
    "CUBI-16", "CUBI-17", "CUBI-18", "CUBI-27", "CUBI-28", "CUBI-30", "CUBI-32", "CUBI-33", "CUBI-41", "CUBI-42",
    "CUBI-57", "CUBI-58", "CUBI-62", "CUBI-63", "B-01", "B-02", "B-04", "B-42", "B-43", "B-60", "F-01", "F-08",
)  # fmt: skip
def test_a_printed_request_gets_the_printed_answer(bank: Bank, printed: Printed) -> None:
    """The status, and every member of the printed reply, but for what the page hides or leaves to chance."""
    if "leaves" in printed.described:
        assert Banno(bank).patch(json={"preferredName": "Husband"}).status == 204
    answered = sent(bank, printed)
    assert answered.status == printed.described["status"], answered
    apart = printed.described.get("apart", {})
    if "reply" not in printed.described:
        assert answered.body == b""
    else:
        assert list(differences(json.loads(printed.described["reply"]), answered.json, apart)) == []
    if "leaves" in printed.described:
        assert Banno(bank).user().json.get("preferredName") == printed.described["leaves"]


@proves("CUBI-57", "B-60", "CUBI-51")
def test_the_printed_update_has_the_printed_length_and_does_what_it_says(customers: CustomersBank) -> None:
    """108 bytes with CRLF line ends; the user has the new name and the administrator right no more."""
    (printed,) = [printed for printed in all_printed() if "Content-Length" in printed.described.get("request", "")]
    done = sent(customers.bank, printed)
    headers = {name.lower(): value for name, value in done.request.headers}
    assert headers["content-length"] == str(len(done.request.body)) == "108"
    user = customers.get(UPDATED).json
    assert (done.status, user["name"], user["isAdmin"]) == (202, "Postman Update", False)


@proves("CUBI-16", "B-52", "F-08")
def test_the_printed_creation_makes_the_printed_user(customers: CustomersBank) -> None:
    """With the address as the page writes it; a second time it is in use."""
    (printed,) = [printed for printed in all_printed() if printed.described["name"] == "create a user"]
    made = sent(customers.bank, printed)
    user = customers.get(made.json["id"]).json
    assert (user["name"], user["email"], user["isAdmin"]) == ("Postman Add", "[email\u00a0protected]", False)
    assert sent(customers.bank, printed).status == 422


def sent(bank: Bank, printed: Printed) -> Exchange:
    """The printed request, sent to the sandbox with a token of the API that it is for."""
    caller = printed.described.get("caller")
    token = CustomersBank(bank).token(caller) if printed.source == API else bank.token(printed.source)
    request = printed.request(
        {
            DOTS: token,
            "[ACCESS_TOKEN]": token,
            "[INSTITUTION_ID]": SAMPLE_ID,
            "[USER_ID]": SAMPLE_ID,
            "[USER EMAIL]": "user@example.com",
            "{userId}": SAMPLE_ID,
            "cubi-sandbox-api.customersbank.com": "localhost",
        }
    )
    return bank.send(request.method, request.target, headers=request.headers, content=request.body, media_type="")


def differences(printed: Any, got: Any, apart: dict[str, str], at: str = "") -> list[str]:
    """Where a reply is not what is printed. Where a sample prints the word `string`, any text will do."""
    if at in apart:
        return [] if isinstance(got, type(printed)) else [f"{at}: {got!r} is of another type than {printed!r}"]
    if isinstance(printed, dict) and isinstance(got, dict):
        extra = [f"{at}/{name} is not printed" for name in got if name not in printed and _path(at, name) not in apart]
        missing = [f"{at}/{name} is missing" for name in printed if name not in got]
        both = [name for name in printed if name in got]
        return [
            *extra,
            *missing,
            *(found for name in both for found in differences(printed[name], got[name], apart, _path(at, name))),
        ]
    if isinstance(printed, list) and isinstance(got, list) and len(printed) == len(got):
        pairs = enumerate(zip(printed, got, strict=True))
        return [
            found for index, (one, other) in pairs for found in differences(one, other, apart, _path(at, str(index)))
        ]
    same = isinstance(got, str) if printed == "string" else got == printed
    return [] if same else [f"{at}: {got!r} instead of {printed!r}"]


def _path(at: str, name: str) -> str:
    return f"{at}/{name}".lstrip("/")
