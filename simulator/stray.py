"""Answers to requests that go astray: no such path, method or sandbox. Each says what would have worked."""

from simulator.address import Address
from simulator.answer import own_problem
from simulator.domain.call import Reply
from simulator.domain.problem import Kind, Problem
from simulator.oidc.token import unauthenticated
from simulator.simulator import Simulator

__all__ = ["homeless", "lost"]


def lost(simulator: Simulator, method: str, path: str, allowed: tuple[str, ...]) -> Reply:
    """No operation here: 405 where the path is known, else a 404 of ours that names the nearest operation."""
    owner = simulator.matcher.at(path)
    if owner is not None:
        hint = f"{path} takes {' and '.join(allowed)}, not {method}"
        problem = Problem(Kind.METHOD_NOT_ALLOWED, hint, headers=(("Allow", ", ".join(allowed)),))
        return simulator.providers[owner.provider].refusal(problem, owner.handler)
    nearest = simulator.matcher.nearest(method, path)
    told = f"; nearest: {nearest.method} {nearest.path} ({nearest.id})" if nearest else ""
    return own_problem(404, "No such operation", f"no operation at {method} {path}{told}")


async def homeless(simulator: Simulator, method: str, address: Address, sandbox: str) -> Reply:
    """No such sandbox: a 404 of ours where the address names it, the vendor's 401 where only the token does."""
    operation = simulator.matcher.match(method, address.path).operation
    if address.sandbox is None and operation is not None:
        refusal = unauthenticated(f"the token opens sandbox {sandbox!r}, which is not there")
        return simulator.providers[operation.provider].refusal(refusal.problem, operation.handler)
    known = ", ".join((await simulator.sandboxes())[:20])
    hint = f"there is no sandbox {sandbox!r} (there are: {known}); create it: POST /_simulator/v1/sandboxes"
    return own_problem(404, "No such sandbox", hint)
