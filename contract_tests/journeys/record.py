"""Two stored users of each vendor that agree in no member, and what every documented member of a reply shows of one.

A member is named with what holds it, `address.city`. What shows it is the name of the stored member, or a rule for what
is shown otherwise than it is stored.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from contract_tests.operation import Document, operation

Record = dict[str, Any]
Rules = Mapping[str, str | Callable[[Record], Any]]

BANNO: tuple[Record, Record] = (
    {
        "reviewInstitutionId": "00000000-0000-4000-8000-0000000000a1",
        "loginId": "00000000-0000-4000-8000-0000000000a2",
        "consumerId": "first-consumer",
        "username": "FirstQqedit",
        "firstName": "Ada",
        "middleName": "Xenia",
        "lastName": "Firstly",
        "customerId": "C-first",
        "preferredName": "Addie",
        "email": "first@example.com",
        "phone": "+15555550901",
        "userType": "Business",
        "businessName": "First Shop",
        "status": "Disabled",
        "verified": True,
        "ssnLast4": "0012",
        "employeeStatus": "EM",
        "addedAt": "2001-01-01T01:01:01.001Z",
        "lastSeenAt": "2001-01-03T03:03:03.003Z",
        "address": {
            "addressLineOne": "1 First Way", "addressLineTwo": "Unit 2", "addressLineThree": "Yard 3",
            "addressLineFour": "Gate 4", "city": "Firstville", "state": "FI", "zip": "11111", "zipPlusFour": "1001",
        },
        "abilities": [
            "rdc", "accountToAccount", "separateBillPayAccounts", "payeeCreation", "rdcOnboarddingEnabled",
            "rdcOnboardingByAccountsEnabled", "externalTransferOutbound", "billPayEnrollment",
        ],
        "demographic": {
            "customerCode": "F1", "customerImportance": "No", "customerDescription": "First sort", "gender": "F-gender",
            "birthday": "1991-01-11", "homeBranchId": "F2", "educationLevel": "F3", "employerName": "First Mill",
            "employeeTitle": "First hand", "netWorth": "F4", "employeeData": "F5",
            "lastUpdated": "2001-01-04T04:04:04.004Z",
        },
        "lockedOutOfRsa": True,
        "netTellerId": "90100000001",
        "cashManagementId": "9010000002",
        "memberNumber": 7,
        "provider": "core",
        "adminLevel": "Viewer",
        "eula": {"acceptedAt": "2001-01-05T05:05:05.005Z", "eulaId": "first-eula"},
        "enrollmentType": "drafted",
        "uisId": "first-uis",
        "organization": {
            "organizationId": "00000000-0000-4000-8000-0000000000a3", "adminLevel": "User", "alias": "first-alias",
        },
    },
    {
        "reviewInstitutionId": "00000000-0000-4000-8000-0000000000b1",
        "loginId": "00000000-0000-4000-8000-0000000000b2",
        "consumerId": "second-consumer",
        "username": "SecondQqedit",
        "firstName": "Bea",
        "middleName": "Yvonne",
        "lastName": "Secondly",
        "customerId": "C-second",
        "preferredName": "Bee",
        "email": "second@example.com",
        "phone": "+15555550902",
        "userType": "Individual",
        "businessName": "Second Shop",
        "status": "Dormant",
        "verified": False,
        "ssnLast4": None,
        "employeeStatus": "RT",
        "addedAt": "2002-02-01T01:01:01.010Z",
        "lastSeenAt": "2002-02-03T03:03:03.030Z",
        "address": {
            "addressLineOne": "2 Second Way", "addressLineTwo": "Unit 22", "addressLineThree": "Yard 33",
            "addressLineFour": "Gate 44", "city": "Secondville", "state": "SE", "zip": "22222", "zipPlusFour": "2002",
        },
        "abilities": [
            "billPay", "schedulableTransfers", "externalAccounts", "p2pEnabled", "paymentCardManagement",
            "externalTransferInbound", "memberToMemberTransfers", "zelle",
        ],
        "demographic": {
            "customerCode": "S1", "customerImportance": "Low", "customerDescription": "Second sort",
            "gender": "S-gender", "birthday": "1992-02-22", "homeBranchId": "S2", "educationLevel": "S3",
            "employerName": "Second Mill", "employeeTitle": "Second hand", "netWorth": "S4", "employeeData": "S5",
            "lastUpdated": "2002-02-04T04:04:04.040Z",
        },
        "lockedOutOfRsa": False,
        "netTellerId": "90200000001",
        "cashManagementId": "9020000002",
        "memberNumber": 9_876_543_210,
        "provider": "symxchange",
        "adminLevel": "Admin",
        "eula": {"acceptedAt": "2002-02-05T05:05:05.050Z", "eulaId": "second-eula"},
        "enrollmentType": "self_enrolled",
        "uisId": "second-uis",
        "organization": {
            "organizationId": "00000000-0000-4000-8000-0000000000b3", "adminLevel": "Viewer", "alias": "second-alias",
        },
    },
)  # fmt: skip
PARTNER: tuple[Record, Record] = (
    {
        "name": "First Qqedit", "email": "first@example.com", "isAdmin": True, "isPrimaryAdmin": False,
        "accountEnabled": True, "lastLoggedInAt": "2001-01-01T01:01:01Z", "roles": ["First", "Third"], "showApi": False,
        "isFrozen": True,
    },
    {
        "name": "Second Qqedit", "email": "second@example.com", "isAdmin": False, "isPrimaryAdmin": True,
        "accountEnabled": False, "lastLoggedInAt": "2002-02-02T02:02:02Z", "roles": ["Second"], "showApi": True,
        "isFrozen": False,
    },
)  # fmt: skip


def _masked(record: Record) -> str:
    return f"***-**-{record['ssnLast4']}" if record["ssnLast4"] else "null"


def _initial(record: Record) -> str:
    return str(record["middleName"][0])


def _able(name: str) -> Callable[[Record], bool]:
    return lambda record: name in record["abilities"]


def _attributes(record: Record) -> list[dict[str, str]]:
    teller, cash = record["netTellerId"], record["cashManagementId"]
    return [{"name": "NetTeller Id", "value": teller}, {"name": "Cash Management Id", "value": cash}]


ABILITIES = (*BANNO[0]["abilities"], *BANNO[1]["abilities"])
SAME = ("userId", "firstName", "lastName", "email", "userType", "businessName")
SEARCH: Rules = {
    **{name: name for name in (*SAME, "reviewInstitutionId", "middleName", "preferredName", "employeeStatus")},
    "userActive": lambda record: record["status"] != "Disabled",
    "primaryInstitutionUsername": "username",
    "primaryInstitutionId": "institutionId",
    "middleInitial": _initial,
    "userAdded": "addedAt",
    "userModified": "modifiedAt",
    "userVerified": "verified",
    "mobilePhoneNumber": "phone",
    "maskedSsn": _masked,
    "lastSeen": "lastSeenAt",
}
DETAILS: Rules = {
    **{name: name for name in (*SAME, "netTellerId", "customerId")},
    **{f"{part}.{name}": f"{part}.{name}" for part in ("address", "demographic") for name in BANNO[0][part]},
    **{f"abilities.{name}": _able(name) for name in ABILITIES},
    "primaryInstitutionUsername": "username",
    "primaryInstitutionId": "institutionId",
    "middleInitial": _initial,
    "lastSeen": "lastSeenAt",
    "userAdded": "addedAt",
    "phone": "phone",
    "maskedSsn": _masked,
    "lockedOutOfRSA": "lockedOutOfRsa",
    "memberNumber": lambda record: f"{record['memberNumber']:010}",
}
CONSUMER: Rules = {
    **{name: name for name in (*SAME, "loginId", "provider", "middleName", "username", "preferredName", "adminLevel")},
    **{name: name for name in ("institutionId", "enrollmentType", "uisId")},
    **{f"organization.{name}": f"organization.{name}" for name in BANNO[0]["organization"]},
    **{f"address.{name}": f"address.{name}" for name in ("city", "state", "zip")},
    "address.streetAddress": "address.addressLineOne",
    "address.streetAddress2": "address.addressLineTwo",
    "address.streetAddress3": "address.addressLineThree",
    "address.streetAddress4": "address.addressLineFour",
    "organization.status": "status",
    "lastEulaAcceptance.acceptedAt": "eula.acceptedAt",
    "lastEulaAcceptance.eulaId": "eula.eulaId",
    "lastEulaAcceptance.userId": "userId",
    "id": "consumerId",
    "memberNumber": lambda record: str(record["memberNumber"]),
    "phoneNumber": "phone",
    "userVerified": "verified",
    "userAddedDateTime": "addedAt",
    "attributes": _attributes,
}
OF_PARTNER: Rules = {"id": "userId", **{name: name for name in PARTNER[0]}}


def expected(rules: Rules, record: Record) -> Record:
    """What every member of a reply shows of a record."""
    flat = members(record)
    return {name: flat[rule] if isinstance(rule, str) else rule(record) for name, rule in rules.items()}


def members(value: Mapping[str, Any], above: str = "") -> Record:
    """The members of an object by name, those of objects within it too."""
    found: Record = {}
    for name, one in value.items():
        found |= members(one, f"{above}{name}.") if isinstance(one, dict) else {f"{above}{name}": one}
    return found


def documented(id: str, items: str = "") -> set[str]:
    """The names of all members that the spec gives to the 200 of an operation, or to each of its `items`."""
    asked = operation(id)
    schema = asked.resolved((asked.reply(200) or {})["content"]["application/json"]["schema"])
    within = schema["properties"][items]["items"] if items else schema
    return set(_named(within, asked.resolved))


def _named(schema: Document, resolved: Callable[[Document], Document], above: str = "") -> Iterator[str]:
    for name, member in resolved(schema)["properties"].items():
        if "properties" in resolved(member):
            yield from _named(member, resolved, f"{above}{name}.")
        else:
            yield f"{above}{name}"
