"""How a failed test tells what its client did."""

from simulator.testing.contract import SHOWN, told
from simulator.testing.record import Exchange, Request, Response


def broken(number: int, operation: str = "unlockUser", hint: str = "", *violations: str) -> Exchange:
    """An exchange with which the simulator was not content."""
    asked, answered = Request("PUT", f"/x/{number}", (), ""), Response(400, (), "")
    verdict = "request-invalid" if operation else "unknown-operation"
    return Exchange(f"mine-{number}", "", operation, verdict, asked, answered, hint, violations)


def test_each_call_is_told_with_what_was_wrong_and_how_to_mend_it() -> None:
    text = told("mine", [broken(1, "unlockUser", "send false", "body /state: missing"), broken(2, "", "nearest: y")])
    first, *_ = text.splitlines()
    assert first == "the client broke the contract 2 times in sandbox mine:"
    assert "PUT /x/1 -> 400  (unlockUser)\n  body /state: missing\n  hint: send false\n" in text
    assert "PUT /x/2 -> 400\n  no operation has this method and path\n  hint: nearest: y\n" in text
    assert text.endswith('@pytest.mark.allow_invalid(reason="…").')


def test_a_hint_that_is_the_violation_is_not_said_twice() -> None:
    assert told("mine", [broken(1, "unlockUser", "body: missing", "body: missing")]).count("body: missing") == 1


def test_of_many_calls_the_first_are_told() -> None:
    text = told("mine", [broken(number) for number in range(SHOWN + 3)])
    assert text.count("PUT") == SHOWN
    assert "… and 3 more" in text
