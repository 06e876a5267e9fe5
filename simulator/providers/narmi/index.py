"""How the population's users are found and listed quickly; users that a sandbox changed are looked at one by one."""

from collections.abc import Iterable, Sequence

from simulator.domain.text_index import TextIndex
from simulator.providers.narmi.record.user import User

__all__ = ["SEPARATOR", "UserIndex", "fitting", "haystack"]

SEPARATOR = "\0"
Filter = tuple[str | None, bool | None]


class UserIndex:
    """Users in the order of the list: by text, by type and archive mark. `logins` (casefolded) and `core_user_ids` tell
    whose they are.
    """

    def __init__(self, users: Iterable[User]) -> None:
        self.users = {user.user_id: user for user in users}
        self._texts = TextIndex((user.user_id, haystack(user)) for user in self.users.values())
        self.logins = {user.login.casefold(): key for key, user in self.users.items()}
        self.core_user_ids = {user.core_user_id: key for key, user in self.users.items() if user.core_user_id}
        self._filtered: dict[Filter, list[str]] = {}
        for key, user in self.users.items():
            for kind in (None, user.type):
                for archived in (None, user.archived):
                    self._filtered.setdefault((kind, archived), []).append(key)

    def found(self, needle: str, kind: str | None, archived: bool | None) -> Sequence[str]:
        """The ids of whom the casefolded text names, of this type and archive mark if any are wanted, in order.

        Nobody may alter the answer.
        """
        if not needle:
            return self._filtered.get((kind, archived), [])
        named = [] if SEPARATOR in needle else self._texts.containing(needle)
        if kind is None and archived is None:
            return list(named)
        return [key for key in named if fitting(self.users[key], kind, archived)]


def fitting(user: User, kind: str | None, archived: bool | None) -> bool:
    """Whether the user is of this type and archive mark; None asks for neither."""
    return kind in (None, user.type) and archived in (None, user.archived)


def haystack(user: User) -> str:
    """All that a part of may name the user, in one casefolded text (NARMI-012)."""
    return f"{user.login}{SEPARATOR}{user.name}".casefold()
