"""Bill pay credentials: made once, then seen and changed (NARMI-091, NARMI-092)."""

from msgspec.structs import replace

from simulator.domain.call import Call, Change, Outcome, Reply, put
from simulator.providers.narmi.party import me, target
from simulator.providers.narmi.record.history import Code
from simulator.providers.narmi.record.profile import BillpayCredential
from simulator.providers.narmi.rules.chronicle import noted
from simulator.providers.narmi.state import NAME, State
from simulator.providers.narmi.wire.profile import credential as shown

__all__ = ["HANDLERS"]

MEMBERS = ("account_identifier", "access_token")


def create_billpay_credential(state: State, call: Call) -> Outcome:
    """An identifier and a token, made up (NARMI-091)."""
    identifier = f"BP-{call.ids.uuid(1)[:8].upper()}"
    made = BillpayCredential(identifier, f"bpt_{call.ids.token(1)}", call.at, call.at)
    return Outcome(Reply(201, shown(made)), _kept(state, call, made, "billpay_credential.create"))


def update_billpay_credentials(state: State, call: Call) -> Outcome:
    """What is sent takes the place of what was; nothing sent only shows (NARMI-092)."""
    before = state.profile(target(state, call).user_id).billpay_credential
    assert before is not None, "refused before, where there is none"
    told = {name: call.body[name] for name in MEMBERS if name in call.body}
    after = replace(before, **told)
    if after == before:
        return Outcome(Reply(200, shown(before)))
    after = replace(after, updated_at=call.at)
    return Outcome(Reply(200, shown(after)), _kept(state, call, after, "billpay_credential.update"))


def _kept(state: State, call: Call, credential: BillpayCredential, code: Code) -> tuple[Change, ...]:
    user = target(state, call)
    profile = replace(state.profile(user.user_id), billpay_credential=credential)
    return put(NAME, "profiles", user.user_id, profile), *noted(state, user, call, me(state, call), code)


HANDLERS = {
    "createBillpayCredential": create_billpay_credential,
    "updateBillpayCredentials": update_billpay_credentials,
}
