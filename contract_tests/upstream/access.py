"""What a run against an upstream may use: whose API, which tokens, which ids, and how much of it all."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from contract_tests.operation import Operation, operations
from contract_tests.upstream.options import SANDBOX
from contract_tests.upstream.token import Token

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
RESETS = "resetPassword"
WRITES = {
    "banno": ("patchUser", "updateUser", "unlockUser", RESETS),
    "customers_bank": (
        "createPartnerUser", "updatePartnerUser", "deletePartnerUser", "createCredential", "deleteCredential",
    ),
}  # fmt: skip
"""What profile sandbox allows beyond reading; the path of the password reset without `v0` is on no list."""

LIVES = {
    "userId": ("createPartnerUser", "deletePartnerUser"),
    "id": ("createCredential", "deleteCredential"),
}
"""How Customers Bank's ids come and go. What could not be removed again is not made."""


@dataclass(frozen=True)
class Access:
    """Profile `read-only` or `sandbox`; tokens by API; given values by name; operations that must not be called.

    `rate` is in calls a second, 0 for no limit; `until` is an instant of `time.monotonic`.
    """

    profile: str
    tokens: Mapping[str, Token]
    given: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[str] = frozenset()
    providers: frozenset[str] = frozenset()
    seed: int = 1
    rate: float = 0.0
    until: float = float("inf")

    def token(self, wanted: Operation) -> Token | None:
        """The token that an operation takes, of the first of its APIs that there is one of."""
        return next((self.tokens[api] for api in wanted.schemes if api in self.tokens), None)

    def allows(self, wanted: Operation) -> bool:
        """Whether the operation may be sent at all."""
        return self.objection(wanted) is None

    def objection(self, wanted: Operation) -> str | None:
        """Why an operation is not run; None when it is."""
        if wanted.id in self.without:
            return "left out by --without"
        if wanted.method != "GET" and (refused := self._objection_to_write(wanted)):
            return refused
        if self.token(wanted) is None:
            return f"there is no token of {' or '.join(wanted.schemes)}"
        missing = [name for name in wanted.variables if name not in self.given and not self._makes(name, wanted)]
        return f"no {missing[0]} is given" if missing else None

    def _objection_to_write(self, wanted: Operation) -> str | None:
        if wanted.id not in WRITES[wanted.provider]:
            return "on no profile's list"
        if self.profile != SANDBOX:
            return f"it writes, and only profile {SANDBOX} writes"
        if wanted.id == RESETS and "method" not in self.given:
            return "it sends a message; --given method=email or method=sms asks for it"
        if wanted.provider == "customers_bank" and not self._makes(
            "id" if "Credential" in wanted.id else "userId", wanted
        ):
            return "it needs something of the run's own making that can be removed again"
        return None

    def selected(self) -> list[Operation]:
        """The operations that the run may send, and owes a proof of."""
        return [known for known in self._near() if self.allows(known)]

    def unselected(self) -> dict[str, str]:
        """Why each of the other operations of the providers is not run."""
        found = ((known.id, self.objection(known)) for known in self._near())
        return {id: reason for id, reason in found if reason}

    @property
    def seconds_left(self) -> float:
        """How long new things may still be sent."""
        return max(0.0, self.until - time.monotonic())

    def _near(self) -> list[Operation]:
        """The operations of the chosen providers, else of all those that there is a token of."""
        chosen = self.providers or {known.provider for known in operations() if self.token(known)}
        return [known for known in operations() if known.provider in chosen]

    def _makes(self, variable: str, wanted: Operation) -> bool:
        """Whether the run makes, and removes, what the path variable is the id of."""
        return (
            self.profile == SANDBOX and wanted.provider == "customers_bank" and not self.without & set(LIVES[variable])
        )
