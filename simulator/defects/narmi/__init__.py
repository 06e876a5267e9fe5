"""Bugs in the rules of Narmi."""

from simulator.defects.defect import Defect
from simulator.defects.narmi import (
    access,
    core,
    device,
    entries,
    external,
    listed,
    locking,
    password,
    people,
    profile,
    rights,
)

__all__ = ["DEFECTS"]

DEFECTS: tuple[Defect, ...] = (
    *listed.DEFECTS,
    *profile.DEFECTS,
    *entries.DEFECTS,
    *locking.DEFECTS,
    *core.DEFECTS,
    *external.DEFECTS,
    *device.DEFECTS,
    *people.DEFECTS,
    *password.DEFECTS,
    *access.DEFECTS,
    *rights.DEFECTS,
)
