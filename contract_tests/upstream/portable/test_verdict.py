"""At the end, over all that was said: every promise kept, and nothing selected that proved nothing."""

from contract_tests.broken import finding
from contract_tests.finding import Broken, Finding
from contract_tests.upstream import verdict
from contract_tests.upstream.upstream import Upstream


def test_every_promise_is_kept(upstream: Upstream) -> None:
    """All checks over all exchanges of the run."""
    found = verdict.broken(upstream)
    if found:
        upstream.retell()
        raise Broken(finding(breach, upstream.taped.url) for breach in found)


def test_every_selected_operation_was_accepted(upstream: Upstream) -> None:
    """What was never accepted has proven nothing, however green it looks."""
    found = verdict.vacuous(upstream)
    if found:
        raise Broken(Finding("journeys", "an operation was never accepted", told) for told in found)
