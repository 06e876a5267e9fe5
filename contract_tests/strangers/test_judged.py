"""A client that somebody else generated is judged and measured by `simulator client`: it breaks nothing, and it has met
what its story meets, counted by hand.
"""

import json
import sys
from pathlib import Path

from contract_tests.operation import served_below
from contract_tests.strangers.place import identifier
from contract_tests.strangers.story import TOLD
from contract_tests.strangers.tool import finished
from simulator import testing

JOURNEYS = ("E1", "E5")
MET = """
    searchUsers: 200
    searchUsers 200: users: one item | users[].email: a value | users[].businessName: null
    searchUsers 200: users[].userType: Individual | users[].reviewInstitutionId: a value | the only page
    searchUsers 200: users[].mobilePhoneNumber: a value | users[].preferredName: null
    getUserDetails: 200
    getUserDetails 200: userType: Individual | demographic.birthday: a value | memberNumber: a value
    getUserDetails 200: address.addressLineThree: absent | address.addressLineFour: absent
    getUserStatus: 200
    getUserStatus 200: status: Locked | status: Active
    unlockUser: 204
    resetPassword: 200
    resetPasswordAsPrinted: 200
    createPartnerUser: 202
    listPartnerUsers: 200
    listPartnerUsers 200: items: several items | items[].name: a value | items[].name: null | items[].email: a value
    listPartnerUsers 200: items[].roles: a value | items[].roles: no item | items[].roles: one item
    listPartnerUsers 200: items[].roles: several items | the only page
    getPartnerUser: 200 | 404 | 4xx
    getPartnerUser 200: name: a value | email: a value | roles: a value | roles: no item
    getPartnerUser 404: detail: absent
    updatePartnerUser: 202
    deletePartnerUser: 204 | 404 | 4xx
    deletePartnerUser 404: detail: absent
"""
"""What E1 and E5 meet, counted by hand. Kathy has a birthday, a member number and two lines of address; she is locked
and then active. Her partner's users fit one page, some without a name, with no, one or several roles; the one that is
made has a name, an address and no role, and is looked for and deleted once more when it is gone.
"""


def test_a_generated_client_breaks_nothing_and_has_met_what_was_counted_by_hand(
    strangers: Path, python_clients: Path, tmp_path: Path
) -> None:
    plan = {"addresses": {identifier(name): served_below(spec) for name, spec in testing.specs().items()}}
    program = (strangers / "clients/bin/python", python_clients / "caller.py", json.dumps(plan), *JOURNEYS)
    judge = (sys.executable, "-m", "simulator", "client", "--report", "json", tmp_path)
    told = finished(*judge, "--", *program, cwd=tmp_path)
    assert json.loads(told.partition("\n")[0]) == {journey: TOLD[journey] for journey in JOURNEYS}
    assert "16 requests, 0 violations, 0 undocumented requests" in told
    report = json.loads((tmp_path / "client.json").read_text("utf-8"))
    assert {" ".join(fact.values()) for fact in report["met"]} == _by_hand()
    counted = {kind: found["met"] for kind, found in report["coverage"].items() if kind != "percent"}
    assert counted == {"operations": 11, "statuses": 15, "variants": 30}
    assert report["coverage"]["operations"]["all"] == 9 + 8


def _by_hand() -> set[str]:
    rows = [line.strip().partition(": ") for line in MET.strip().splitlines()]
    facts = {f"{where} {fact.strip()}" for where, _, told in rows for fact in told.split("|")}
    return facts | {where.partition(" ")[0] for where, _, _ in rows}
