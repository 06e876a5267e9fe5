"""What a run may use: how the options are read, what is then not run and why, and how tokens are kept."""

from pathlib import Path

import pytest

from contract_tests.bank import SAMPLE_ID
from contract_tests.exchange import Request, Response
from contract_tests.operation import operation
from contract_tests.upstream import carrier
from contract_tests.upstream.access import Access
from contract_tests.upstream.asking import Unusable, access
from contract_tests.upstream.carrier import Carrier
from contract_tests.upstream.options import PORTABLE, left_out
from contract_tests.upstream.recording import Recording
from contract_tests.upstream.token import NoToken, Token

GIVEN = [f"userId={SAMPLE_ID}", f"institutionId={SAMPLE_ID}"]
LIST = Request("GET", "/partners/v1/Users")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"profile": "full"}, "expected profile read-only or sandbox"),
        ({"providers": ["bank"]}, "no provider bank; there are banno, customers_bank"),
        ({"tokens": ["secret-text"]}, "needs the name of its API before it, banno-admin or banno-consumer"),
        ({"tokens": ["banno-admin=a", "customers-bank=b"]}, "say --provider banno or customers_bank"),
        ({"tokens": ["banno-admin="]}, "the token of banno-admin is empty"),
        ({"tokens": ["banno-admin=a"], "commands": ["banno-admin=b"]}, "two tokens of banno-admin"),
        ({"given": ["userid=x"]}, "names userId, institutionId, method; got 'userid=x'"),
        ({"given": ["userId=../x"]}, "expected an id of letters"),
        ({"given": ["userId=a", "userId=b"]}, "userId is given twice"),
        ({"given": ["method=fax"]}, "expected email or sms, got 'fax'"),
        ({"without": ["getusers"]}, "there is no such operation; there are addManagedUser"),
    ],
)
def test_options_that_do_not_go_together_are_told(options: dict[str, object], told: str) -> None:
    """With what was expected, and never with a token."""
    plain = {"profile": "sandbox", "providers": [], "tokens": [], "commands": [], "given": [], "without": []}
    with pytest.raises(Unusable) as error:
        access(**{**plain, **options})  # type: ignore[arg-type]
    assert told in str(error.value)
    assert "secret-text" not in str(error.value)


def made(profile: str, *tokens: str, given: list[str] = GIVEN, without: list[str] | None = None) -> Access:
    """What a run with these tokens may use."""
    return access(profile, [], tokens, [], given, without or [])


def names(found: Access) -> set[str]:
    """What it may send."""
    return {known.id for known in found.selected()}


def test_what_there_is_no_token_of_is_not_run_and_said() -> None:
    """One token is enough for a part of it."""
    consumer = made("sandbox", "banno-consumer=x")
    assert names(consumer) == {"getUser", "patchUser", "updateUser"}
    assert consumer.unselected()["getUserStatus"] == "there is no token of banno-admin"
    assert "listPartnerUsers" not in consumer.unselected()
    assert names(made("sandbox")) == set()


def test_what_is_not_given_is_not_read() -> None:
    """Unless the run can make it."""
    found = made("read-only", "customers-bank=x", given=[])
    assert names(found) == {"listPartnerUsers", "listCredentials"}
    assert found.unselected()["getPartnerUser"] == "no userId is given"
    assert "getPartnerUser" in names(made("sandbox", "customers-bank=x", given=[]))


def test_nothing_is_made_that_could_not_be_removed() -> None:
    """Without deletion there is no creation, and no update of what would have been created."""
    found = names(made("sandbox", "customers-bank=x", given=[], without=["deletePartnerUser"]))
    assert found == {"listPartnerUsers", "listCredentials", "createCredential", "deleteCredential"}


def test_a_password_reset_must_be_asked_for() -> None:
    """It sends a message, and cannot be taken back."""
    assert "resetPassword" not in names(made("sandbox", "banno-admin=x"))
    asked = names(made("sandbox", "banno-admin=x", given=[*GIVEN, "method=email"]))
    assert "resetPassword" in asked
    assert "resetPasswordAsPrinted" not in asked
    assert "resetPassword" not in names(made("read-only", "banno-admin=x", given=[*GIVEN, "method=email"]))


def test_a_token_without_a_name_is_the_provider_s() -> None:
    """Also when it looks like a name and a value."""
    found = access("read-only", ["customers_bank"], ["abc=="], [], [])
    assert found.tokens["customers-bank"].text == "abc=="
    assert found.token(operation("getUser")) is None


def test_a_token_command_is_run_once_and_again_when_the_token_has_run_out(tmp_path: Path) -> None:
    """A 401 before any yes is a refusal; one after a yes asks the command again, once."""
    count = tmp_path / "count"
    count.touch()
    command = f"echo x >> '{count}'; echo token-$(grep -c x '{count}')"
    good = {"token-1"}

    def answer(request: Request) -> Response:
        return Response(200 if dict(request.headers)["Authorization"].removeprefix("Bearer ") in good else 401, (), b"")

    paper = Recording(answer)
    carried = Carrier(paper, access("read-only", ["customers_bank"], [], [command], []))
    assert [carried.answer(LIST).status for _ in range(2)] == [200, 200]
    good.clear()
    good.add("token-2")
    assert carried.answer(LIST).status == 200
    good.clear()
    assert carried.answer(LIST).status == 401
    assert [dict(heard.headers)["Authorization"][-1] for heard in paper.heard] == ["1", "1", "1", "2", "2", "3"]


def test_a_wrong_token_is_not_asked_for_again() -> None:
    """The command would print the same."""
    paper = Recording(lambda _: Response(401, (), b""))
    carried = Carrier(paper, access("read-only", ["customers_bank"], [], ["echo token"], []))
    assert carried.answer(LIST).status == 401
    assert len(paper.heard) == 1


@pytest.mark.parametrize("command", ["exit 3", "true", "echo two words", "echo secret-text; exit 1"])
def test_a_command_that_prints_no_token_is_told_without_what_it_printed(command: str) -> None:
    """It may be half a secret."""
    with pytest.raises(NoToken) as error:
        _ = Token("banno-admin", command=command).text
    assert "the token command of banno-admin left with" in str(error.value)
    assert "secret-text" not in str(error.value)


def test_a_token_is_not_shown() -> None:
    """Neither alone nor with all that a run may use."""
    found = made("read-only", "banno-admin=secret-text")
    assert found.tokens["banno-admin"].text == "secret-text"
    assert "secret-text" not in repr(found)


def test_too_many_requests_are_sent_again_when_the_upstream_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the seconds that it names, and not for ever."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    paper = Recording(lambda _: Response(429, (("Retry-After", "7"),), b""))
    assert Carrier(paper, made("read-only", "customers-bank=x")).answer(LIST).status == 429
    assert (waited, len(paper.heard)) == ([7.0, 7.0], 3)
    assert carrier.asked_to_wait(Response(429, (("Retry-After", "9999"),), b"")) == 30
    assert carrier.asked_to_wait(Response(429, (("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"),), b"")) == 1


def test_the_pace_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many calls a second and no more."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    carried = Carrier(Recording(), access("read-only", [], ["customers-bank=x"], [], [], rate=4))
    for _ in range(3):
        carried.answer(LIST)
    assert waited[0] == 0
    assert all(0.1 < seconds <= 0.5 for seconds in waited[1:])


def test_a_profile_collects_its_own_tests() -> None:
    """Full has all but the portable ones; the others have them alone."""
    suite = PORTABLE.parents[1]
    assert [left_out(path, "full") for path in (suite, PORTABLE.parent, suite / "model")] == [None] * 3
    assert left_out(PORTABLE, "full") is True
    assert [left_out(path, "sandbox") for path in (suite, PORTABLE, PORTABLE / "test_search.py")] == [None] * 3
    assert [left_out(path, "sandbox") for path in (suite / "model", PORTABLE.parent / "test_guard.py")] == [True] * 2
