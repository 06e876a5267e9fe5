"""What a Banno institution should be like after any sequence of calls, written from the documents and our decisions.

It knows users as plain records (the control API's names) and answers with a status and what would be seen.
"""

from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]
LONGEST_NAME = 20
PRINTABLE = {chr(code) for code in range(0x20, 0x7F)}
DEFAULT_LIMIT = 100


@dataclass
class Reference:
    """The users of all institutions by id, the institutions in memo mode, the queued unlocks, and the messages sent."""

    users: dict[str, Record]
    memo: set[str] = field(default_factory=set)
    queued: set[str] = field(default_factory=set)
    sent: list[tuple[str, str]] = field(default_factory=list)

    def rename(self, user_id: str, body: Any) -> tuple[int, str | None]:
        """PATCH: the status, and the error code of a refusal (BAN-U-40..54, B-22, B-24, B-25, B-26)."""
        code = name_problem(body)
        if code is not None:
            return 400, code
        if "preferredName" in body:
            self.users[user_id]["preferredName"] = body["preferredName"]
        return 204, None

    def readdress(self, user_id: str, body: Any) -> int:
        """PUT: the status (BAN-U-10..22, B-27, B-28, B-29)."""
        if not isinstance(body, dict) or not isinstance(body.get("email"), str):
            return 400
        self.users[user_id]["email"] = body["email"]
        return 204

    def unlock(self, user_id: str, body: Any) -> int:
        """PUT locked: the status (BAN-T-05..09, B-08, B-09, B-10, F-14)."""
        if not isinstance(body, dict) or not isinstance(body.get("state"), bool):
            return 400
        if body["state"]:
            return 422
        user = self.users[user_id]
        if user["status"] != "Locked":
            return 409
        if user["institutionId"] in self.memo:
            self.queued.add(user_id)
            return 202
        user["status"] = "Active"
        return 204

    def set_memo(self, institution_id: str, on: bool) -> None:
        """Memo mode goes on or off; going off applies what was queued (F-14)."""
        (self.memo.add if on else self.memo.discard)(institution_id)
        if not on:
            for user_id in [id for id in self.queued if self.users[id]["institutionId"] == institution_id]:
                self.queued.discard(user_id)
                self.users[user_id]["status"] = "Active"

    def reset(self, user_id: str, body: Any) -> int:
        """POST password reset: the status; a message is sent or none (BAN-P-03..06, F-09)."""
        channels = {"email": "email", "sms": "phone"}
        method = body.get("method") if isinstance(body, dict) else None
        if not isinstance(method, str) or method not in channels:
            return 400
        address = self.users[user_id][channels[method]]
        if not address:
            return 409
        self.sent.append((method, address))
        return 200

    def search(
        self, institution_id: str, query: str, limit: int = DEFAULT_LIMIT, offset: int = 0
    ) -> tuple[list[str], int]:
        """The ids on one page of a search, and the total (BAN-S-04, B-02, F-02, F-03)."""
        near = [user for user in self.users.values() if user["institutionId"] == institution_id]
        found = sorted((user for user in near if matches(user, query)), key=place)
        return [user["userId"] for user in found[offset : offset + limit]], len(found)


def name_problem(body: Any) -> str | None:
    """The error code of the highest priority that a patch deserves, or None (BAN-U-51)."""
    if not isinstance(body, dict):
        return "MalformedJson"
    name = body.get("preferredName")
    if name is None:
        return None
    if not isinstance(name, str):
        return "MalformedJson"
    if len(name) > LONGEST_NAME:
        return "MaximumSizeExceeded"
    return None if set(name) <= PRINTABLE else "DisallowedCharacters"


def matches(user: Record, query: str) -> bool:
    """Whether a search text finds a user (F-03)."""
    if "@" in query:
        return (user["email"] or "").casefold() == query.replace(" ", "+").casefold()
    if user["netTellerId"] == query:
        return True
    texts = (user[name] for name in ("firstName", "lastName", "username", "preferredName", "email"))
    return any(query.casefold() in (text or "").casefold() for text in texts)


def place(user: Record) -> tuple[str, str, str]:
    """Where a user stands in every list (F-02)."""
    return user["lastName"].casefold(), user["firstName"].casefold(), user["userId"].casefold()
