"""Seeded bugs: each takes one provider and gives it back with one rule broken.

They prove that a contract suite, ours or a user's, can see. They are loaded only when asked for by name.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module

from simulator.defects.defect import Defect
from simulator.providers.provider import Provider

__all__ = ["Defect", "known", "seeded"]

FOLDERS = ("banno", "customers_bank", "narmi")


def known() -> dict[str, Defect]:
    """Every defect by name, provider by provider."""
    modules = (import_module(f"simulator.defects.{folder}") for folder in FOLDERS)
    return {defect.name: defect for module in modules for defect in module.DEFECTS}


def seeded(providers: Mapping[str, Provider], defects: Iterable[Defect]) -> Mapping[str, Provider]:
    """The providers with these defects in them, one upon the other; without any, the very same providers."""
    for defect in defects:
        providers = {**providers, defect.provider: defect.seed(providers[defect.provider])}
    return providers
