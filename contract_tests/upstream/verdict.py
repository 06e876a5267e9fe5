"""What is said about a run as a whole: broken promises in all that was said, and operations that proved nothing."""

from contract_tests.checks import CHECKS, Breach, Check, breaches
from contract_tests.checks.refusal import refusals_carry_a_hint, replies_carry_a_request_id
from contract_tests.checks.reply import replies_match_their_spec
from contract_tests.upstream.upstream import GRADES, VENDORS_OWN, Upstream

OURS_ALONE = (replies_carry_a_request_id, refusals_carry_a_hint)
"""What a simulator adds to replies, and no upstream owes anybody."""


def applicable() -> list[Check]:
    """The checks that can be made of an upstream."""
    return [known for known in CHECKS if known.looking not in OURS_ALONE]


def binds(known: Check) -> bool:
    """Whether a check is about what the vendor says, HTTP or the spec, not about decisions of ours alone."""
    if not known.claims or known.looking is replies_match_their_spec:
        return True
    return any(GRADES[claim] in VENDORS_OWN for claim in known.claims)


def broken(upstream: Upstream) -> list[Breach]:
    """What breaks a promise that binds; what differs from decisions of ours becomes a remark."""
    found = [breach for breach in breaches(upstream.history) if breach.check.looking not in OURS_ALONE]
    upstream.remarks.update({str(breach): None for breach in found if not binds(breach.check)})
    return [breach for breach in found if binds(breach.check)]


def vacuous(upstream: Upstream) -> list[str]:
    """The selected operations that were never accepted, so that nothing is known of them."""
    accepted = upstream.accepted
    selected = (known.id for known in upstream.access.selected() if known.id not in upstream.unproven)
    return [f"{id} was never accepted (sent {upstream.guard.sent[id]} times)" for id in selected if not accepted[id]]


def told(upstream: Upstream) -> list[str]:
    """The run in a few lines: what was sent, what was held back, what was not run and why, what differs."""
    sent, denied = upstream.guard.sent, upstream.guard.denied
    calls = ", ".join(f"{id} {count}" for id, count in sorted(sent.items()))
    lines = [
        f"{upstream.guard.name}, profile {upstream.access.profile}: {sent.total()} requests sent ({calls or 'none'})"
    ]
    lines += [f"held back {denied.total()} requests"] if denied else []
    lines += [f"  {count} x {reason}" for reason, count in denied.most_common(5)]
    lines += [f"not run: {id}: {why}" for id, why in {**upstream.access.unselected(), **upstream.unproven}.items()]
    lines += [f"remark: {remark[:400]}" for remark in upstream.remarks]
    return lines
