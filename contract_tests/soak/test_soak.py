"""SOAK sandboxes of one simulator, fifty operations each, from as many processes as there are workers."""

import os

import pytest

from contract_tests.soak.batch import SIZE, lived
from contract_tests.targets.url import AtUrl

PLACES = (
    *(f"/_simulator/v1/{part}" for part in ("journal", "outbox", "users", "sandboxes", "tokens", "personas")),
    *("/partners/v1/Users", "/partners/v1/credentials", "/a/consumer/api", "/a/consumer-user-search/api"),
)
BATCHES = -(-int(os.environ.get("SOAK", "0")) // SIZE)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_crosses(shared: AtUrl, seed: int, batch: int) -> None:
    """No sandbox hears the mark of another one, and each hears its own wherever it was written."""
    heard = lived(shared, seed, batch)
    assert heard.crossed == []
    assert heard.own["accepted"] > heard.own["refused"]
    assert [place for place in PLACES if not heard.own[place]] == [], f"nothing was heard there: {heard.own}"
