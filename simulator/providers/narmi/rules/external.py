"""External accounts: edited by staff, guessed at by the end user (NARMI-037 to NARMI-042)."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from simulator.domain.call import Call, Change, put
from simulator.providers.narmi.record.profile import ExternalAccount
from simulator.providers.narmi.state import NAME, State

__all__ = ["account_of", "edited", "guessed", "kept"]

EDITABLE = ("product_type", "account_purpose", "state")


def account_of(state: State, call: Call) -> ExternalAccount | None:
    """The external account that the path names, if its user has it."""
    wanted = call.path["accountId"].lower()
    profile = state.profile(call.path["userId"].lower())
    return next((one for one in profile.external_accounts if one.account_id == wanted), None)


def edited(account: ExternalAccount, wish: Mapping[str, Any]) -> ExternalAccount:
    """The account as staff wants it; one that is to be verified anew begins without attempts."""
    after = replace(account, **{name: wish[name] for name in EDITABLE if name in wish})
    return replace(after, attempts=0) if after.pending and not account.pending else after


def guessed(account: ExternalAccount, amounts: list[float]) -> ExternalAccount:
    """Verified where the amounts are the microdeposits, in any order; else one more attempt was made."""
    right = sorted(round(amount * 100) for amount in amounts) == sorted(account.amounts)
    exact = all(abs(amount * 100 - round(amount * 100)) < 1e-6 for amount in amounts)
    if right and exact:
        return replace(account, state="verified")
    return replace(account, attempts=account.attempts + 1)


def kept(state: State, user_id: str, account: ExternalAccount) -> Change:
    """The user's profile with the account as it is now."""
    profile = state.profile(user_id)
    accounts = tuple(account if one.account_id == account.account_id else one for one in profile.external_accounts)
    return put(NAME, "profiles", user_id, replace(profile, external_accounts=accounts))
