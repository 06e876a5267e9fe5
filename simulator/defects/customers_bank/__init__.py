"""Bugs in the rules of Customers Bank."""

from simulator.defects.customers_bank import (
    access,
    change,
    creation,
    credential,
    deletion,
    key,
    order,
    page,
    refusal,
    shown,
)
from simulator.defects.defect import Defect

__all__ = ["DEFECTS"]

DEFECTS: tuple[Defect, ...] = (
    *page.DEFECTS,
    *order.DEFECTS,
    *shown.DEFECTS,
    *creation.DEFECTS,
    *key.DEFECTS,
    *change.DEFECTS,
    *deletion.DEFECTS,
    *credential.DEFECTS,
    *access.DEFECTS,
    *refusal.DEFECTS,
)
