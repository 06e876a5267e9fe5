"""The vendors we stand in for, one folder and one line each."""

from simulator.providers import banno, customers_bank, narmi

__all__ = ["PROVIDERS"]

PROVIDERS = {each.name: each for each in (banno.PROVIDER, customers_bank.PROVIDER, narmi.PROVIDER)}
