"""The state machine: target and reference get the same calls, and must agree on every status and all that is seen."""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from contract_tests.bank import SAMPLE, SAMPLE_ID, Bank, Persona, forked
from contract_tests.banno import Banno
from contract_tests.broken import broken
from contract_tests.checks import breaches
from contract_tests.model import draw
from contract_tests.model.reference import Reference
from contract_tests.model.run import unbroken
from contract_tests.targets import Target

CAST = 4
people = st.integers(0, CAST - 1)
later = st.integers(0, 20)


class Institution(RuleBasedStateMachine):
    """A fresh fork for each example, and a small cast, so that the same user is met again and again."""

    target: ClassVar[Target]

    def __init__(self) -> None:
        super().__init__()
        self.banno = Banno(Bank(self.target, forked(self.target)))
        self.bank = self.banno.bank
        self.cast: list[Persona] = []
        self.added: list[Persona] = []
        self.reference = Reference({})

    @initialize()
    def look_around(self) -> None:
        """Learn who is there, and choose the cast: the sample user and three neighbours."""
        self.reference = Reference({user["userId"]: user for user in self.bank.users()})
        near = [
            person
            for person in self.bank.personas()
            if person.institution_id == SAMPLE_ID and person.user_id != SAMPLE_ID
        ]
        self.cast = [SAMPLE, *near[: CAST - 1]]

    @rule(person=people, body=draw.patches)
    def rename(self, person: int, body: Any) -> None:
        """PATCH the preferred name."""
        who = self.cast[person]
        done = self.banno.patch(who, json=body)
        code = done.json["errorCode"] if done.body else None
        assert (done.status, code) == self.reference.rename(who.user_id, body), done

    @rule(person=people, body=draw.updates)
    def readdress(self, person: int, body: Any) -> None:
        """PUT the e-mail address."""
        who = self.cast[person]
        done = self.banno.put(who, json=body)
        assert done.status == self.reference.readdress(who.user_id, body), done

    @rule(person=people, body=draw.locks, first=st.sampled_from(["lock", "lock", "leave"]))
    def unlock(self, person: int, body: Any, first: str) -> None:
        """PUT the lock, mostly of a user whom QA has just locked."""
        who = self.cast[person]
        if first == "lock":
            self._restate(who, "Locked")
        done = self.banno.unlock(who, json=body)
        assert done.status == self.reference.unlock(who.user_id, body), done

    @rule(person=people, body=draw.resets, printed=st.booleans(), lost=st.sampled_from([None, None, "email", "phone"]))
    def reset(self, person: int, body: Any, printed: bool, lost: str | None) -> None:
        """POST a password reset, on either path, sometimes of a user who has just lost a way of being reached."""
        who = self.cast[person]
        if lost:
            self.bank.edit(who.user_id, **{lost: None})
            self.reference.users[who.user_id][lost] = None
        done = self.banno.reset(who, json=body, printed=printed)
        assert done.status == self.reference.reset(who.user_id, body), done
        self._compare_outbox()

    @rule(person=people, status=st.sampled_from(draw.STATUSES))
    def restate(self, person: int, status: str) -> None:
        """QA gives a user another status."""
        self._restate(self.cast[person], status)

    @precondition(lambda self: not self.reference.memo)
    @rule(person=people)
    def memo_mode_begins(self, person: int) -> None:
        """QA puts the institution into memo mode, and somebody's unlock is queued at once."""
        self.bank.edit(SAMPLE_ID, memoMode=True)
        self.reference.set_memo(SAMPLE_ID, True)
        self.unlock(person=person, body={"state": False}, first="lock")

    @precondition(lambda self: self.reference.memo)
    @rule()
    def memo_mode_ends(self) -> None:
        """QA ends it, and what was queued is done."""
        self.bank.edit(SAMPLE_ID, memoMode=False)
        self.reference.set_memo(SAMPLE_ID, False)

    @rule(first=st.sampled_from(draw.FIRST_NAMES), last=st.sampled_from(draw.SURNAMES), email=draw.emails)
    def add(self, first: str, last: str, email: str) -> None:
        """QA adds a user, often of a name that others have."""
        user_id = f"{len(self.reference.users):08x}-0000-4000-8000-{len(self.bank.history):012x}"
        made = self.bank.create(institutionId=SAMPLE_ID, userId=user_id, firstName=first, lastName=last, email=email)
        self.reference.users[made["userId"]] = made
        self.added.append(Persona("", made["userId"], SAMPLE_ID))

    @precondition(lambda self: self.added)
    @rule(index=later)
    def delete(self, index: int) -> None:
        """QA deletes an added user, who is then nowhere."""
        gone = self.added.pop(index % len(self.added))
        self.bank.control("DELETE", f"/users/banno/{gone.user_id}")
        del self.reference.users[gone.user_id]
        answers = (self.banno.details(gone), self.banno.status(gone), self.banno.unlock(gone), self.banno.reset(gone))
        assert [answer.status for answer in answers] == [404] * 4

    @rule(query=draw.queries, limit=draw.limits, offset=draw.offsets)
    def search(self, query: str, limit: int | None, offset: int | None) -> None:
        """Search, and find the very users on the very page."""
        given = {name: value for name, value in (("limit", limit), ("offset", offset)) if value is not None}
        found = self.banno.search(query, params=given)
        assert found.status == 200, found
        ids, total = self.reference.search(SAMPLE_ID, query, limit or 100, offset or 0)
        assert ([user["userId"] for user in found.json["users"]], found.json["totalCount"]) == (ids, total), found

    @rule(index=later, key=st.sampled_from(draw.KEYS), writing=st.sampled_from(sorted(draw.WRITINGS)))
    def search_for(self, index: int, key: str, writing: str) -> None:
        """Search by what somebody is called, or by what nobody is found by."""
        everybody = [*self.cast, *self.added]
        text = self.reference.users[everybody[index % len(everybody)].user_id][key]
        query = draw.WRITINGS[writing](text or "").strip()
        if query:
            self.search(query=query, limit=None, offset=None)

    @rule(index=later)
    def look(self, index: int) -> None:
        """Read somebody in all APIs."""
        everybody = [*self.cast, *self.added]
        self._compare(everybody[index % len(everybody)])

    def teardown(self) -> None:
        """At the end: the whole cast and the outbox once more, and every check over all that was said."""
        try:
            if unbroken():
                self._compare_all()
        finally:
            self.bank.delete()

    def _compare_all(self) -> None:
        for who in self.cast:
            self._compare(who)
        self._compare_outbox()
        if found := breaches(self.bank.history):
            raise broken(self.bank, found)

    def _restate(self, who: Persona, status: str) -> None:
        if who.user_id not in self.reference.queued:
            self.bank.edit(who.user_id, status=status)
            self.reference.users[who.user_id]["status"] = status

    def _compare_outbox(self) -> None:
        messages = [(message["channel"], message["to"]) for message in self.bank.outbox()]
        assert messages == self.reference.sent

    def _compare(self, who: Persona) -> None:
        expected = self.reference.users[who.user_id]
        assert self.banno.status(who).json == {"status": expected["status"]}
        details = self.banno.details(who).json
        shown = self.banno.user(who, token=self.bank.token("banno-admin")).json
        found = self.banno.search(expected["username"], params={"limit": 1000}).json["users"]
        (listed,) = [user for user in found if user["userId"] == who.user_id]
        for name in ("firstName", "lastName", "email", "preferredName"):
            for reply in (details, shown, listed):
                if reply is not details or name != "preferredName":
                    assert (reply.get(name) or None) == (expected[name] or None), (name, reply)
