"""Headers that are strange without being wrong: the answer is the one that would have come without them."""

from typing import Any

from contract_tests.bank import Bank
from contract_tests.operation import Operation
from contract_tests.refusals.sound import call, every_operation

HARMLESS = (
    ("Accept", "text/html"), ("Accept", "nonsense"), ("Accept-Encoding", "br;q=0"), ("Accept-Language", "\u00fc"),
    ("Cookie", "a=b; a=c"), ("Range", "bytes=0-1"), ("If-None-Match", "*"), ("If-Modified-Since", "yesterday"),
    ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("X-HTTP-Method-Override", "DELETE"),
    ("Expect", "nothing"), ("X-Empty", ""), ("X-Long", "x" * 8000),
)  # fmt: skip

MAKING = {
    "createPartnerUser", "createCredential", "addManagedUser", "updateUserFromCore", "createBillpayCredential",
    "resetUserPassword", "generateBackupCodes", "sendMessages", "startEmulation",
}  # fmt: skip
"""What these make has ids and secrets of its own in each sandbox."""


@every_operation
def test_harmless_headers_change_nothing_about_the_answer(bank: Bank, operation: Operation) -> None:
    """The operation answers as it does without them."""
    plain = unharmed(bank, operation, {})
    for name, value in HARMLESS:
        assert unharmed(bank, operation, {name: value}) == plain, name


def unharmed(bank: Bank, operation: Operation, headers: dict[str, str]) -> tuple[int, Any]:
    """Status and body of the sound call with these headers, in a fork of its own; of what is made, the members."""
    fresh = bank.fork()
    sent = call(fresh, operation, headers=headers)
    fresh.delete()
    return sent.status, set(sent.json) if operation.id in MAKING else sent.body
