"""The lists of a profile: their titles, in the order of the article, and their columns."""

from msgspec import Struct

__all__ = ["LISTS", "Listed"]


class Listed(Struct, frozen=True):
    """A list. Of each column: the label, the member, and how it is written. `all` leads to the whole of it; `empty` is
    said where there is none, with what fills it in `filled`, where `{api}` is the control API; `hint` in any case.
    """

    name: str
    title: str
    columns: tuple[tuple[str, str, str], ...]
    all: str
    empty: str
    filled: str
    hint: str = ""


def _stored(place: str) -> str:
    return f"Fixtures fill it, or {{api}} by `{place}`."


LISTS = (
    Listed(
        "accounts", "Accounts",
        (("Number", "number", "mono"), ("Name", "name", "text"), ("Nickname", "nickname", "text"),
         ("Credit or deposit", "classification", "word"), ("Type", "type", "word")),
        "See all accounts", "The core has no account for this user.",
        "Fixtures fill it, or {api} by `core.accounts`; staff has none.",
    ),
    Listed(
        "external_accounts", "External Accounts",
        (("Name", "name", "text"), ("Routing number", "routing_number", "mono"),
         ("Account number", "account_number", "mono"), ("Product type", "product_type", "word"),
         ("Purpose", "account_purpose", "word"), ("Status", "state", "word")),
        "See all external accounts", "The user has linked no account elsewhere.",
        _stored("profile.externalAccounts"),
    ),
    Listed(
        "scheduled_transfers", "Scheduled Transfers",
        (("Next", "next_on", "day"), ("From", "from_account", "mono"), ("To", "to_account", "mono"),
         ("Amount", "amount", "money"), ("How often", "frequency", "word")),
        "See all scheduled transfers", "No transfer is scheduled.",
        _stored("profile.scheduledTransfers"),
    ),
    Listed(
        "external_transfers", "External Transfer History",
        (("Created", "created_at", "moment"), ("Status", "status", "word"), ("Direction", "direction", "word"),
         ("Amount", "amount", "money"), ("Account", "external_account", "text")),
        "See all external transfers", "Nothing went to or came from an account elsewhere.",
        _stored("profile.externalTransfers"),
    ),
    Listed(
        "wires", "Wire Transfers",
        (("Created", "created_at", "moment"), ("Status", "status", "word"), ("Amount", "amount", "money"),
         ("To", "beneficiary", "text")),
        "See all wire transfers", "No wire was sent.",
        _stored("profile.wires"),
    ),
    Listed(
        "threads", "Recent Messages",
        (("Created", "created_at", "moment"), ("Subject", "subject", "text"), ("Messages", "messages", "talk")),
        "See all messages", "The user and the institution have not written to each other.",
        "A secure message begins one, or {api} by `profile.threads`.",
    ),
    Listed(
        "notes", "Recent Notes",
        (("Written", "at", "moment"), ("By", "author", "text"), ("Note", "text", "text")),
        "See all notes", "Staff has written no note.",
        _stored("profile.notes"),
    ),
    Listed(
        "history", "History",
        (("When", "at", "moment"), ("Action", "action", "event"), ("By", "actor", "actor"),
         ("IP address", "ip", "mono"), ("Device", "device", "short"), ("Version", "version", "short")),
        "See all history", "Nothing has happened yet.",
        "Whatever is done fills it, or {api} by `history`.",
    ),
    Listed(
        "mfa_devices", "Two-factor Authentication",
        (("Device", "label", "mono"), ("Type", "type", "word"), ("Codes come by", "communication_method", "word"),
         ("Added", "added_at", "moment")),
        "See all devices", "The user has no device; the user adds them in Digital Banking.",
        _stored("profile.mfaDevices"),
    ),
    Listed(
        "features", "Features",
        (("Feature", "name", "text"), ("State", "state", "word")),
        "See all features", "No feature is on.",
        _stored("profile.features"), "They are changed only through Narmi's support.",
    ),
    Listed(
        "authorized_apps", "Authorized Apps",
        (("App", "name", "text"), ("Permissions", "permissions", "words"), ("Expires", "expires_at", "moment")),
        "See all apps", "The user has let no app in.",
        _stored("profile.authorizedApps"),
    ),
    Listed(
        "linked_services", "Linked Services",
        (("Name", "name", "text"), ("Status", "status", "word")),
        "See all services", "No service is linked.",
        _stored("profile.linkedServices"),
    ),
)  # fmt: skip
"""As the article has them, from top to bottom."""
