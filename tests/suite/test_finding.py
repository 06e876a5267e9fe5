"""Equal failures are one finding, and each says how to see it again."""

from dataclasses import replace

import pytest

from contract_tests.exchange import Request
from contract_tests.finding import Broken, Finding, curl, distinct, layer_of

ONE = Finding("journeys", "an unlock shows", "it does not", "getUserStatus", ("BAN-T-09",), test="a")
CHECKED = replace(ONE, layer="checks")


def test_equal_failures_are_one_finding_with_all_claims() -> None:
    again = replace(ONE, message="again", claims=("B-07", "BAN-T-09"), test="b", bundle="b.json")
    assert distinct([ONE, again, again]) == [
        replace(ONE, times=3, claims=("BAN-T-09", "B-07"), bundle="b.json"),
    ]


def test_another_layer_operation_or_promise_is_another_finding() -> None:
    others = [ONE, CHECKED, replace(ONE, operation="unlockUser"), replace(ONE, title="other")]
    assert distinct(others) == [CHECKED, ONE, *others[2:]]


def test_a_finding_survives_as_json() -> None:
    assert Finding.of(CHECKED.plain) == CHECKED


def test_what_is_raised_tells_every_finding() -> None:
    assert str(Broken([ONE, CHECKED])) == "an unlock shows: it does not\nan unlock shows: it does not"


LONG = "a.b-c" * 5


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        (Request("GET", "/x?a=b&c"), "'http://h/x?a=b&c'"),
        (Request("GET", "/x", (("Host", "h"), ("X-Y", "it's"))), """-H 'X-Y: it'"'"'s' http://h/x"""),
        (Request("GET", "/x", (("authorization", f"Bearer {LONG}"),)), '-H "Authorization: Bearer $TOKEN" http://h/x'),
        (Request("GET", "/x", (("Authorization", "Bearer no"),)), "-H 'Authorization: Bearer no' http://h/x"),
        (Request("GET", "/x", (("Accept", "*/*"),), b"@a"), "-H Content-Type: --data-raw @a http://h/x"),
        (
            Request("GET", "/x", (("Content-Type", "x"),), b"\xff"),
            "-H 'Content-Type: x' --data-raw $'\\xff' http://h/x",
        ),
    ],
)
def test_a_request_is_a_curl_line_without_the_token(asked: Request, line: str) -> None:
    assert curl("http://h", asked) == f"curl -i -X GET {line}"


@pytest.mark.parametrize(
    ("path", "layer"),
    [
        ("conformance/test_engine.py", "conformance"),
        ("model/test_model.py", "model"),
        ("refusals/test_ids.py", "journeys"),
    ],
)
def test_the_layer_of_a_test_is_its_folder(path: str, layer: str) -> None:
    assert layer_of(path.split("/")) == layer
