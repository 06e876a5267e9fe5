"""Everything that a handler of Narmi may look at, in one view. What nobody told about a user is derived on asking."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from simulator.domain.call import Change
from simulator.domain.table import Table
from simulator.providers.narmi import derived
from simulator.providers.narmi.index import UserIndex
from simulator.providers.narmi.record.core import CoreUser
from simulator.providers.narmi.record.history import History
from simulator.providers.narmi.record.pending import Emulation, Notification, ResetTicket, Task, Verification
from simulator.providers.narmi.record.profile import Profile
from simulator.providers.narmi.record.user import HERE, Environment, Role, User

__all__ = ["NAME", "State"]

NAME = "narmi"


class State(Struct, frozen=True):
    """The typed view of this provider's slice."""

    users: Table[User]
    profiles: Table[Profile]
    histories: Table[History]
    cores: Table[CoreUser]
    roles: Table[Role]
    environments: Table[Environment]
    verifications: Table[Verification]
    tasks: Table[Task]
    emulations: Table[Emulation]
    reset_tickets: Table[ResetTicket]
    notifications: Table[Notification]

    @classmethod
    def of(cls, tables: Mapping[str, Table[Any]]) -> "State":
        """The view of these tables."""
        return cls(**tables)

    def after(self, changes: Iterable[Change]) -> "State":
        """The view once these changes are made."""
        tables: dict[str, Table[Any]] = {name: getattr(self, name) for name in self.__struct_fields__}
        for change in changes:
            before = tables[change.table]
            tables[change.table] = Table(before.rows, ({change.key: change.record}, *before.layers))
        return State(**tables)

    @property
    def index(self) -> UserIndex:
        """How the population's users are found."""
        index: UserIndex = self.users.rows.index
        return index

    @property
    def environment(self) -> Environment:
        """What is so for everybody."""
        return self.environments.get(HERE) or Environment()

    def profile(self, user_id: str) -> Profile:
        """The lists of a user's profile; those of somebody who joined later are empty at first."""
        found = self.profiles.get(user_id)
        if found is not None:
            return found
        first = self.users.rows.get(user_id)
        return Profile(user_id) if first is None else derived.profile_of(first)

    def history(self, user_id: str) -> History:
        """What happened to a user."""
        found = self.histories.get(user_id)
        if found is not None:
            return found
        first = self.users.rows.get(user_id)
        return History(user_id) if first is None else derived.history_of(first)

    def core(self, core_user_id: str | None) -> CoreUser | None:
        """What the core has under this ID; None for nothing."""
        if core_user_id is None:
            return None
        told = self.cores.get(core_user_id)
        first = self.index.core_user_ids.get(core_user_id)
        return derived.core_of(self.index.users[first]) if told is None and first is not None else told

    def holder(self, core_user_id: str) -> User | None:
        """The user whose own core user ID this is."""
        return self._first(self.index.core_user_ids.get(core_user_id), lambda user: user.core_user_id == core_user_id)

    def named(self, login: str) -> User | None:
        """The user with this login, in any letter case."""
        wanted = login.casefold()
        return self._first(self.index.logins.get(wanted), lambda user: user.login.casefold() == wanted)

    def _first(self, indexed: str | None, fits: Any) -> User | None:
        changed = self.users.changed()
        if indexed is not None and indexed not in changed:
            return self.users.rows[indexed]
        return next((user for user in changed.values() if user is not None and fits(user)), None)
