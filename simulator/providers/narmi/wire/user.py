"""Users, as lists and single answers show them."""

from typing import Any

from simulator.domain.moment import to_text
from simulator.providers.narmi.record.user import Address, Organization, User
from simulator.providers.narmi.state import State

__all__ = ["role", "row", "user"]

Json = dict[str, Any]


def user(state: State, one: User) -> Json:
    """Everything above the lists of the profile (NARMI-030 to NARMI-035)."""
    core = state.core(one.core_user_id)
    return {
        **row(one),
        "email": one.email,
        "core_email": None if core is None else core.email,
        "phone": one.phone,
        "address": _address(one.address),
        "category": one.category,
        "organization": _organization(one.organization),
        "core_user_id": one.core_user_id,
        "linked_core_user_ids": list(one.linked_core_user_ids),
        "referral_code": one.referral_code,
        "account_number": core.accounts[0].number if core is not None and core.accounts else None,
        "role": one.role,
        "invited": one.invited,
        "enrollment": one.enrollment,
    }


def row(one: User) -> Json:
    """A row of the list (NARMI-004 to NARMI-011)."""
    return {
        "id": one.user_id,
        "type": one.type,
        "login": one.login,
        "temporary_login": one.temporary_login,
        "first_name": one.first_name,
        "last_name": one.last_name,
        "email_confirmed": one.email_confirmed,
        "locked": one.locked,
        "archived": one.archived,
        "last_login_at": None if one.last_login_at is None else to_text(one.last_login_at),
        "enrolled_at": None if one.enrolled_at is None else to_text(one.enrolled_at),
    }


def role(name: str, permissions: tuple[str, ...]) -> Json:
    """A role of staff."""
    return {"name": name, "permissions": list(permissions)}


def _address(one: Address | None) -> Json | None:
    if one is None:
        return None
    return {name: getattr(one, name) for name in Address.__struct_fields__}


def _organization(one: Organization | None) -> Json | None:
    return None if one is None else {"name": one.name, "phone": one.phone, "role": one.role}
