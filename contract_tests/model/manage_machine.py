"""The state machine of Manage Users: target and reference get the same calls, and must agree on all that is seen."""

import re
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from contract_tests.bank import Bank, forked
from contract_tests.broken import broken
from contract_tests.checks import breaches
from contract_tests.exchange import Exchange
from contract_tests.model import manage_draw as draw
from contract_tests.model.manage import EMULATION_SECONDS, House, Refusal
from contract_tests.model.manage_effect import effects
from contract_tests.model.manage_seen import compare, first_seen, look_for
from contract_tests.model.run import unbroken
from contract_tests.narmi import SUPPORT, Narmi
from contract_tests.targets import Target

later = st.integers(0, 20)


class Desk(RuleBasedStateMachine):
    """A fresh fork for each example, staff who call, and a cast upon whom they act."""

    target: ClassVar[Target]

    def __init__(self) -> None:
        super().__init__()
        self.narmi = Narmi(Bank(self.target, forked(self.target)))
        self.bank = self.narmi.bank
        self.house = House({}, {})
        self.tokens: dict[str, str] = {}

    @initialize()
    def look_around(self) -> None:
        """Learn who is there."""
        self.bank.clock.freeze()
        self.house = first_seen(self.narmi, draw.CAST)

    @rule(
        caller=draw.callers, narrowed=draw.narrowed, who=draw.people, name=draw.actions, confirm=draw.confirms,
        core_id=draw.core_ids, extra=draw.extras,
    )  # fmt: skip
    def act(
        self, caller: str, narrowed: list[str] | None, who: str, name: str, confirm: Any, core_id: Any, extra: Any
    ) -> None:
        """Take an action."""
        id, body = self.narmi.id_of(who), {**extra, "confirm": confirm}
        if "core_user_id" in name:
            own = self.house.people[id]["linkedCoreUserIds"]
            body["core_user_id"] = own[0] if name.startswith("unlink") and own and extra.get("right") else core_id
        if name == "verify_confirm":
            pin = self._pin(id)
            body["pin"] = pin if extra.get("right") else f"{(int(pin) + 1) % 10**6:06}"
        expected = self.house.action(self.narmi.id_of(caller), narrowed, id, name, body)
        sent = {"token": self.narmi.token(caller, narrowed)}
        done = self.narmi.call("POST", self.narmi.path(id, "actions", name), body, **sent)
        self._agree(done, expected)
        if expected is None:
            effects(self.house, self.narmi, id, name, body, done)

    @rule(caller=draw.callers, narrowed=draw.narrowed, who=draw.people, change=draw.contacts)
    def readdress(self, caller: str, narrowed: list[str] | None, who: str, change: dict[str, Any]) -> None:
        """Edit contact information."""
        id = self.narmi.id_of(who)
        expected = self.house.contact(self.narmi.id_of(caller), narrowed, id, change)
        done = self.narmi.contact(who, change, token=self.narmi.token(caller, narrowed))
        self._agree(done, expected)
        if expected is None:
            self.house.contacted(id, change)

    @rule(caller=draw.callers, who=draw.customers, index=later, guess=draw.guesses)
    def guess(self, caller: str, who: str, index: int, guess: str) -> None:
        """Guess at microdeposits."""
        id = self.narmi.id_of(who)
        account = self._external(id, index)
        right = [cents / 100 for cents in account["amounts"]]
        wrong = 0.99 if right[0] != 0.99 and right[1] != 0.99 else 0.5
        amounts = {"right": right, "reversed": right[::-1], "wrong": [wrong, wrong], "half": [right[0], wrong]}[guess]
        expected = self.house.guess(self.narmi.id_of(caller), id, account["accountId"], amounts)
        path = self.narmi.path(id, "external_accounts", account["accountId"], "guesses")
        self._agree(self.narmi.call("POST", path, {"amounts": amounts}, by=caller), expected)

    @rule(caller=draw.callers, who=draw.customers, index=later, wish=st.one_of(draw.edits, st.just({})))
    def edit(self, caller: str, who: str, index: int, wish: dict[str, str]) -> None:
        """Edit an external account, or reset its attempts."""
        id, needed = self.narmi.id_of(who), "Can update details of an external account"
        account = self._external(id, index)
        expected = self.house.entry(self.narmi.id_of(caller), None, needed)
        if expected is None and not wish and account["state"] != "pending":
            expected = (409, "account_not_pending")
        path = self.narmi.path(id, "external_accounts", account["accountId"])
        way = ("PATCH", path, wish) if wish else ("POST", f"{path}/reset_attempts")
        self._agree(self.narmi.call(*way, by=caller), expected)
        if expected is None:
            self.house.external(id, account["accountId"], wish)

    @rule(caller=draw.callers, who=draw.people, index=later, kind=draw.number_types)
    def switch(self, caller: str, who: str, index: int, kind: str) -> None:
        """Give a device a number type."""
        person = self.house.people[self.narmi.id_of(who)]
        devices = person["profile"]["mfaDevices"]
        if not devices:
            return
        device = devices[index % len(devices)]
        expected = self.house.entry(self.narmi.id_of(caller), None, "Can update 2FA device number type")
        if expected is None and device["type"] != "phone":
            expected = (422, "invalid_request_error")
        path = self.narmi.path(who, "mfa_devices", device["deviceId"])
        self._agree(self.narmi.call("PATCH", path, {"number_type": kind}, by=caller), expected)
        if expected is None and device["numberType"] != kind:
            device["numberType"] = kind
            person.noted("phone.update")

    @rule(caller=draw.callers, who=draw.people)
    def make_codes(self, caller: str, who: str) -> None:
        """Generate backup codes."""
        me, person = self.narmi.id_of(caller), self.house.people[self.narmi.id_of(who)]
        expected = self.house.entry(me, None, "Can generate lockout codes user")
        if expected is None and person.staff and person.id != me and self.house.people[me]["type"] != "admin":
            expected = (403, "permission_denied")
        done = self.narmi.call("POST", self.narmi.path(who, "mfa_devices", "backup_codes"), by=caller)
        self._agree(done, expected)
        if expected is None:
            person.codes = done.json["codes"]
            person.noted("security_devices.create")

    @rule(who=draw.people, index=later, spent=st.booleans())
    def log_in(self, who: str, index: int, spent: bool) -> None:
        """The end user tries a backup code."""
        person = self.house.people[self.narmi.id_of(who)]
        code = "aaaa-2222" if spent or not person.codes else person.codes[index % len(person.codes)]
        kept_out = person["locked"] or person["enrollment"] == "pending_code" or person["invited"]
        done = self.narmi.happens(who, "logins", 409 if kept_out else 201, backupCode=code)
        if not kept_out:
            good = code in person.codes
            assert done["succeeded"] is good
            person.codes = [one for one in person.codes if one != code]
            person.noted("user.login" if good else "user.login_failed")

    @rule(caller=draw.callers, narrowed=draw.narrowed, who=draw.people, confirm=draw.confirms)
    def emulate(self, caller: str, narrowed: list[str] | None, who: str, confirm: Any) -> None:
        """Log in as a user."""
        me, id = self.narmi.id_of(caller), self.narmi.id_of(who)
        expected = self.house.action(me, narrowed, id, "login_as_user", {"confirm": confirm})
        done = self.narmi.emulate(who, confirm, token=self.narmi.token(caller, narrowed))
        self._agree(done, expected)
        if expected is None:
            self.tokens[done.json["id"]] = done.json["access_token"]
            until = self.house.now + EMULATION_SECONDS
            self.house.emulations[done.json["id"]] = {"staff": me, "user": id, "released": False, "until": until}
            self.house.people[id].noted("user.emulate")

    @precondition(lambda self: self.tokens)
    @rule(index=later, who=draw.customers)
    def look_as_user(self, index: int, who: str) -> None:
        """Read and write with an emulation's token."""
        id = sorted(self.tokens)[index % len(self.tokens)]
        one, token = self.house.emulations[id], self.tokens[id]
        status = self.house.emulating(id)
        elsewhere = 403 if status == 200 and self.narmi.id_of(who) != one["user"] else status
        assert self.narmi.user(one["user"], token=token).status == status
        assert self.narmi.user(who, token=token).status == elsewhere
        refused = self.narmi.act(who, "lock", sent={"token": token})
        self._agree(refused, (403, "read_only_emulation") if status == 200 else (401, "authentication_failed"))

    @precondition(lambda self: self.tokens)
    @rule(index=later, caller=draw.callers)
    def release(self, index: int, caller: str) -> None:
        """Release an emulation, of one's own or of somebody else."""
        id, me = sorted(self.tokens)[index % len(self.tokens)], self.narmi.id_of(caller)
        one = self.house.emulations[id]
        gone = one["released"] or one["staff"] != me
        status = 401 if self.house.people[me]["locked"] else 404 if gone else 204
        assert self.narmi.call("DELETE", f"/emulations/{id}", by=caller).status == status
        one["released"] = one["released"] or status == 204

    @rule(query=draw.searches)
    def search(self, query: dict[str, Any]) -> None:
        """List users, and find the very users on the very page."""
        look_for(self.house, self.narmi, query)

    @rule(uat=st.booleans(), codes=st.booleans(), role=st.sampled_from(["Support", "Supervisor", "Read only"]))
    def restate(self, uat: bool, codes: bool, role: str) -> None:
        """QA changes the environment, whether there are enrolment codes, and a role."""
        self.narmi.edit(SUPPORT, environment="uat" if uat else "production", enrollmentCodes=codes, role=role)
        self.house.uat, self.house.codes_on = uat, codes
        self.house.people[self.narmi.id_of(SUPPORT)]["role"] = role

    @rule(who=draw.people)
    def look(self, who: str) -> None:
        """Read somebody, with history and menu."""
        compare(self.house, self.narmi, self.narmi.id_of(who))

    @rule(seconds=st.sampled_from([1, 2, 600, 3599, 3600]))
    def time_passes(self, seconds: int) -> None:
        """What was to happen later happens, and tokens have to be minted anew."""
        self.bank.clock.advance(seconds)
        self.house.now += seconds
        self.bank.tokens.clear()
        for id in self.house.due():
            person, core = self.house.people[id], self.narmi.stored(id)["core"]
            told = {name: core[name] for name in ("firstName", "lastName", "phone", "address") if core[name]}
            person.stored.update(told)
            person.noted("account.update")

    def teardown(self) -> None:
        """At the end: the whole cast once more, and every check over all that was said."""
        try:
            if unbroken() and self.house.people:
                for who in draw.CAST:
                    compare(self.house, self.narmi, self.narmi.id_of(who))
                if found := breaches(self.bank.history):
                    raise broken(self.bank, found)
        finally:
            self.bank.delete()

    def _external(self, id: str, index: int) -> dict[str, Any]:
        accounts = self.house.people[id]["profile"]["externalAccounts"]
        return dict(accounts[index % len(accounts)])

    def _pin(self, id: str) -> str:
        """The PIN that was sent last to somebody."""
        phone = self.house.people[id]["phone"]
        sent = [one["text"] for one in self.bank.outbox() if one["channel"] == "sms" and one["to"] == phone]
        return re.findall(r"\b\d{6}\b", sent[-1])[0] if sent else "123456"

    @staticmethod
    def _agree(done: Exchange, expected: Refusal) -> None:
        if expected is None:
            assert done.accepted, done
        else:
            assert (done.status, done.json["id"]) == expected, done
