"""Bugs in the rules of Banno, one module for each part of its APIs."""

from simulator.defects.banno import (
    access,
    details,
    link,
    listed,
    pages,
    patch,
    reset,
    search,
    status,
    unlock,
    update,
    user,
)
from simulator.defects.defect import Defect

__all__ = ["DEFECTS"]

MODULES = (pages, search, listed, details, status, unlock, reset, link, user, patch, update, access)
DEFECTS: tuple[Defect, ...] = tuple(defect for module in MODULES for defect in module.DEFECTS)
