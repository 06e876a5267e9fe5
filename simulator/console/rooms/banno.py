"""Banno's users in the console."""

from simulator.console.rooms.room import Action, Call, Column, Field, Json, Room, Section, named

__all__ = ["ROOM"]

STATUSES = ("Active", "Pending", "Disabled", "Reset", "Dormant", "Locked", "PasswordExpired")
TONES = {"Active": "good", "Locked": "bad", "Disabled": "bad", "Pending": "fair", "Reset": "fair"}


def _name(user: Json) -> str:
    return " ".join(str(user[part]) for part in ("firstName", "middleName", "lastName") if user[part])


def _state(user: Json) -> tuple[str, str]:
    status = str(user["status"])
    return ("Unlock queued" if user["unlockQueued"] else status, TONES.get(status, "dull"))


def _locked(user: Json) -> str:
    return "" if user["status"] == "Locked" else f"{_name(user)} is not locked"


def _unlocked(user: Json) -> str:
    return f"{_name(user)} is locked already" if user["status"] == "Locked" else ""


def _unreachable(member: str, what: str) -> object:
    return lambda user: "" if user[member] else f"{_name(user)} has no {what}"


def _reset(method: str, label: str, member: str, what: str) -> Action:
    return Action(
        id=f"reset-by-{method}",
        label=label,
        effect=f"Banno's own API sends a link to the {what} on file. It is good once, for an hour.",
        done=f"A password reset was sent to the {what} on file; the outbox has it.",
        icon="key",
        call=Call("banno-admin", "POST", _reset_path, {"method": method}),
        barred=_unreachable(member, what),  # type: ignore[arg-type]
    )


def _reset_path(user: Json) -> str:
    return f"/a/password-reset/api/v0/institutions/{user['institutionId']}/users/{user['userId']}/password/reset"


ROOM = Room(
    provider="banno",
    title="Banno",
    name=_name,
    about=named("username"),
    state=_state,
    columns=(
        Column("Status", _state, "status"),
        Column("Username", named("username"), "mono", wide=True),
        Column("Email", named("email"), wide=True),
        Column("Phone", named("phone"), "mono", wide=True),
        Column("Last seen", named("lastSeenAt"), "moment", wide=True),
    ),
    sections=(
        Section(
            "Person",
            (
                ("First name", "firstName", "text"),
                ("Middle name", "middleName", "text"),
                ("Last name", "lastName", "text"),
                ("Preferred name", "preferredName", "text"),
                ("Birthday", "demographic.birthday", "text"),
                ("Last four of the SSN", "ssnLast4", "mono"),
                ("Kind of user", "userType", "text"),
                ("Business", "businessName", "text"),
            ),
        ),
        Section(
            "Contact",
            (
                ("Email", "email", "text"),
                ("Phone", "phone", "mono"),
                ("Street", "address.addressLineOne", "text"),
                ("Unit", "address.addressLineTwo", "text"),
                ("City", "address.city", "text"),
                ("State", "address.state", "text"),
                ("ZIP", "address.zip", "mono"),
            ),
        ),
        Section(
            "Login",
            (
                ("Username", "username", "mono"),
                ("Verified", "verified", "flag"),
                ("Shut out of step-up", "lockedOutOfRsa", "flag"),
                ("Unlock queued", "unlockQueued", "flag"),
                ("Institution in memo mode", "memoMode", "flag"),
                ("Enrolled", "enrollmentType", "text"),
                ("Added", "addedAt", "moment"),
                ("Modified", "modifiedAt", "moment"),
                ("Last seen", "lastSeenAt", "moment"),
            ),
        ),
        Section(
            "Ids",
            (
                ("User", "userId", "mono"),
                ("Institution", "institutionId", "mono"),
                ("Login", "loginId", "mono"),
                ("Consumer", "consumerId", "mono"),
                ("Customer", "customerId", "mono"),
                ("NetTeller", "netTellerId", "mono"),
                ("Cash management", "cashManagementId", "mono"),
                ("Member number", "memberNumber", "mono"),
            ),
        ),
        Section("Abilities", (("", "abilities", "words"),)),
    ),
    fields=(
        Field("firstName", "First name"),
        Field("lastName", "Last name"),
        Field("username", "Username", hint="Left empty, one is made up."),
        Field("email", "Email"),
        Field("phone", "Phone"),
        Field("status", "Status", options=STATUSES),
        Field("preferredName", "Preferred name"),
    ),
    actions=(
        Action(
            id="unlock",
            label="Unlock",
            effect="The user can sign in. It is done in the store, outside Banno's rules: memo mode queues nothing.",
            done="Unlocked.",
            icon="unlock",
            patch={"status": "Active"},
            barred=_locked,
        ),
        Action(
            id="lock",
            label="Lock",
            effect="The user is shut out until somebody unlocks. No API of the vendor's can do this; it is for tests.",
            done="Locked.",
            icon="lock",
            patch={"status": "Locked"},
            barred=_unlocked,
            grave=True,
        ),
        _reset("email", "Send a password reset by email", "email", "e-mail address"),
        _reset("sms", "Send a password reset by SMS", "phone", "phone number"),
        Action(
            id="memo-on",
            label="Put the institution into memo mode",
            effect="Its core takes no changes: unlocks through the API are queued, for all of its users.",
            done="The institution is in memo mode.",
            icon="clock",
            patch={"memoMode": True},
            barred=lambda user: "it is in memo mode already" if user["memoMode"] else "",
            everybody=True,
        ),
        Action(
            id="memo-off",
            label="End memo mode",
            effect="The institution's core takes changes again, and takes the queued unlocks at once.",
            done="Memo mode has ended.",
            icon="clock",
            patch={"memoMode": False},
            barred=lambda user: "" if user["memoMode"] else "the institution is not in memo mode",
            everybody=True,
        ),
    ),
)
