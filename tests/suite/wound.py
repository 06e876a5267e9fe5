"""A tape with something to find on it: a simulator that answers unlocks and does not carry them out."""

from contract_tests.bank import SAMPLE_ID, Bank, forked
from contract_tests.bundle.bundle import Settings
from contract_tests.tape import Taped
from contract_tests.targets.inproc import InProcess

DEFECT = "banno-unlock-not-persisted"
SETTINGS = Settings("inproc", 1, (DEFECT,))
STATUS = f"/a/consumer-status/api/v0/users/{SAMPLE_ID}/status"


def tape(defect: str = DEFECT) -> Taped:
    """An unlock, and a look at the status after it."""
    taped = Taped(InProcess(1, (defect,) if defect else ()))
    bank = Bank(taped, forked(taped))
    token = bank.token("banno-admin")
    bank.send("PUT", f"{STATUS}/locked", json={"state": False}, token=token)
    bank.send("GET", STATUS, token=token)
    return taped
