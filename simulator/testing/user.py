"""A persona of a sandbox as one provider knows it, to read and to change behind the vendor's back."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from simulator.testing.control import SimulatorError

__all__ = ["User", "known"]


class User:
    """A user. `ids` are the provider's ids of it by their names (`userId`, `institutionId`)."""

    def __init__(self, ask: Callable[..., Any], persona: str, provider: str, ids: Mapping[str, str]) -> None:
        self.persona = persona
        self.provider = provider
        self.ids = dict(ids)
        self._ask = ask

    def __repr__(self) -> str:
        return f"<{self.persona} of {self.provider}: {self.user_id}>"

    @property
    def user_id(self) -> str:
        """The id by which the provider knows the user."""
        return self.ids["userId"]

    @property
    def institution_id(self) -> str:
        """The id of the user's institution. Raises SimulatorError where the provider has none."""
        if "institutionId" not in self.ids:
            raise SimulatorError(f"{self.provider} knows no institutions; it knows {', '.join(self.ids)}")
        return self.ids["institutionId"]

    @property
    def record(self) -> dict[str, Any]:
        """The user as stored now, with what the vendor's APIs would hide."""
        __tracebackhide__ = True
        return dict(self._about("GET"))

    def __getitem__(self, member: str) -> Any:
        """A member of the stored record, as in `user["status"]`. Raises KeyError that lists the members."""
        record = self.record
        if member not in record:
            raise KeyError(f"no member {member!r}; {known(member, record)}")
        return record[member]

    def edit(self, **members: Any) -> "User":
        """Change the stored record, outside the vendor's rules, by the names that it has: `edit(status="Locked")`.
        Returns the user. Raises SimulatorError for what does not fit.
        """
        __tracebackhide__ = True
        self._about("PATCH", members)
        return self

    def delete(self) -> None:
        """The user is gone."""
        __tracebackhide__ = True
        self._about("DELETE")

    def _about(self, method: str, body: Any = None) -> Any:
        __tracebackhide__ = True
        return self._ask(method, "/users/{}/{}", self.provider, self.user_id, body=body)


def known(name: str, there: Mapping[str, Any]) -> str:
    """The known names, and first the one that was probably meant."""
    close = get_close_matches(name, there, n=1)
    return (f"did you mean {close[0]!r}? " if close else "") + f"known: {', '.join(sorted(there)) or 'none'}"
