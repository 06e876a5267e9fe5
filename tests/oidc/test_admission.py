"""A verified token opens one sandbox, for as long as that sandbox's clock says."""

from datetime import UTC, datetime, timedelta

import pytest

from simulator.domain.problem import Kind, Refused
from simulator.oidc.token import admitted
from tests.oidc.signed import AT, CLAIMS, bearer, token, tokens

NOW = datetime.fromtimestamp(AT, UTC)
TOKEN = tokens().verified(bearer(token({**CLAIMS, "nbf": AT})))


@pytest.mark.parametrize("seconds", [0, 1, 3599, 3599.999])
def test_a_token_opens_its_sandbox_from_its_first_instant_to_before_its_last(seconds: float) -> None:
    assert admitted(TOKEN, "default", NOW + timedelta(seconds=seconds)) is TOKEN.principal


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (3600, "expired 0 s ago on the sandbox's clock (2026-01-15T10:00:00Z)"),
        (3700, "expired 100 s ago"),
        (-0.5, "not good for another 1 s"),
        (-86400, "not good for another 86401 s"),
    ],
)
def test_outside_its_time_a_token_opens_nothing_and_says_by_how_much(seconds: float, said: str) -> None:
    with pytest.raises(Refused) as caught:
        admitted(TOKEN, "default", NOW + timedelta(seconds=seconds))
    assert caught.value.problem.kind is Kind.UNAUTHENTICATED
    assert said in caught.value.problem.hint


@pytest.mark.parametrize("sandbox", ["other", "", "Default", "default-1"])
def test_a_token_opens_no_sandbox_but_its_own(sandbox: str) -> None:
    with pytest.raises(Refused) as caught:
        admitted(TOKEN, sandbox, NOW)
    assert f"opens sandbox 'default', the request names {sandbox!r}" in caught.value.problem.hint


@pytest.mark.parametrize("birth", [0, 2])
def test_a_token_opens_no_other_sandbox_that_had_the_name_before_or_after(birth: int) -> None:
    with pytest.raises(Refused) as caught:
        admitted(TOKEN, "default", NOW, birth)
    assert "the token opens a sandbox 'default' that is gone" in caught.value.problem.hint
    again = tokens().verified(bearer(token({**CLAIMS, "birth": birth})))
    assert admitted(again, "default", NOW, birth) is again.principal


def test_without_nbf_a_token_is_good_at_once() -> None:
    verified = tokens().verified(bearer(token()))
    assert admitted(verified, "default", NOW - timedelta(days=1)) is verified.principal
