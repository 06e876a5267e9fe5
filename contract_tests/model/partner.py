"""What a partner of Customers Bank should be like after any sequence of calls, written from the documents and our
decisions. It knows users as replies show them, and answers with a status and what would be seen.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

User = dict[str, Any]
NEVER = "0001-01-01T00:00:00"
KEPT_SECONDS = 48 * 3600
MEMBERS = (
    "id", "name", "isAdmin", "isPrimaryAdmin", "accountEnabled", "email", "lastLoggedInAt", "roles", "showApi",
    "isFrozen",
)  # fmt: skip
TEXT, FLAG = (str, type(None)), (bool, type(None))


@dataclass
class Partner:
    """The users by id, the creations that carried a key, and the seconds that have passed."""

    users: dict[str, User]
    kept: dict[str, tuple[float, Any, Any]] = field(default_factory=dict)
    now: float = 0.0

    def refusal(self, caller: str, *, writing: bool) -> int | None:
        """401 for who was deleted, 403 for who is frozen, and for writing without the right (F-04, B-57)."""
        if caller not in self.users:
            return 401
        user = self.users[caller]
        return 403 if user["isFrozen"] or (writing and not user["isAdmin"]) else None

    def creation(self, caller: str, body: Any, key: str | None) -> tuple[int, Any]:
        """POST: the status, and the reply to an earlier creation with the key that is answered again (B-54, B-55)."""
        refused = self.refusal(caller, writing=True)
        if refused or (refused := creation_problem(body)):
            return refused, None
        kept = self.kept.get(key or "")
        if kept and self.now - kept[0] < KEPT_SECONDS:
            return (202, kept[2]) if kept[1] == body else (422, None)
        taken = {(user["email"] or "").casefold() for user in self.users.values()}
        return (422 if body["email"].casefold() in taken else 202), None

    def created(self, body: Any, key: str | None, reply: Any) -> None:
        """A creation was answered with a new user (CUBI-11, B-53)."""
        self.users[reply["id"]] = {
            "id": reply["id"],
            "name": body.get("name"),
            "isAdmin": body.get("isAdmin", False),
            "isPrimaryAdmin": False,
            "accountEnabled": True,
            "email": body["email"],
            "lastLoggedInAt": NEVER,
            "roles": [],
            "showApi": body.get("showApi", False),
            "isFrozen": False,
        }
        if key:
            self.kept[key] = (self.now, body, reply)

    def update(self, caller: str, body: Any) -> int:
        """PUT: the status (CUBI-50..59, B-55, B-58, F-07)."""
        refused = self.refusal(caller, writing=True) or update_problem(body)
        if refused:
            return refused
        user = self.users.get(body["id"].lower())
        if user is None:
            return 404
        if body.get("isAdmin") is False and (user["isPrimaryAdmin"] or self.is_last(user)):
            return 422
        named = {"name": "name", "isAdmin": "isAdmin", "Roles": "roles", "showApi": "showApi"}
        user.update({own: body[name] for name, own in named.items() if body.get(name) is not None})
        return 202

    def delete(self, caller: str, user_id: str) -> int:
        """DELETE: the status (CUBI-60..64, B-58)."""
        refused = self.refusal(caller, writing=True)
        if refused:
            return refused
        user = self.users.get(user_id)
        if user is None:
            return 404
        if user_id == caller or user["isPrimaryAdmin"]:
            return 422
        del self.users[user_id]
        return 204

    def is_last(self, user: User) -> bool:
        """Whether the user is the only administrator."""
        return [each["id"] for each in self.users.values() if each["isAdmin"]] == [user["id"]]

    def page(self, query: dict[str, Any]) -> dict[str, Any]:
        """GET: the envelope for a sound query (CUBI-29, B-47, B-48, B-49, F-07)."""
        text = query.get("username", "").casefold()
        found = [user for user in self.users.values() if is_named(user, text)]
        member = query.get("sortOn", "name")
        by_id = sorted(found, key=lambda user: str(user["id"]))
        ordered = sorted(by_id, key=lambda user: place(user[member]), reverse=not query.get("sortAscending", True))
        total = len(ordered)
        size = query.get("perPage", 10) if query.get("paginateResults") else total
        offset = query.get("page", 0) * size if query.get("paginateResults") else 0
        return {
            "pageSize": size,
            "pageOffset": offset,
            "totalPages": -(-total // size) if size else 0,
            "totalItemCount": total,
            "items": ordered[offset : offset + size],
        }


def place(value: Any) -> tuple[bool, Any]:
    """Where a value stands in ascending order: null first, texts casefolded."""
    if isinstance(value, list):
        return True, [each.casefold() for each in value]
    return value is not None, value.casefold() if isinstance(value, str) else bool(value)


def is_named(user: User, text: str) -> bool:
    """Whether name or address contains a casefolded text: one of them, not both put together (B-47)."""
    return any(text in (user[member] or "").casefold() for member in ("name", "email"))


def creation_problem(body: Any) -> int | None:
    """400 for what is of a wrong type, 422 for an address that is missing, null or blank (B-55)."""
    if not isinstance(body, dict):
        return 400
    typed = {"name": TEXT, "email": TEXT, "isAdmin": (bool,), "showApi": (bool,)}
    if any(name in body and not isinstance(body[name], kinds) for name, kinds in typed.items()):
        return 400
    return None if (body.get("email") or "").strip() else 422


def update_problem(body: Any) -> int | None:
    """400 for what is of a wrong type, 422 for an id that is missing or no UUID (B-55, F-07)."""
    if not isinstance(body, dict):
        return 400
    typed = {"id": (str,), "name": TEXT, "isAdmin": FLAG, "Roles": (list, type(None)), "showApi": FLAG}
    if any(name in body and not isinstance(body[name], kinds) for name, kinds in typed.items()):
        return 400
    if any(not isinstance(role, str) for role in body.get("Roles") or ()):
        return 400
    return None if is_uuid(body.get("id", "")) else 422


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID with its four hyphens."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
