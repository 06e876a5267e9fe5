"""A verb that ends badly has one sentence and a code."""

from simulator.cli.failure import UNREACHABLE, USAGE, Failure


def test_a_failure_is_a_matter_of_usage_unless_it_says_otherwise() -> None:
    assert (str(Failure("no")), Failure("no").code) == ("no", USAGE)
    assert Failure("nobody", UNREACHABLE).code == 4
    assert USAGE == 2
