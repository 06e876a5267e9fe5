"""How the population's users are found quickly; every other user is looked at one by one."""

from collections.abc import Iterable, Mapping

from simulator.domain.text_index import TextIndex
from simulator.providers.banno.state import User

__all__ = ["SEPARATOR", "UserIndex", "haystack", "mailbox"]

SEPARATOR = "\0"


class UserIndex:
    """Users, in the order a search lists them, by parts of their names, by mailbox and by NetTeller id (F-03)."""

    __slots__ = ("_mailboxes", "_net_teller_ids", "_positions", "_texts")

    def __init__(self, users: Iterable[User]) -> None:
        listed = list(users)
        self._texts = TextIndex((user.user_id, haystack(user)) for user in listed)
        self._mailboxes = _by((mailbox(user.email), user.user_id) for user in listed if user.email)
        self._net_teller_ids = _by((user.net_teller_id, user.user_id) for user in listed if user.net_teller_id)
        self._positions = {user.user_id: position for position, user in enumerate(listed)}

    def found(self, query: str) -> list[str]:
        """The ids of the users that the query names, in order."""
        if "@" in query:
            return self._mailboxes.get(mailbox(query), [])
        named = [] if SEPARATOR in query else list(self._texts.containing(query.casefold()))
        numbered = self._net_teller_ids.get(query)
        return named if numbered is None else sorted({*named, *numbered}, key=self._positions.__getitem__)


def haystack(user: User) -> str:
    """All that a part of may name the user, in one casefolded text (BAN-S-04)."""
    texts = (user.first_name, user.last_name, user.username, user.preferred_name, user.email)
    return SEPARATOR.join(text.casefold() for text in texts if text)


def mailbox(address: str) -> str:
    """An address as it is compared: in any case, and a plus sign that became a space on its way is one again (B-14)."""
    return address.replace(" ", "+").casefold()


def _by(pairs: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for value, user_id in pairs:
        found.setdefault(value, []).append(user_id)
    return found
