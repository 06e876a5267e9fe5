"""For each of Banno's defects, a short scene whose visible outcome is not the sound one."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.defects.desk import CONSUMER_SCOPES, FERNHOLLOW, Desk

__all__ = ["SCENES"]

Scene = Callable[[Desk], Any]
KATHY, RUTH = "kathy-smith", "ruth-adler"


def also(*scenes: Scene) -> Scene:
    """One after the other; the outcome of all."""
    return lambda desk: [scene(desk) for scene in scenes]


def crowd(number: int, seen: Scene) -> Scene:
    """With that many namesakes more."""
    return also(lambda desk: desk.make(number), seen)


def memo_mode(name: str) -> Scene:
    """The user's institution is in memo mode."""
    return lambda desk: desk.edit(name, memoMode=True)


def waking(name: str) -> Scene:
    """The user's institution is no longer in memo mode."""
    return lambda desk: desk.edit(name, memoMode=False)


def status(name: str) -> Scene:
    """What a status reads."""
    return lambda desk: desk.status(name)


def unlock(name: str, state: Any = False) -> Scene:
    """What an unlock answers."""
    return lambda desk: desk.unlock(name, state)


def restated(name: str, **members: Any) -> Scene:
    """QA changes a user."""
    return lambda desk: desk.edit(name, **members)


def named(preferred: str | None, name: str = KATHY) -> Scene:
    """What a patch answers, and what the user is called then."""
    return lambda desk: (desk.named(name, preferred), desk.user(name)[1].get("preferredName"))


def mailed(email: Any, name: str = KATHY, **more: Any) -> Scene:
    """What an update answers, and the user afterwards."""
    return lambda desk: (desk.put(name, email, **more), desk.user(name))


def missing_body(path: str, desk: Desk, **wish: Any) -> Any:
    """A call that is wrong in several ways."""
    headers = [desk.admin(**wish), ("Content-Type", "text/plain")]
    return desk.world.send("PUT", path, headers=headers, content=b"{").status


def of_a_deleted_user(desk: Desk) -> Any:
    """A wrong update with a token that outlived its user."""
    token = desk.own(KATHY)
    desk.gone(KATHY)
    return desk.put(KATHY, None, token)


SEARCHING: Mapping[str, Scene] = {
    "banno-search-total-of-page": lambda desk: desk.search("a", limit=2),
    "banno-search-total-after-offset": lambda desk: desk.search("a", offset=2),
    "banno-search-total-stops-at-100": crowd(101, lambda desk: desk.search("qqcrowd", limit=1)),
    "banno-search-page-too-long": lambda desk: desk.search("a", limit=2),
    "banno-search-last-user-lost": lambda desk: desk.found("a", limit=20, offset=20),
    "banno-search-pages-overlap": lambda desk: desk.search("a", limit=2, offset=2),
    "banno-search-offset-needs-limit": lambda desk: desk.search("a", offset=2),
    "banno-search-limit-stops-at-500": crowd(501, lambda desk: len(desk.found("qqcrowd", limit=1000))),
    "banno-search-sorted-by-page": lambda desk: desk.found("a", limit=3),
    "banno-search-case-sensitive": lambda desk: desk.found("kATH"),
    "banno-search-misses-preferred-name": lambda desk: desk.found("Bobby"),
    "banno-search-plus-lost": lambda desk: desk.found("nora.vance bank@example.org"),
    "banno-search-teller-id-prefix": lambda desk: desk.found("7394871904"),
    "banno-search-part-of-address": lambda desk: desk.found("@example.net"),
    "banno-search-hides-disabled": lambda desk: desk.found("raman"),
    "banno-search-wildcards": lambda desk: desk.found("K%y"),
    "banno-search-null-is-a-name": lambda desk: desk.found("null"),
    "banno-search-address-crosses-institutions": lambda desk: desk.search("ruth.adler@example.org"),
    "banno-search-index-stale": also(named("Husband"), lambda desk: desk.found("husband")),
    "banno-search-order-first-name": lambda desk: desk.found("a"),
    "banno-search-order-capitals-first": lambda desk: desk.found("r"),
    "banno-search-order-of-namesakes": also(
        restated("maria-garcia-elm-street", username="a-maria"), restated("maria-garcia-harbor", username="b-maria"),
        lambda desk: desk.found("garcia"),
        restated("maria-garcia-elm-street", username="c-maria"), lambda desk: desk.found("garcia"),
    ),
    "banno-search-locked-is-inactive": lambda desk: desk.search("KathySmith"),
    "banno-search-initial-is-name": lambda desk: desk.search("RuthAdler"),
    "banno-search-zero-milliseconds-lost": crowd(1, lambda desk: desk.search("qqcrowd")),
    "banno-search-modified-is-added": also(named("Kat"), lambda desk: desk.search("KathySmith")),
    "banno-search-business-without-phone": lambda desk: desk.search("mcallister"),
    "banno-search-nobody-employed": also(
        restated("kathy-smith", employeeStatus="EM"), lambda desk: desk.search("KathySmith"),
    ),
    "banno-search-reviewed-at-home": also(
        restated("kathy-smith", reviewInstitutionId=FERNHOLLOW), lambda desk: desk.search("KathySmith"),
    ),
    "banno-search-takes-blank-query": lambda desk: desk.search("  "),
    "banno-search-limit-clamped": lambda desk: desk.search("a", limit=1001),
}  # fmt: skip
READING: Mapping[str, Scene] = {
    "banno-details-address-of-namesake": lambda desk: [
        desk.details(name) for name in ("maria-garcia-elm-street", "maria-garcia-harbor")
    ],
    "banno-details-by-username": lambda desk: [desk.details(name) for name in (RUTH, "ruth-adler-fernhollow")],
    "banno-details-of-any-institution": lambda desk: desk.details(KATHY, FERNHOLLOW),
    "banno-details-one-change-behind": also(mailed("new@example.org"), lambda desk: desk.details(KATHY)),
    "banno-details-reading-is-a-visit": lambda desk: [desk.details(RUTH)[1]["lastSeen"] for _ in range(2)],
    "banno-details-preferred-first-name": lambda desk: desk.details("robert-hale"),
    "banno-details-escaped-name": lambda desk: desk.details("sean-obrien"),
    "banno-details-spelled-right": lambda desk: desk.details(KATHY),
    "banno-details-number-unpadded": lambda desk: desk.details("samuel-brooks"),
    "banno-details-null-as-text": lambda desk: desk.details("bram-de-vries"),
    "banno-details-null-phone": lambda desk: desk.details("greta-lund"),
    "banno-details-abilities-by-default": lambda desk: desk.details("dev-okonkwo"),
    "banno-details-rsa-is-the-lock": lambda desk: desk.details("gwen-ashby"),
    "banno-details-ssn-loses-zeros": lambda desk: desk.details("samuel-brooks"),
    "banno-details-birthday-shifted": lambda desk: desk.details(RUTH),
    "banno-details-importance-fixed": also(
        restated(RUTH, demographic={"customerImportance": "No"}), lambda desk: desk.details(RUTH),
    ),
    "banno-status-small-letter": status(KATHY),
    "banno-status-counts-rsa": status("gwen-ashby"),
    "banno-status-active-while-queued": also(unlock("otto-nightingale"), status("otto-nightingale")),
    "banno-status-forgets": also(
        unlock(KATHY), *(named("Kat", name) for name in (RUTH, "robert-hale", "greta-lund")), status(KATHY)
    ),
    "banno-status-id-as-spelled": status("KATHY-SMITH"),
    "banno-user-number-padded": lambda desk: desk.user(KATHY),
    "banno-user-number-is-number": lambda desk: desk.user(KATHY),
    "banno-user-null-phone": lambda desk: desk.user("greta-lund"),
    "banno-user-alias-beside": lambda desk: desk.user("harriet-mcallister"),
    "banno-user-misread-letters": lambda desk: desk.user("zoe-nunez"),
    "banno-user-always-active": also(
        restated("dev-okonkwo", status="Dormant"), lambda desk: desk.user("dev-okonkwo")
    ),
    "banno-user-two-lines-only": lambda desk: desk.user("percival-longfellow"),
    "banno-user-attribute-left-out": lambda desk: desk.user("otto-nightingale"),
    "banno-user-login-is-user": lambda desk: desk.user(KATHY),
}  # fmt: skip
UNLOCKING: Mapping[str, Scene] = {
    "banno-unlock-not-persisted": also(unlock(KATHY), status(KATHY)),
    "banno-unlock-clears-rsa": also(unlock(KATHY), lambda desk: desk.details(KATHY)),
    "banno-unlock-of-active-user": unlock(RUTH),
    "banno-unlock-wakes-dormant": unlock("edith-crowe"),
    "banno-unlock-locks": unlock(RUTH, state=True),
    "banno-unlock-agrees-to-lock": unlock(KATHY, state=True),
    "banno-unlock-takes-falsy": unlock(KATHY, state=None),
    "banno-unlock-memo-mode-forgotten": unlock("otto-nightingale"),
    "banno-unlock-queue-lost": also(
        unlock("otto-nightingale"), waking("otto-nightingale"), status("otto-nightingale")
    ),
    "banno-unlock-queues-anybody": unlock("mina-park"),
    "banno-unlock-frees-the-mailbox": also(
        mailed("marcus.bell@example.net"), unlock("marcus-bell"), status(KATHY)
    ),
    "banno-unlock-leaves-reset": also(unlock(KATHY), status(KATHY)),
    "banno-unlock-loses-updates": also(mailed("new@example.org"), unlock(KATHY), lambda desk: desk.user(KATHY)),
}  # fmt: skip
RESETTING: Mapping[str, Scene] = {
    "banno-reset-sends-nothing": lambda desk: desk.sent(KATHY),
    "banno-reset-always-by-email": lambda desk: desk.sent(KATHY, "sms"),
    "banno-reset-to-old-address": also(mailed("new@example.org"), lambda desk: desk.sent(KATHY)),
    "banno-reset-silent-without-channel": lambda desk: desk.sent("greta-lund", "sms"),
    "banno-reset-by-other-channel": lambda desk: desk.sent("greta-lund", "sms"),
    "banno-reset-refused-to-locked": lambda desk: desk.sent(KATHY),
    "banno-reset-printed-path-silent": lambda desk: desk.sent(KATHY, version=""),
    "banno-reset-second-swallowed": lambda desk: [desk.sent(KATHY) for _ in range(2)],
    "banno-reset-changes-status": also(lambda desk: desk.reset(KATHY), status(KATHY)),
    "banno-reset-method-in-any-case": lambda desk: desk.sent(KATHY, "Email"),
    "banno-link-good-twice": lambda desk: (desk.reset(KATHY), desk.followed(), desk.followed()),
    "banno-link-good-for-a-day": also(
        lambda desk: desk.reset(KATHY), lambda desk: desk.later(3601), lambda desk: desk.followed()
    ),
    "banno-link-unlocks": lambda desk: (desk.reset(KATHY), desk.followed(), desk.status(KATHY)),
    "banno-link-leaves-expired": lambda desk: (desk.reset("jun-takeda"), desk.followed(), desk.status("jun-takeda")),
}
WRITING: Mapping[str, Scene] = {
    "banno-patch-null-ignored": also(named("Kat"), named(None)),
    "banno-patch-null-empties": also(named("Kat"), named(None)),
    "banno-patch-absent-clears": also(
        named("Kat"), lambda desk: desk.patch(KATHY, {}), lambda desk: desk.user(KATHY)
    ),
    "banno-patch-takes-first-name": also(
        lambda desk: desk.patch(KATHY, {"firstName": "Karl"}), lambda desk: desk.user(KATHY)
    ),
    "banno-patch-plain-json-ignored": also(
        lambda desk: desk.patch(KATHY, {"preferredName": "Kat"}, "application/json"), lambda desk: desk.user(KATHY)
    ),
    "banno-patch-trims": named(" Kat "),
    "banno-patch-loses-address": also(mailed("new@example.org"), named("Kat"), lambda desk: desk.user(KATHY)),
    "banno-patch-change-of-case-lost": also(named("kat"), named("Kat")),
    "banno-patch-characters-first": named("é" * 21),
    "banno-patch-wrong-type-disallowed": lambda desk: desk.patch(KATHY, {"preferredName": 7}),
    "banno-patch-no-code-without-body": lambda desk: desk.patch(KATHY, b""),
    "banno-patch-counts-bytes": named("é" * 11),
    "banno-patch-refuses-twenty": named("x" * 20),
    "banno-put-applies-phone": mailed("new@example.org", phoneNumber="+15555559999"),
    "banno-put-drops-preferred-name": also(named("Kat"), mailed("new@example.org")),
    "banno-put-ends-verification": mailed("new@example.org", RUTH),
    "banno-put-lowers-address": mailed("New@example.org"),
    "banno-put-plus-lost": mailed("new+bank@example.org"),
    "banno-put-checks-form": mailed("nowhere"),
    "banno-put-wants-names": mailed("new@example.org", userType="Individual"),
    "banno-put-change-of-case-lost": mailed("USER@example.com"),
    "banno-put-address-taken": mailed("ruth.adler@example.org"),
    "banno-put-null-clears": mailed(None),
    "banno-modified-not-noted": also(named("Kat"), lambda desk: desk.stored(KATHY)["modifiedAt"]),
}  # fmt: skip
REFUSING: Mapping[str, Scene] = {
    "banno-access-viewer-unlocks": lambda desk: desk.unlock(KATHY, permissions=["banno.view"]),
    "banno-access-status-for-all": lambda desk: desk.status(KATHY, permissions=[]),
    "banno-access-printed-reset": lambda desk: desk.reset(KATHY, version="", permissions=["banno.manage"]),
    "banno-access-reader-patches": lambda desk: desk.patch(
        KATHY, {}, token=desk.own(KATHY, scopes=[CONSUMER_SCOPES["read"]])
    ),
    "banno-access-admin-updates": lambda desk: desk.put(KATHY, "new@example.org", desk.admin()),
    "banno-access-reads-others": lambda desk: desk.user(RUTH, desk.own(KATHY)),
    "banno-access-unknown-told-apart": lambda desk: desk.user("nobody", desk.own(KATHY)),
    "banno-access-own-id-as-spelled": lambda desk: desk.user("KATHY-SMITH", desk.own(KATHY)),
    "banno-order-missing-before-forbidden": lambda desk: desk.status("nobody", permissions=[]),
    "banno-order-media-type-before-missing": lambda desk: missing_body(
        "/a/consumer-status/api/v0/users/nobody/status/locked", desk
    ),
    "banno-order-body-before-missing": of_a_deleted_user,
    "banno-refusal-tells-why": lambda desk: desk.details("nobody"),
    "banno-refusal-put-coded": lambda desk: desk.put(KATHY, None),
    "banno-refusal-unchallenged": lambda desk: desk.user(RUTH, desk.own(KATHY)),
}  # fmt: skip
SCENES: Mapping[str, Scene] = {**SEARCHING, **READING, **UNLOCKING, **RESETTING, **WRITING, **REFUSING}
