"""What may happen in a sandbox next: calls of every operation, and whatever QA does behind the vendors' backs."""

from collections.abc import Callable
from urllib.parse import urlsplit

from contract_tests.soak.life import Life

Step = Callable[[Life], None]
EVERYBODYS_KEY = "0b9c2f5e-58f1-4c39-8a56-3f5f1a6c7d20"
"""The same in all sandboxes, so that a reply that was kept for another one would be seen."""


def search(life: Life) -> None:
    """For the mark, or for half of the bank."""
    query = life.chance.pick([life.canary.text, "e", "smith"])
    life.banno.search(query, life.person.institution_id, address=life.address)


def look(life: Life) -> None:
    """At details, status or user."""
    id = life.chance.pick(["getUserDetails", "getUserStatus", "getUser"])
    life.banno.call(id, life.person, address=life.address)


def unlock(life: Life) -> None:
    """With a member that nobody reads."""
    life.banno.unlock(life.person, json={"state": False, "note": life.canary.text}, address=life.address)


def send_letter(life: Life) -> None:
    """By e-mail or text message, perhaps with a method that there is not."""
    method = life.chance.pick(["email", "email", "sms", life.canary.text])
    life.banno.reset(life.person, json={"method": method}, address=life.address)


def follow_link(life: Life) -> None:
    """Open the newest letter's page and choose a password."""
    newest = life.bank.control("GET", "/outbox")["items"][:1]
    for message in newest:
        path = urlsplit(message["link"]).path.removeprefix(life.bank.prefix)
        life.bank.send("GET", path)
        form = f"password={life.canary.text}-Aa1!".encode()
        life.bank.send("POST", path, content=form, media_type="application/x-www-form-urlencoded")


def change_email(life: Life) -> None:
    """To one that is marked, or to none that could be."""
    email = life.chance.pick([f"{life.fresh}@example.com", f"{life.canary.text}@example.com", None])
    life.banno.put(life.person, json={"email": email}, address=life.address)


def change_name(life: Life) -> None:
    """To the mark, to nothing, or to one that is too long."""
    name = life.chance.pick([life.canary.text, life.fresh, None, life.canary.text * 3])
    life.banno.patch(life.person, json={"preferredName": name}, address=life.address)


def hire(life: Life) -> None:
    """A partner's user, whose key may have been used before; here, that is, and nowhere else."""
    key = life.chance.pick([None, life.canary.text, EVERYBODYS_KEY, EVERYBODYS_KEY])
    body = {"name": life.fresh, "email": f"{life.fresh}@example.com", "isAdmin": False}
    done = life.customers.create(body, key=key, address=life.address)
    if key == EVERYBODYS_KEY and not life.keyed:
        life.keyed = True
        life.expect(
            done.status == 202 and "repeated" not in (done.hint or ""), f"a key that is new here was known: {done}"
        )
    if done.accepted:
        life.made["partner users"].append(done.json["id"])


def rename(life: Life) -> None:
    """A partner's user that was made here."""
    body = {"id": life.one_of("partner users"), "name": life.fresh, "isAdmin": False}
    life.customers.update(body, address=life.address)


def list_colleagues(life: Life) -> None:
    """All, or those who are marked."""
    query = {"username": life.chance.pick(["", life.canary.text]), "paginateResults": False}
    life.customers.users(**query)


def look_at_colleague(life: Life) -> None:
    """One that was made here."""
    life.customers.get(life.one_of("partner users"), address=life.address)


def dismiss(life: Life) -> None:
    """One that was made here."""
    life.customers.delete(life.one_of("partner users"), address=life.address)


def issue(life: Life) -> None:
    """A key that is called like the sandbox."""
    done = life.customers.issue({"displayName": life.fresh}, address=life.address)
    if done.accepted:
        life.made["credentials"].append(done.json["keyId"])


def list_keys(life: Life) -> None:
    """And take one away."""
    life.customers.credentials(address=life.address)
    if life.chance.below(3) == 0:
        life.customers.revoke(life.one_of("credentials"), address=life.address)


def lose_the_way(life: Life) -> None:
    """To an address that nobody serves."""
    life.bank.send("GET", f"/a/{life.canary.text}/{life.fresh}?q={life.canary.text}", token=life.bank.token())


def talk_nonsense(life: Life) -> None:
    """A body that cannot be, which the hint repeats."""
    life.banno.unlock(life.person, json={"state": life.canary.text}, address=life.address)
    life.customers.create({"name": [life.canary.text], "email": {}}, address=life.address)


STEPS: tuple[Step, ...] = (
    *(search, look, unlock, send_letter, send_letter, follow_link, change_email, change_name, change_name),
    *(hire, hire, rename, list_colleagues, look_at_colleague, dismiss, issue, list_keys, lose_the_way, talk_nonsense),
)
"""Each as often as it is named."""
