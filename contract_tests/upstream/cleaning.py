"""Takes away, at the end of a run, what the run has made at an upstream and not removed itself."""

from contract_tests.upstream.guard import Denied
from contract_tests.upstream.upstream import Upstream

REMOVES = {"userId": "deletePartnerUser", "id": "deleteCredential"}
SHOWS = {"userId": "listPartnerUsers", "id": "listCredentials"}


def swept(upstream: Upstream) -> list[str]:
    """Delete everything that bears the name of the run; what is left nevertheless, as sentences."""
    belongings = upstream.guard.belongings
    left = []
    for _ in range(2):
        left = [
            f"{variable} {id}: {why}" for variable, id in belongings.left() if (why := _removed(upstream, variable, id))
        ]
    return left


def met_again(upstream: Upstream) -> None:
    """Look for what a creation has made whose reply never came: the lists show it under its label."""
    for id in SHOWS.values():
        if upstream.selected(id) and upstream.guard.sent.keys() & {"createPartnerUser", "createCredential"}:
            upstream.call(id)


def _removed(upstream: Upstream, variable: str, id: str) -> str | None:
    """Delete one thing; why it is still there, or None."""
    try:
        done = upstream.call(REMOVES[variable], {variable: id})
    except (OSError, Denied) as error:
        return str(error)
    if done.status not in (204, 404):
        return f"deleting it answered {done.status}"
    upstream.guard.belongings.removed(variable, id)
    return None


def newcomer(upstream: Upstream) -> str:
    """The id of a user of Customers Bank that the run makes, once the upstream shows it."""
    belongings = upstream.guard.belongings
    body = {"name": "Contract Suite", "email": f"{belongings.label()}@example.com", "isAdmin": False, "showApi": False}
    made = upstream.call("createPartnerUser", json=body)
    assert made.status == 202, made
    id = str(made.json["id"])
    shown = upstream.until(lambda: upstream.call("getPartnerUser", {"userId": id}), lambda done: done.accepted)
    assert shown.status == 200, shown
    return id


def gone(upstream: Upstream, id: str) -> None:
    """Delete a user of the run's own."""
    why = _removed(upstream, "userId", id)
    assert why is None, why
