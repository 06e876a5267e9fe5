"""A program of its own, in the strangers' environment: E1, E3 and E5 with the clients of openapi-python-client.

It imports nothing of this project. Its first argument is a plan (addresses by spec, tokens), others choose journeys,
its output is a story. A plan without tokens is meant for `simulator client`, which tells the rest.
"""

import json
import os
import sys
from typing import Any
from uuid import UUID

from generated.banno_consumer_user import AuthenticatedClient as Token
from generated.banno_consumer_user import Client as NoToken
from generated.banno_consumer_user.api.user_functions import get_user, patch_user
from generated.banno_consumer_user.models import PatchUser
from generated.banno_password_reset.api.password_reset import reset_password, reset_password_as_printed
from generated.banno_password_reset.models import Channel, ChannelMethod
from generated.banno_user_details.api.user_details import get_user_details
from generated.banno_user_search.api.user_search import search_users
from generated.banno_user_status.api.user_status import get_user_status, unlock_user
from generated.banno_user_status.models import Lock
from generated.customers_bank_users.api.users import (
    create_partner_user,
    delete_partner_user,
    get_partner_user,
    list_partner_users,
    update_partner_user,
)
from generated.customers_bank_users.models import NewUser, UserUpdate

KATHY = UUID("3fa85f64-5717-4562-b3fc-2c963f66afa6")
NOBODY = UUID("00000000-0000-4000-8000-00000000dead")
Plan = dict[str, Any]
Steps = list[list[Any]]


def support_call(plan: Plan) -> Steps:
    """E1."""

    def at(spec: str) -> Any:
        return Token(base_url=plan["addresses"][spec], token=plan["admin"])

    found = search_users.sync_detailed(KATHY, client=at("banno_user_search"), query="user@example.com")
    person = found.parsed.users[0]
    details = get_user_details.sync_detailed(KATHY, person.user_id, client=at("banno_user_details"))
    status, reset = at("banno_user_status"), at("banno_password_reset")
    before = get_user_status.sync_detailed(person.user_id, client=status)
    unlocked = unlock_user.sync_detailed(person.user_id, client=status, body=Lock(state=False))
    after = get_user_status.sync_detailed(person.user_id, client=status)
    channel = Channel(method=ChannelMethod.EMAIL)
    resets = [
        call.sync_detailed(KATHY, person.user_id, client=reset, body=channel)
        for call in (reset_password, reset_password_as_printed)
    ]
    return [
        ["search user@example.com", found.status_code, [str(user.user_id) for user in found.parsed.users]],
        ["details", details.status_code, details.parsed.email],
        ["status", before.status_code, before.parsed.status],
        ["unlock", unlocked.status_code, unlocked.parsed],
        ["status", after.status_code, after.parsed.status],
        ["reset", resets[0].status_code, None],
        ["reset as printed", resets[1].status_code, None],
    ]


def preferred_name(plan: Plan) -> Steps:
    """E3."""
    address = plan["addresses"]["banno_consumer_user"]
    own, admin = Token(base_url=address, token=plan["consumer"]), Token(base_url=address, token=plan["admin"])
    search = Token(base_url=plan["addresses"]["banno_user_search"], token=plan["admin"])

    def read(step: str, client: Any = own, user: UUID = KATHY) -> list[Any]:
        answer = get_user.sync_detailed(user, client=client)
        return [step, answer.status_code, getattr(answer.parsed, "preferred_name", None) or None]

    def name(step: str, body: PatchUser, client: Any = own) -> list[Any]:
        answer = patch_user.sync_detailed(KATHY, client=client, body=body)
        return [step, answer.status_code, answer.parsed and answer.parsed.error_code]

    def searched(step: str, text: str) -> list[Any]:
        answer = search_users.sync_detailed(KATHY, client=search, query=text)
        return [step, answer.status_code, [str(user.user_id) for user in answer.parsed.users]]

    return [
        read("read"),
        name("name Husband", PatchUser(preferred_name="Husband")),
        read("read"),
        searched("search Husband", "Husband"),
        name("name nothing", PatchUser()),
        read("read"),
        name("name null", PatchUser(preferred_name=None)),
        read("read"),
        name("name too long", PatchUser(preferred_name="x" * 21)),
        name("name disallowed", PatchUser(preferred_name="Caf\u00e9")),
        name("name both", PatchUser(preferred_name="\u00e9" * 21)),
        name("name without token", PatchUser(preferred_name="Husband"), NoToken(base_url=address)),
        read("read a stranger", own, NOBODY),
        read("read a stranger as administrator", admin, NOBODY),
    ]


def life_cycle(plan: Plan) -> Steps:
    """E5."""
    bank = Token(base_url=plan["addresses"]["customers_bank_users"], token=plan["partner"])

    def read(user: UUID) -> list[Any]:
        answer = get_partner_user.sync_detailed(user, client=bank)
        return ["read", answer.status_code, getattr(answer.parsed, "name", None) or answer.parsed.title]

    def total() -> tuple[int, int]:
        answer = list_partner_users.sync_detailed(client=bank, paginate_results=True, page=0, per_page=10)
        return answer.status_code, answer.parsed.total_item_count

    _, before = total()
    wanted = NewUser(name="Postman Add", email="postman.add@sample-partner.example", is_admin=False)
    made = create_partner_user.sync_detailed(client=bank, body=wanted)
    status, after = total()
    id = made.parsed.id
    renamed = UserUpdate(id=id, name="Postman Update", is_admin=False)
    return [
        ["create", made.status_code, made.parsed.display_name],
        ["list", status, after - before],
        read(id),
        ["update", update_partner_user.sync_detailed(client=bank, body=renamed).status_code, None],
        read(id),
        ["delete", delete_partner_user.sync_detailed(id, client=bank).status_code, None],
        read(id),
        _deleted_again(delete_partner_user.sync_detailed(id, client=bank)),
    ]


def _deleted_again(answer: Any) -> list[Any]:
    return ["delete", answer.status_code, answer.parsed.title]


def placed(plan: Plan) -> Plan:
    """The plan; where it has no tokens, with those of the environment and below the address there."""
    if "admin" in plan:
        return plan
    addresses = {spec: os.environ["SIMULATOR_URL"] + below for spec, below in plan["addresses"].items()}
    apis = {"admin": "BANNO_ADMIN", "consumer": "BANNO_CONSUMER", "partner": "CUSTOMERS_BANK"}
    return {"addresses": addresses, **{name: os.environ[f"SIMULATOR_TOKEN_{api}"] for name, api in apis.items()}}


JOURNEYS = {"E1": support_call, "E3": preferred_name, "E5": life_cycle}


if __name__ == "__main__":
    given = placed(json.loads(sys.argv[1]))
    told = {name: JOURNEYS[name](given) for name in sys.argv[2:] or JOURNEYS}
    sys.stdout.write(json.dumps(told))
