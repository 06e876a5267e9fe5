"""What QA does to a sandbox behind the vendors' backs; and the look at everything that it holds, at its end."""

from typing import Any

from contract_tests.soak.life import Life
from contract_tests.soak.step import Step

ADDRESS = (
    "addressLineOne",
    "addressLineTwo",
    "addressLineThree",
    "addressLineFour",
    "city",
    "state",
    "zip",
    "zipPlusFour",
)
WORK = (
    "customerCode",
    "customerDescription",
    "homeBranchId",
    "employerName",
    "employeeTitle",
    "netWorth",
    "employeeData",
)
PLAIN = (
    "firstName",
    "middleName",
    "lastName",
    "preferredName",
    "email",
    "businessName",
    "customerId",
    "employeeStatus",
)
IDS = ("netTellerId", "cashManagementId", "uisId", "password")


def marked(life: Life) -> dict[str, Any]:
    """Every member of a stored Banno user that takes a text, with a marked one."""
    members: dict[str, Any] = dict.fromkeys((*PLAIN, *IDS), life.canary.text)
    members |= {"address": dict.fromkeys(ADDRESS, life.canary.text), "phone": "+15555550100"}
    return members | {"demographic": dict.fromkeys(WORK, life.canary.text), "username": life.fresh}


def edit(life: Life) -> None:
    """A Banno user, altogether, and locked."""
    done = life.control("PATCH", f"/users/banno/{life.person.user_id}", marked(life) | {"status": "Locked"})
    assert done.accepted, str(done)


def enroll(life: Life) -> None:
    """A Banno user."""
    done = life.control("POST", "/users?provider=banno", marked(life))
    assert done.accepted, str(done)
    life.made["banno users"].append(done.json["userId"])


def expel(life: Life) -> None:
    """A Banno user that was made here."""
    life.control("DELETE", f"/users/banno/{life.one_of('banno users')}")


def promote(life: Life) -> None:
    """A partner's user, with roles that are called like the sandbox."""
    members = {"name": life.fresh, "email": f"{life.fresh}@example.com", "roles": [life.canary.text]}
    life.control("PATCH", f"/users/customers_bank/{life.one_of('partner users')}", members)


def list_users(life: Life) -> None:
    """Of either provider, by the mark."""
    provider = life.chance.pick(["banno", "customers_bank"])
    life.control("GET", f"/users?provider={provider}&query={life.canary.text}")


def load(life: Life) -> None:
    """A persona of this sandbox only."""
    name = f"{life.canary.text}-{life.fresh}"
    banno = {"institution": life.person.institution_id, "username": life.fresh}
    story = f"Known in {life.canary.text} only."
    persona = {"name": name, "story": story, "firstName": life.canary.text, "lastName": life.fresh}
    done = life.control("POST", "/fixtures", {"personas": [{**persona, "email": None, "phone": None, "banno": banno}]})
    assert done.accepted, str(done)


def list_personas(life: Life) -> None:
    """Also one that cannot have a token."""
    life.control("GET", "/personas")
    life.control("POST", "/tokens", {"api": "banno-consumer", "persona": life.canary.text})


def read_journal(life: Life) -> None:
    """The newest, and one of them by its id."""
    items = life.control("GET", "/journal?limit=5").json["items"]
    for entry in items[:1]:
        life.control("GET", f"/journal/{entry['id']}")


def read_outbox(life: Life) -> None:
    """Or empty it, now and then."""
    life.control("GET", life.chance.pick(["/outbox", "/outbox/latest"]))
    if life.chance.below(8) == 0:
        life.control("DELETE", "/outbox")


def move_clock(life: Life) -> None:
    """By a minute at most, so that tokens live."""
    life.control("PUT", "/clock", life.chance.pick([{"advance": 1 + life.chance.below(60)}, {"freeze": True}]))


def play(life: Life) -> None:
    """A scenario, in which the time may be another."""
    life.control("POST", "/scenarios/support-call")
    life.bank.tokens.clear()


def save_and_load(life: Life) -> None:
    """What the sandbox holds, back into itself."""
    path = f"/sandboxes/{life.canary.name}/state"
    state = life.control("GET", path).json
    done = life.control("PUT", path, state)
    assert done.accepted, str(done)


def have_a_child(life: Life) -> None:
    """That is changed and goes again; the parent must not notice."""
    name = f"{life.canary.name}-child"
    done = life.control("POST", f"/sandboxes/{life.canary.name}/fork", {"id": name})
    assert done.accepted, str(done)
    life.bank.send("GET", f"/_simulator/v1/users/banno/{life.person.user_id}", address="path")
    life.control("DELETE", f"/sandboxes/{name}")


def begin_anew(life: Life) -> None:
    """Everything that was made here is gone, and the clock stands where it stood."""
    life.control("POST", f"/sandboxes/{life.canary.name}/reset")
    life.bank.tokens.clear()
    life.keyed = False
    for made in life.made.values():
        made.clear()


def plan_fault(life: Life) -> None:
    """One that still lets an answer come; or end the first that was planned."""
    options = (
        {"kind": "stale-read"},
        {"kind": "status", "operation": "getUserStatus"},
        {"kind": "latency", "seconds": 0.001},
    )
    done = life.control("POST", "/faults", {"count": 2, **life.chance.pick(options)})
    assert done.accepted, str(done)
    planned = life.control("GET", "/faults").json["items"]
    if life.chance.below(2):
        life.control("DELETE", f"/faults/{planned[0]['id']}")


STEPS_BEHIND: tuple[Step, ...] = (
    *(edit, edit, enroll, expel, promote, list_users, load, list_personas, read_journal, read_outbox, move_clock),
    *(play, save_and_load, have_a_child, begin_anew, plan_fault),
)


def inspect(life: Life) -> None:
    """Everything that the sandbox holds, piece by piece; each reply is listened to."""
    own = f"/sandboxes/{life.canary.name}"
    everything = (
        "/journal?limit=1000",
        "/outbox",
        f"{own}/state",
        f"{own}/changes",
        own,
        "/clock",
        "/faults",
        "/personas",
    )
    for path in (*everything, "/users?provider=banno&limit=1000", "/users?provider=customers_bank&limit=1000"):
        assert life.control("GET", path).accepted
