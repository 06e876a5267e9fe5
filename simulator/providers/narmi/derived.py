"""What fixtures leave out about a user: accounts, profile, past. It follows from the id, so that a hundred thousand
users need no room for it.
"""

from datetime import date, datetime, timedelta

from simulator.domain.ids import digest, uuid_from
from simulator.domain.moment import from_text
from simulator.providers.narmi.record.core import Account, CoreUser
from simulator.providers.narmi.record.history import Actor, Code, Entry, History
from simulator.providers.narmi.record.profile import (
    ExternalAccount,
    ExternalTransfer,
    Feature,
    Linked,
    MfaDevice,
    Note,
    Profile,
    ScheduledTransfer,
)
from simulator.providers.narmi.record.user import User

__all__ = ["EPOCH", "accounts_of", "core_of", "history_of", "profile_of"]

EPOCH = from_text("2022-01-22T00:00:00Z")
KINDS = (
    ("Everyday Checking", "deposit", "checking"),
    ("Rainy Day Savings", "deposit", "savings"),
    ("Platinum Card", "credit", "credit_card"),
)
BANKS = ("Harborlight Bank", "Old Mill Credit Union", "First Prairie Trust")


def core_of(user: User) -> CoreUser:
    """The core's own record of a user: what the user had at the beginning."""
    assert user.core_user_id, "only who is on the core has a record there"
    return CoreUser(
        core_user_id=user.core_user_id,
        first_name=user.first_name,
        last_name=user.last_name,
        birth_date=user.birth_date,
        email=user.email,
        phone=user.phone,
        address=user.address,
        accounts=accounts_of(user.core_user_id),
    )


def accounts_of(core_user_id: str) -> tuple[Account, ...]:
    """One to three accounts; their numbers begin with the core user ID."""
    count = 1 + _number(core_user_id, "accounts") % len(KINDS)
    return tuple(_account(core_user_id, place) for place in range(count))


def profile_of(user: User) -> Profile:
    """Some of everything that has to do with the user's type."""
    if not user.customer:
        return Profile(user.user_id, mfa_devices=_devices(user))
    begun = user.enrolled_at or EPOCH
    return Profile(
        user.user_id,
        external_accounts=(_external_account(user, begun),),
        scheduled_transfers=_scheduled(user, begun),
        external_transfers=_transfers(user, begun),
        notes=_notes(user, begun),
        mfa_devices=_devices(user),
        features=(Feature("external_transfers"), Feature("two_factor", "enforced")),
        linked_services=(Linked("bill pay"), Linked("check deposit", "enrolled")),
    )


def history_of(user: User) -> History:
    """How the user came to be there, was there last, and was locked by the failed logins that followed."""
    begun = user.enrolled_at or EPOCH
    first: Code = "user.enroll" if user.customer else "user.create"
    past = [(first, begun)] if user.enrolled_at or not user.customer else []
    if user.last_login_at is not None:
        past.append(("user.login", user.last_login_at))
    if user.locked:
        past.append(("user.lock", (user.last_login_at or begun) + timedelta(hours=1)))
    return History(user.user_id, tuple(_entry(user, place, action, at) for place, (action, at) in enumerate(past)))


def _account(core_user_id: str, place: int) -> Account:
    name, classification, kind = KINDS[place]
    return Account(
        account_id=uuid_from("narmi", core_user_id, "account", place),
        number=f"{core_user_id}{place + 1:02d}",
        name=name,
        classification=classification,  # type: ignore[arg-type]
        type=kind,  # type: ignore[arg-type]
    )


def _external_account(user: User, begun: datetime) -> ExternalAccount:
    number = _number(user.user_id, "external")
    verified = number % 3 > 0
    return ExternalAccount(
        account_id=uuid_from("narmi", user.user_id, "external"),
        routing_number=f"{number % 10**9:09d}",
        account_number=f"{number % 10**10:010d}",
        name=BANKS[number % len(BANKS)],
        linked_at=begun + timedelta(days=2),
        state="verified" if verified else "pending",
        verification="instant" if number % 2 else "microdeposits",
        amounts=(1 + number % 98, 1 + number // 98 % 98),
    )


def _scheduled(user: User, begun: datetime) -> tuple[ScheduledTransfer, ...]:
    """From the first account to the second, of whoever has two."""
    number, accounts = _number(user.user_id, "scheduled"), accounts_of(user.core_user_id or "")
    if len(accounts) < 2:
        return ()
    transfer = ScheduledTransfer(
        transfer_id=uuid_from("narmi", user.user_id, "scheduled"),
        created_at=begun + timedelta(days=3),
        from_account=accounts[0].number,
        to_account=accounts[1].number,
        amount=1000 + number % 50_000,
        next_on=date(2026, 2, 1 + number % 28),
        frequency="monthly",
    )
    return (transfer,)


def _transfers(user: User, begun: datetime) -> tuple[ExternalTransfer, ...]:
    number = _number(user.user_id, "transfers")
    return tuple(
        ExternalTransfer(
            transfer_id=uuid_from("narmi", user.user_id, "transfer", place),
            created_at=begun + timedelta(days=10 * (place + 1)),
            amount=500 + (number >> place) % 90_000,
            external_account=BANKS[_number(user.user_id, "external") % len(BANKS)],
            direction="out" if (number >> place) % 2 else "in",
        )
        for place in range(number % 3)
    )


def _notes(user: User, begun: datetime) -> tuple[Note, ...]:
    if _number(user.user_id, "note") % 4:
        return ()
    text = "Asked how to link an account elsewhere; told about microdeposits."
    return (Note(uuid_from("narmi", user.user_id, "note"), "Theo Brandt", text, begun + timedelta(days=4)),)


def _devices(user: User) -> tuple[MfaDevice, ...]:
    begun = user.enrolled_at or EPOCH
    by_phone, by_email = (uuid_from("narmi", user.user_id, "device", kind) for kind in ("phone", "email"))
    phone = (MfaDevice(by_phone, "phone", user.phone, begun, "mobile"),) if user.phone else ()
    email = (MfaDevice(by_email, "email", user.email, begun),) if user.email else ()
    return (*phone, *email)


def _entry(user: User, place: int, action: Code, at: datetime) -> Entry:
    return Entry(
        entry_id=uuid_from("narmi", user.user_id, "entry", place),
        action=action,
        actor=Actor("user", user.name, user.user_id),
        at=at,
        ip=f"203.0.113.{1 + _number(user.user_id, 'ip') % 250}",
        device="iPhone" if _number(user.user_id, "ip") % 2 else "Chrome",
        version="17.5.1" if _number(user.user_id, "ip") % 2 else "126.0",
    )


def _number(*what: str) -> int:
    return int.from_bytes(digest(("narmi", *what, "number"), 8))
