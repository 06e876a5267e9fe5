"""The vendor's eight calls as the documents print them, with a token that allows them unless another is given."""

from dataclasses import dataclass
from typing import Any

from contract_tests.bank import SAMPLE, SAMPLE_ID, UNSENT, Bank, Pairs, Persona
from contract_tests.exchange import Exchange
from contract_tests.operation import operation

SCOPE_PREFIX = "https://api.banno.com/consumer/auth/"
READ_SCOPE = SCOPE_PREFIX + "user.profile.readonly"
EMAIL_SCOPE = SCOPE_PREFIX + "user.email.readwrite"
NAME_SCOPE = SCOPE_PREFIX + "user.preferredname.readwrite"
MERGE_PATCH = "application/merge-patch+json"


@dataclass(frozen=True)
class Banno:
    """The Banno APIs of one sandbox."""

    bank: Bank

    def call(self, id: str, person: Persona = SAMPLE, *, token: str | None = None, **sent: Any) -> Exchange:
        """Call the operation with this id for one person; further arguments are those of `Bank.send`."""
        called = operation(id)
        path = called.fill({"institutionId": person.institution_id, "userId": person.user_id})
        return self.bank.send(called.method, path, token=self.token_for(id, person) if token is None else token, **sent)

    def token_for(self, id: str, person: Persona = SAMPLE) -> str:
        """A token that may call the operation for this person, with everything allowed."""
        if "banno-consumer" in operation(id).schemes:
            return self.bank.token("banno-consumer", persona=person)
        return self.bank.token("banno-admin")

    def search(self, query: str | None, institution: str = SAMPLE_ID, params: Pairs = (), **sent: Any) -> Exchange:
        """Search the users of an institution; None leaves the query out."""
        named = [
            *([] if query is None else [("query", query)]),
            *(params.items() if isinstance(params, dict) else params),
        ]
        return self.call("searchUsers", Persona("", SAMPLE_ID, institution), params=named, **sent)

    def details(self, person: Persona = SAMPLE, **sent: Any) -> Exchange:
        """Read the details of a user."""
        return self.call("getUserDetails", person, **sent)

    def status(self, person: Persona = SAMPLE, **sent: Any) -> Exchange:
        """Read the status of a user."""
        return self.call("getUserStatus", person, **sent)

    def unlock(self, person: Persona = SAMPLE, json: Any = UNSENT, **sent: Any) -> Exchange:
        """Unlock a user; the body is the printed one unless another is given."""
        body: dict[str, Any] = {} if "content" in sent else {"json": {"state": False} if json is UNSENT else json}
        return self.call("unlockUser", person, **body, **sent)

    def reset(self, person: Persona = SAMPLE, json: Any = UNSENT, printed: bool = False, **sent: Any) -> Exchange:
        """Reset a user's password by e-mail; `printed` takes the path of the printed sample, without `v0`."""
        body: dict[str, Any] = {} if "content" in sent else {"json": {"method": "email"} if json is UNSENT else json}
        return self.call("resetPasswordAsPrinted" if printed else "resetPassword", person, **body, **sent)

    def user(self, person: Persona = SAMPLE, **sent: Any) -> Exchange:
        """Read a user through the Consumer API."""
        return self.call("getUser", person, **sent)

    def put(self, person: Persona = SAMPLE, json: Any = UNSENT, **sent: Any) -> Exchange:
        """Update a user through the Consumer API."""
        return self.call("updateUser", person, json=json, **sent)

    def patch(self, person: Persona = SAMPLE, json: Any = UNSENT, **sent: Any) -> Exchange:
        """Merge-patch a user through the Consumer API, labelled as a merge patch unless told otherwise."""
        return self.call("patchUser", person, json=json, **{"media_type": MERGE_PATCH, **sent})


def listed(search: Exchange) -> list[dict[str, Any]]:
    """The users of a search that was answered."""
    assert search.status == 200, str(search)
    return list(search.json["users"])


def found_ids(search: Exchange) -> list[str]:
    """The ids of the users of a search that was answered, in order."""
    return [user["userId"] for user in listed(search)]
