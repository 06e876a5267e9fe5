"""What a calling program has to know of a sandbox: an address for each spec, and a token of each API."""

from typing import Any

from contract_tests.bank import Bank
from contract_tests.conformance.place import url_of
from simulator import testing


def plan(bank: Bank) -> dict[str, Any]:
    """Where each spec is served for this sandbox, and the tokens."""
    specs = testing.specs().items()
    return {
        "addresses": {identifier(name): url_of(bank.target.url, bank, spec) for name, spec in specs},
        "admin": bank.token("banno-admin"),
        "consumer": bank.token("banno-consumer"),
        "partner": bank.token("customers-bank"),
    }


def identifier(spec: str) -> str:
    """The name of a spec as any language takes it for a file or a package: `banno_user_search`."""
    return spec.replace("/", "_").replace("-", "_")
