"""Records that a person wrote are checked in one way, and what does not fit is named."""

from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta, Struct

from simulator.domain.record import plain, recorded


class Door(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    """A door for these tests."""

    door_id: str
    made_of: Literal["oak", "pine"] = "oak"
    lock_count: Annotated[int, Meta(ge=0)] | None = None
    panes: Literal[2, 4] = 2


@pytest.mark.parametrize("members", [{"doorId": "1"}, {"doorId": "1", "madeOf": "pine", "lockCount": 2}])
def test_what_fits_becomes_a_record_and_goes_back_to_what_it_was(members: dict[str, Any]) -> None:
    assert plain(recorded(members, Door)) == {"madeOf": "oak", "lockCount": None, "panes": 2, **members}


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({}, "Object missing required field `doorId`"),
        ({"doorId": 7}, "doorId: Expected `str`, got `int`"),
        ({"doorId": "1", "madeOf": "elm"}, "madeOf: Invalid enum value 'elm'; expected one of oak, pine"),
        ({"doorId": "1", "panes": 3}, "panes: Invalid enum value 3; expected one of 2, 4"),
        ({"doorId": "1", "lockCount": -1}, "lockCount: Expected `int` >= 0"),
        ({"doorId": "1", "lockCuont": 1}, "Object contains unknown field `lockCuont` (did you mean 'lockCount'?)"),
        ({"doorId": "1", "zzz": 1}, "Object contains unknown field `zzz`"),
    ],
)
def test_what_does_not_fit_is_named_with_what_would(members: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        recorded(members, Door)
    assert str(caught.value) == said
