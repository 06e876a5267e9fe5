"""The way of one request through a simulated API. Read it downwards: address, operation, caller, fault, provider,
answer.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from msgspec import Struct

from simulator import clock, idempotency
from simulator.address import Address
from simulator.answer import content_of, headers_of, hinted
from simulator.caller import Caller, anybody, calling
from simulator.delivery import Answer, Deliver, whole
from simulator.domain.call import Call, Outcome, Reply
from simulator.domain.exchange import Drawn, Verdict
from simulator.domain.ids import Ids
from simulator.domain.problem import Kind, Problem, Refused, Violation
from simulator.domain.refusal import first_problem
from simulator.faults.kinds import Faulted
from simulator.faults.plan import PLANNED, Approach, befallen
from simulator.http import BODY_MAX, Disconnected, Receive, Scope, Send, TooLarge, announced, body_of, respond
from simulator.idempotency import once
from simulator.journal import NOWHERE, Entry, identity, safe_head
from simulator.oidc.token import Minting, admitted
from simulator.openapi.bind import NOTHING, Bound, bind
from simulator.openapi.operation import Operation
from simulator.openapi.seal import Seals
from simulator.simulator import Simulator
from simulator.stores.snapshot import Snapshot
from simulator.stores.store import UnknownSandbox
from simulator.stores.transact import Busy, transact
from simulator.stray import homeless, lost

__all__ = ["Gateway"]

log = logging.getLogger("simulator")
Step = Callable[[Snapshot], Outcome]
UNFIT = frozenset({413, 415})
"""What a body is refused with that nobody reads."""
LARGE = Problem(
    Kind.TOO_LARGE, f"the body is larger than {BODY_MAX} bytes; send less", headers=(("Connection", "close"),)
)


class Asked(Struct, frozen=True):
    """A request as it came in. `by_name` holds the last header of each name; `body` is None where it was too large;
    `peer` is the network address that it came from.
    """

    method: str
    query: bytes
    headers: list[tuple[bytes, bytes]]
    by_name: dict[bytes, bytes]
    address: Address
    body: bytes | None
    peer: str


class Answered(Struct, frozen=True):
    """What became of a request: the reply, in which sandbox and when, what was wrong, and which fault it drew."""

    reply: Reply
    content: bytes
    sandbox: str
    at: datetime
    operation: str = ""
    verdict: Verdict = "valid"
    violations: tuple[Violation, ...] = ()
    fault: Drawn | None = None
    deliver: Deliver = whole


class Gateway:
    """All simulated APIs as one ASGI application."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self._seals = Seals()

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send, address: Address, by_name: dict[bytes, bytes]
    ) -> None:
        """Answer one HTTP request and remember the exchange."""
        started = clock.stopwatch()
        body: bytes | None = b""
        if announced(by_name):
            try:
                body = await body_of(receive, by_name)
            except TooLarge:
                body = None
            except Disconnected:
                return
        peer = (scope.get("client") or ("",))[0]
        asked = Asked(scope["method"], scope["query_string"], scope["headers"], by_name, address, body, peer)
        answered = await self._answered(asked)
        reply, ring = answered.reply, self.simulator.journal.ring(answered.sandbox)
        number = ring.next_number()
        headers = headers_of(reply, answered.content, identity(answered.sandbox, number), bare=self.simulator.bare)
        if answered.fault is None:
            try:
                await respond(send, reply.status, headers, answered.content)
            finally:
                ring.keep(self._entry(number, started, scope, asked, answered))
            return
        entry = self._entry(number, started, scope, asked, answered)
        ring.keep(entry)  # at once: who is kept waiting may look it up meanwhile
        try:
            await answered.deliver(scope, send, Answer(reply.status, headers, answered.content))
        finally:
            entry.duration_ns = clock.stopwatch() - started

    def _entry(self, number: int, started: int, scope: Scope, asked: Asked, answered: Answered) -> Entry:
        """The exchange up to now, for the journal."""
        return Entry(
            number=number,
            at=answered.at,
            duration_ns=clock.stopwatch() - started,
            operation=answered.operation,
            verdict=answered.verdict,
            method=asked.method,
            target=_target(scope),
            head=safe_head(asked.headers),
            body=asked.body or b"",
            reply=answered.reply,
            bare=self.simulator.bare,
            violations=answered.violations,
            fault=answered.fault,
        )

    async def _answered(self, asked: Asked) -> Answered:
        """Find the sandbox and the operation; refuse what fits neither, and whoever is not let in."""
        simulator = self.simulator
        caller = calling(simulator.tokens, asked.headers, asked.by_name, asked.address)
        try:
            snapshot = await simulator.store.read(caller.sandbox)
        except UnknownSandbox:
            reply = await homeless(simulator, asked.method, asked.address, caller.sandbox)
            return _unmatched(reply, NOWHERE, clock.now(simulator.beginning))
        at = clock.now(snapshot)
        match = simulator.matcher.match(asked.method, asked.address.path)
        if match.operation is None:
            reply = lost(simulator, asked.method, asked.address.path, match.allowed)
            return _unmatched(reply, caller.sandbox, at)
        problem = LARGE if asked.body is None else self._shut_out(caller, snapshot.birth, at)
        if problem is not None:
            return self._judged(match.operation, self._refusal(match.operation, problem), caller.sandbox, at, NOTHING)
        return await self._decided(match.operation, match.path, asked, caller, snapshot, at)

    async def _decided(
        self, operation: Operation, path: dict[str, str], asked: Asked, caller: Caller, snapshot: Snapshot, at: datetime
    ) -> Answered:
        """Bind the call and let the provider decide it inside one store transaction, unless a planned fault befalls
        it.
        """
        content_type = asked.by_name.get(b"content-type", b"").decode("latin-1")
        bound = bind(operation, asked.query, content_type, asked.body or b"", asked.headers)
        step = partial(self._step, operation, partial(self._call, operation, path, asked, caller, bound, at))
        try:
            if PLANNED in snapshot.changes:
                fate = await befallen(self._approach(operation, path, caller, at, step))
                if fate is not None:
                    return _faulted(*fate, operation.id, caller.sandbox, at, bound)
            reply = await transact(self.simulator.store, caller.sandbox, step, snapshot)
        except Busy as busy:
            return self._failed(operation, caller.sandbox, at, f"{busy}; send it again", "refused")
        except Exception as error:
            log.error("%s failed: %r", operation.id, error, exc_info=log.isEnabledFor(logging.DEBUG))
            return self._failed(
                operation, caller.sandbox, at, "the simulator failed; please report this", "reply-invalid"
            )
        return self._judged(operation, reply, caller.sandbox, at, bound)

    def _approach(
        self, operation: Operation, path: dict[str, str], caller: Caller, at: datetime, step: Step
    ) -> Approach:
        """The call as planned faults look at it."""
        simulator = self.simulator
        return Approach(
            operation=operation,
            provider=simulator.providers[operation.provider],
            path=path,
            subject=caller.token.principal.subject if caller.token else None,
            store=simulator.store,
            sandbox=caller.sandbox,
            seed=simulator.seed,
            at=at,
            step=step,
        )

    def _step(self, operation: Operation, posed: Callable[[Snapshot], Call], snapshot: Snapshot) -> Outcome:
        """Decide the call on one snapshot: pure, so that it can be decided again. The rows of refusals are the
        vendor's.
        """
        provider = self.simulator.providers[operation.provider]
        call = posed(snapshot)
        state = snapshot.view(provider.name, provider.state)
        problem = first_problem(provider.refusals[operation.demand.refusals], state, call)
        if problem is not None:
            return Outcome(self._refusal(operation, problem))
        try:
            decide = partial(provider.handlers[operation.handler], state, call)
            if provider.owner is None or not operation.idempotent:
                return decide()
            kept = snapshot.table(idempotency.SLICE, idempotency.TABLE)
            return once(operation, kept, provider.owner(state, call), call, decide)
        except Refused as refusal:
            return Outcome(self._refusal(operation, refusal.problem))

    def _call(
        self,
        operation: Operation,
        path: dict[str, str],
        asked: Asked,
        caller: Caller,
        bound: Bound,
        at: datetime,
        snapshot: Snapshot,
    ) -> Call:
        """The request as a provider sees it."""
        url = asked.address.of(caller.sandbox)
        ids = Ids(self.simulator.seed, caller.sandbox, operation.provider, snapshot.steps)
        return Call(
            demand=operation.demand,
            at=at,
            ids=ids,
            principal=caller.token.principal if caller.token else anybody(operation),
            path=path,
            query=bound.query,
            header=bound.header,
            body=bound.body,
            has_body=bool(asked.body),
            media_type=bound.media_type,
            violations=bound.violations,
            address=url,
            peer=asked.peer,
            agent=asked.by_name.get(b"user-agent", b"").decode("latin-1"),
            mint=Minting(self.simulator.tokens, caller.sandbox, snapshot.birth, url, ids, at),
        )

    def _judged(self, operation: Operation, reply: Reply, sandbox: str, at: datetime, bound: Bound) -> Answered:
        """Hold the reply against the operation's own promises."""
        seal = self._seals.seal(operation, reply)
        content, broken = seal.content, seal.broken
        if broken and self.simulator.strict:
            problem = Problem(Kind.BROKEN_PROMISE, "the simulator broke its own spec: " + "; ".join(map(str, broken)))
            reply = self._refusal(operation, problem)
            content = content_of(reply)
        reply = hinted(reply, *bound.remarks) if bound.remarks else reply
        verdict = _verdict(reply, broken, bound)
        return Answered(reply, content, sandbox, at, operation.id, verdict, broken or bound.violations)

    def _failed(self, operation: Operation, sandbox: str, at: datetime, hint: str, verdict: Verdict) -> Answered:
        """Nothing was decided; whatever the spec says, the caller must hear of it."""
        reply = self._refusal(operation, Problem(Kind.BROKEN_PROMISE, hint))
        return Answered(reply, content_of(reply), sandbox, at, operation.id, verdict)

    def _shut_out(self, caller: Caller, birth: int, at: datetime) -> Problem | None:
        """Why the caller is not let in (401): no token that counts, or none that opens this sandbox now."""
        if caller.token is None:
            return None if self.simulator.anybody else caller.problem
        try:
            admitted(caller.token, caller.sandbox, at, birth)
        except Refused as refusal:
            return refusal.problem
        return None

    def _refusal(self, operation: Operation, problem: Problem) -> Reply:
        return self.simulator.providers[operation.provider].refusal(problem, operation.handler)


def _unmatched(reply: Reply, sandbox: str, at: datetime) -> Answered:
    return Answered(reply, content_of(reply), sandbox, at, verdict="unknown-operation")


def _faulted(drawn: Drawn, faulted: Faulted, operation: str, sandbox: str, at: datetime, bound: Bound) -> Answered:
    """A fault was asked for, so its reply is held against no promise."""
    reply = hinted(faulted.reply, f"planned fault {drawn.id}: {drawn.kind}", *bound.remarks)
    content = content_of(reply)
    return Answered(reply, content, sandbox, at, operation, "faulted", bound.violations, drawn, faulted.deliver)


def _verdict(reply: Reply, broken: tuple[Violation, ...], bound: Bound) -> Verdict:
    if broken:
        return "reply-invalid"
    if bound.violations or reply.status in UNFIT:
        return "request-invalid"
    return "valid" if reply.status < 400 else "refused"


def _target(scope: Scope) -> bytes:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw + b"?" + scope["query_string"] if scope["query_string"] else raw
