"""`simulator fault` plans, lists and deletes misbehaviour."""

import json

import pytest

from tests.cli.called import STATUS, Good, called
from tests.cli.ran import Run
from tests.serving import Server

pytestmark = pytest.mark.usefixtures("sandbox")


def test_a_fault_is_added_drawn_listed_and_deleted(server: Server, good: Good) -> None:
    added = good("fault", "add", "status", "--status", "429", "--retry-after", "30", "-o", "getUserStatus", "-n", "1")
    assert added == "fault-1\n"
    assert [called(server, good, "GET", STATUS) for _ in range(2)] == [429, 200]
    heads, row = good("fault", "list").splitlines()
    assert heads.split()[:3] == ["id", "kind", "struck"]
    assert row.split(maxsplit=5)[:5] == ["fault-1", "status", "1", "of", "1"]
    assert "status=429 retryAfter=30 retryAfterForm=seconds operation=getUserStatus count=1" in row
    assert "faulted: status" in good("journal")
    assert good("fault", "delete", "fault-1") == ""
    assert len(good("fault", "list").splitlines()) == 1


def test_every_option_goes_where_it_belongs(good: Good) -> None:
    words = "--provider banno --user kathy-smith --skip 2 --probability 0.5 --seed 7"
    for kind in (
        "latency --seconds 0.5",
        "status --status 503 --retry-after 0 --retry-after-form date --carried-out",
        "reset --carried-out",
        "truncate --share 0",
        "slow-body --seconds 3 --pieces 4",
        "garbage --head",
        'edit --put /a=null --put /b/0="x=y" --drop /c',
        "answer --status 404 --body [] --carried-out",
    ):
        good("fault", "add", *kind.split(), *words.split())
    listed = json.loads(good("fault", "list", "--json"))["items"]
    assert all((one["provider"], one["user"], one["skip"]) == ("banno", "kathy-smith", 2) for one in listed)
    assert all((one["probability"], one["seed"], one["count"]) == (0.5, 7, None) for one in listed)
    assert [listed[0]["seconds"], listed[1]["retryAfter"], listed[1]["retryAfterForm"]] == [0.5, 0, "date"]
    assert (listed[1]["carriedOut"], listed[2]["carriedOut"], listed[3]["share"]) == (True, True, 0)
    assert (listed[4]["seconds"], listed[4]["pieces"], listed[5]["head"]) == (3, 4, True)
    assert (listed[6]["put"], listed[6]["drop"]) == ({"/a": None, "/b/0": "x=y"}, ["/c"])
    assert (listed[7]["status"], listed[7]["body"], listed[7]["carriedOut"]) == (404, [], True)
    assert "share=0.0" in good("fault", "list")


def test_wiremocks_names_are_understood(good: Good) -> None:
    for name in (
        "CONNECTION_RESET_BY_PEER",
        "EMPTY_RESPONSE",
        "MALFORMED_RESPONSE_CHUNK",
        "RANDOM_DATA_THEN_CLOSE",
        "fixedDelayMilliseconds=500",
        'chunkedDribbleDelay={"numberOfChunks": 5, "totalDuration": 1000}',
    ):
        good("fault", "add", name)
    kinds = [one["kind"] for one in json.loads(good("fault", "list", "--json"))["items"]]
    assert kinds == ["reset", "lost-response", "garbage", "garbage", "latency", "slow-body"]


def test_all_faults_are_deleted_at_once(good: Good) -> None:
    for _ in range(3):
        good("fault", "add", "latency")
    good("fault", "delete", "fault-1", "fault-3")
    assert len(good("fault", "list").splitlines()) == 2
    good("fault", "delete", "--all")
    assert len(good("fault", "list").splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add",), "Missing argument 'KIND|NAME=JSON'"),
        (("add", "latencyy"), "did you mean 'latency'?"),
        (("add", "latency", "-o", "unlockusr"), "did you mean 'unlockUser'?"),
        (("add", "latency", "--provider", "bano"), "did you mean 'banno'?"),
        (("add", "latency", "--user", "kathy-smyth"), "did you mean 'kathy-smith'?"),
        (("add", "latency", "--seconds", "61"), "expected at most 60"),
        (("add", "latency", "--seconds", "soon"), "'soon' is not a valid float"),
        (("add", "latency", "--status", "503"), "unknown member of latency 'status'"),
        (("add", "latency", "--colour", "red"), "No such option '--colour'"),
        (("add", "fixedDelayMilliseconds=soon"), "fixedDelayMilliseconds: expected JSON, got 'soon'"),
        (("add", "fixedDelayMilliseconds=0"), "expected more than 0"),
        (("delete", "fault-9"), "unknown fault 'fault-9'"),
        (("delete",), "name the faults to delete, or say --all"),
        (("delete", "fault-1", "--all"), "name the faults to delete, or say --all"),
        (("stop",), "No such command 'stop'"),
        (("add", "edit"), "edit: say what to --put or to --drop"),
        (("add", "edit", "--put", "/a"), "--put: expected POINTER=JSON, got '/a'"),
        (("add", "edit", "--put", "/a=b"), "--put /a: expected JSON, got 'b'"),
        (("add", "edit", "--drop", "a"), "body /drop/0: constraint broken"),
        (("add", "answer", "--body", "{"), "--body: expected JSON, got '{'"),
    ],
)
def test_what_cannot_be_done_is_exit_2_with_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run("fault", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
