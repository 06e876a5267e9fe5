"""Customers Bank's partner users in the console."""

from simulator.console.rooms.room import Action, Column, Field, Json, Room, Section, named

__all__ = ["ROOM"]


def _name(user: Json) -> str:
    return str(user["name"] or "(no name)")


def _state(user: Json) -> tuple[str, str]:
    if user["isFrozen"]:
        return "Frozen", "bad"
    return ("Active", "good") if user["accountEnabled"] else ("Disabled", "bad")


def _rank(user: Json) -> str:
    return "Primary admin" if user["isPrimaryAdmin"] else "Admin" if user["isAdmin"] else "User"


ROOM = Room(
    provider="customers_bank",
    title="Customers Bank",
    name=_name,
    about=lambda user: str(user["email"] or ""),
    state=_state,
    columns=(
        Column("Status", _state, "status"),
        Column("Email", named("email"), wide=True),
        Column("Rank", _rank, wide=True),
        Column("Roles", named("roles"), "words", wide=True),
        Column("Last login", named("lastLoggedInAt"), "moment", wide=True),
    ),
    sections=(
        Section("Person", (("Name", "name", "text"), ("Email", "email", "text"))),
        Section(
            "Rights",
            (
                ("Administrator", "isAdmin", "flag"),
                ("Primary administrator", "isPrimaryAdmin", "flag"),
                ("Sees the API pages", "showApi", "flag"),
                ("Roles", "roles", "words"),
            ),
        ),
        Section(
            "Login",
            (
                ("Account enabled", "accountEnabled", "flag"),
                ("Frozen", "isFrozen", "flag"),
                ("Last login", "lastLoggedInAt", "moment"),
            ),
        ),
        Section("Ids", (("User", "userId", "mono"), ("Partner", "partnerId", "mono"))),
    ),
    fields=(
        Field("name", "Name"),
        Field("email", "Email"),
        Field("roles", "Roles", "words", hint="Separated by commas."),
        Field("isAdmin", "Administrator", "flag"),
        Field("accountEnabled", "Account enabled", "flag"),
        Field("showApi", "Sees the API pages", "flag"),
    ),
    actions=(
        Action(
            id="unlock",
            label="Unlock",
            effect="The user is no longer frozen. The vendor's API cannot do this; it is for tests.",
            done="Unlocked.",
            icon="unlock",
            patch={"isFrozen": False},
            barred=lambda user: "" if user["isFrozen"] else f"{_name(user)} is not frozen",
        ),
        Action(
            id="lock",
            label="Lock",
            effect="The user is frozen and may call nothing. The vendor's API cannot do this; it is for tests.",
            done="Frozen.",
            icon="lock",
            patch={"isFrozen": True},
            barred=lambda user: f"{_name(user)} is frozen already" if user["isFrozen"] else "",
            grave=True,
        ),
    ),
)
