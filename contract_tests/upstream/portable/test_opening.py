"""Before anything else: every read that the run may use is accepted with a sound call."""

from contract_tests.operation import Operation
from contract_tests.upstream.opening import sound
from contract_tests.upstream.upstream import Upstream


def test_a_sound_read_is_accepted(upstream: Upstream, subject: dict[str, str], operation: Operation) -> None:
    """With the token and the ids of this run; otherwise nothing that follows means anything."""
    done = sound(upstream, operation, **subject)
    assert done.status == 200, done
