"""Narmi's users in the console, as far as the store is concerned; what staff does through the vendor's API is in
`console/manage`.
"""

from simulator.console.rooms.room import Action, Column, Field, Json, Room, Section, named

__all__ = ["ROOM"]


def _name(user: Json) -> str:
    return f"{user['firstName']} {user['lastName']}"


def _state(user: Json) -> tuple[str, str]:
    return ("Locked", "bad") if user["locked"] else ("Active", "good")


ROOM = Room(
    provider="narmi",
    title="Narmi",
    name=_name,
    about=lambda user: str(user["login"]),
    state=_state,
    columns=(Column("Status", _state, "status"), Column("Login", named("login"), "mono")),
    sections=(
        Section(
            "User",
            (
                ("Kind of user", "type", "text"),
                ("Username", "login", "mono"),
                ("First name", "firstName", "text"),
                ("Last name", "lastName", "text"),
            ),
        ),
    ),
    fields=(
        Field("firstName", "First name"),
        Field("lastName", "Last name"),
        Field("login", "Username"),
        Field("email", "Email"),
        Field("emailConfirmed", "Email confirmed", "flag"),
        Field("phone", "Phone"),
        Field("coreUserId", "Core user ID"),
        Field("referralCode", "Referral code"),
        Field("locked", "Locked", "flag"),
        Field("archived", "Archived", "flag"),
    ),
    actions=(
        Action(
            id="uat-on",
            label="Switch to UAT",
            effect="No e-mail and no SMS is sent any more, to nobody, and notification history is not available.",
            done="The institution is in UAT.",
            icon="clock",
            patch={"environment": "uat"},
            barred=lambda user: "it is UAT already" if user["environment"] == "uat" else "",
            everybody=True,
        ),
        Action(
            id="uat-off",
            label="Switch to production",
            effect="E-mails and SMS are sent again.",
            done="The institution is in production.",
            icon="clock",
            patch={"environment": "production"},
            barred=lambda user: "" if user["environment"] == "uat" else "it is production already",
            everybody=True,
        ),
        Action(
            id="codes-on",
            label="Use enrolment codes",
            effect="Whoever enrols is asked for a code that was sent by e-mail.",
            done="Enrolment codes are in use.",
            icon="key",
            patch={"enrollmentCodes": True},
            barred=lambda user: "they are in use already" if user["enrollmentCodes"] else "",
            everybody=True,
        ),
        Action(
            id="codes-off",
            label="Use no enrolment codes",
            effect="Nobody is sent an enrolment code.",
            done="Enrolment codes are in use no more.",
            icon="key",
            patch={"enrollmentCodes": False},
            barred=lambda user: "" if user["enrollmentCodes"] else "they are not in use",
            everybody=True,
        ),
    ),
    told={
        "lock": "Locked and archived.",
        "unlock": "Unlocked.",
        "verify": "A support PIN is on its way. Enter what the user reads back.",
        "verify_confirm": "The PIN is right: the user is verified.",
        "link_core_user_id": "The core user ID is linked.",
        "unlink_core_user_id": "The core user ID is linked no more.",
        "change_core_user_id": "The core user ID was changed; the login is as it was.",
        "update_billpay_credentials": "The bill pay credential is as you entered it.",
        "update_email": "The e-mail address is the institution's.",
        "contact": "The contact information was saved.",
        "external": "The external account was saved.",
        "reset_attempts": "The attempts were reset.",
        "device": "The communication method was saved.",
        "sent": "The secure message was sent.",
        "added": "The user was added.",
        "released": "You are yourself again.",
        "viewing": "You look at Manage Users as chosen.",
    },
)
