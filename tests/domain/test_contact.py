"""Numbers and names as others get to see them."""

import pytest

from simulator.domain.contact import initial, masked_ssn, padded


@pytest.mark.parametrize(("last4", "shown"), [("1234", "***-**-1234"), (None, "null"), ("", "null")])
def test_a_number_is_masked_and_none_is_the_word_null(last4: str | None, shown: str) -> None:
    assert masked_ssn(last4) == shown


@pytest.mark.parametrize(("number", "shown"), [(70000, "0000070000"), (0, "0" * 10), (9_999_999_999, "9" * 10)])
def test_a_number_is_padded_to_its_digits(number: int, shown: str) -> None:
    assert padded(number, 10) == shown


@pytest.mark.parametrize(("name", "letter"), [("", ""), ("Ann", "A"), ("Élodie", "É"), ("x", "x")])
def test_an_initial_is_the_first_letter_as_written(name: str, letter: str) -> None:
    assert initial(name) == letter
