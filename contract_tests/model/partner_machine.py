"""The state machine of a partner: target and reference get the same calls, and must agree on all that is seen."""

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from contract_tests.bank import Bank, forked
from contract_tests.broken import broken
from contract_tests.checks import breaches
from contract_tests.customers_bank import API, FELLOW, FROZEN, PLAIN, PRIMARY, CustomersBank
from contract_tests.model import partner_draw as draw
from contract_tests.model.partner import Partner
from contract_tests.model.run import unbroken
from contract_tests.targets import Target

CALLERS = (PRIMARY, PRIMARY, FELLOW, "piet-updike", PLAIN, FROZEN)
callers = st.sampled_from(CALLERS)
later = st.integers(0, 40)
NOBODY = "00000000-0000-4000-8000-00000000dead"


class Colleagues(RuleBasedStateMachine):
    """A fresh fork for each example, and the sample partner's people, who call and are called upon."""

    target: ClassVar[Target]

    def __init__(self) -> None:
        super().__init__()
        self.customers = CustomersBank(Bank(self.target, forked(self.target)))
        self.bank = self.customers.bank
        self.ids: dict[str, str] = {}
        self.tokens: dict[str, str] = {}
        self.reference = Partner({})
        self.met: list[str] = []

    @initialize()
    def look_around(self) -> None:
        """Learn who is there, and give everybody a token."""
        self.bank.clock.freeze()
        self.reference = Partner({user["id"]: user for user in self.customers.users().json["items"]})
        self.ids = {name: self.customers.id_of(name) for name in set(CALLERS)}
        self.met = [*self.reference.users, NOBODY]
        self._renew()

    @rule(caller=callers, body=draw.creations, key=draw.keys)
    def create(self, caller: str, body: Any, key: str | None) -> None:
        """POST a user, sometimes with a key that was used before."""
        status, again = self.reference.creation(self.ids[caller], body, key)
        done = self.customers.create(body, key=key, token=self.tokens[caller])
        assert done.status == status, done
        if again is not None:
            assert done.json == again, done
        elif status == 202:
            assert done.json["id"] not in self.met
            self.reference.created(body, key, done.json)
            self.met.append(done.json["id"])

    @rule(caller=callers, index=later, change=st.one_of(draw.changes, draw.demotions))
    def update(self, caller: str, index: int, change: dict[str, Any]) -> None:
        """PUT a change of somebody, of nobody, or of oneself."""
        body = {"id": self._somebody(index), **change}
        done = self.customers.update(body, token=self.tokens[caller])
        assert (done.status, done.status == 202 and done.body) == (
            self.reference.update(self.ids[caller], body),
            done.status == 202 and b"",
        ), done

    @rule(caller=callers, index=later)
    def delete(self, caller: str, index: int) -> None:
        """DELETE somebody, who is then nowhere."""
        id = self._somebody(index)
        done = self.customers.delete(id, token=self.tokens[caller])
        assert done.status == self.reference.delete(self.ids[caller], id), done

    @rule(caller=callers, index=later)
    def read(self, caller: str, index: int) -> None:
        """GET somebody."""
        id = self._somebody(index)
        done = self.customers.get(id, token=self.tokens[caller])
        refused = self.reference.refusal(self.ids[caller], writing=False)
        expected = refused or (200 if id in self.reference.users else 404)
        assert done.status == expected, done
        if expected == 200:
            assert done.json == self.reference.users[id]

    @rule(caller=callers, query=draw.queries)
    def leaf(self, caller: str, query: dict[str, Any]) -> None:
        """GET a list, and find the very users on the very page."""
        written = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
        done = self.customers.call("listPartnerUsers", params=written, token=self.tokens[caller])
        refused = self.reference.refusal(self.ids[caller], writing=False)
        assert done.status == (refused or 200), done
        if not refused:
            assert done.json == self.reference.page(query), done

    @rule(caller=callers, query=draw.queries, wrong=draw.wrong_queries)
    def ask_wrongly(self, caller: str, query: dict[str, Any], wrong: tuple[str, str, int]) -> None:
        """GET a list with one parameter that cannot be."""
        name, value, status = wrong
        written = {key: str(each).lower() if isinstance(each, bool) else each for key, each in query.items()}
        done = self.customers.call("listPartnerUsers", params={**written, name: value}, token=self.tokens[caller])
        assert done.status == (self.reference.refusal(self.ids[caller], writing=False) or status), done

    @rule(caller=callers, frozen=st.booleans())
    def freeze(self, caller: str, frozen: bool) -> None:
        """QA freezes or melts somebody, but for the primary administrator."""
        id = self.ids[caller]
        if caller != PRIMARY and id in self.reference.users:
            self.customers.edit(id, isFrozen=frozen)
            self.reference.users[id]["isFrozen"] = frozen

    @rule(hours=st.sampled_from([1, 24, 47, 48]))
    def time_passes(self, hours: int) -> None:
        """The sandbox's clock goes on, and keys are forgotten after 48 hours."""
        self.bank.clock.advance(hours * 3600)
        self.reference.now += hours * 3600
        self._renew()

    def teardown(self) -> None:
        """At the end: everybody once more, and every check over all that was said."""
        try:
            if self.tokens and unbroken():
                seen = self.customers.call("listPartnerUsers", token=self.tokens[PRIMARY])
                assert seen.json == self.reference.page({})
                if found := breaches(self.bank.history):
                    raise broken(self.bank, found)
        finally:
            self.bank.delete()

    def _renew(self) -> None:
        """Give a token that is good now to everybody who is there; who was deleted keeps an old one."""
        for name in (name for name, id in self.ids.items() if id in self.reference.users):
            asked = {"api": API, "persona": name}
            self.tokens[name] = self.bank.control("POST", "/tokens", asked, expect=201)["access_token"]

    def _somebody(self, index: int) -> str:
        return self.met[index % len(self.met)]
