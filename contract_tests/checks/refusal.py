"""What every refusal owes the caller, and every reply of a vendor route: a request id, a hint, the headers of HTTP."""

from contract_tests.checks.registry import Breaches, History, check

VENDORS = ("/a/", "/partners/", "/narmi/")
"""How the paths of the vendors begin."""


@check("a vendor route answers with a request id", claims=[])
def replies_carry_a_request_id(history: History) -> Breaches:
    """So that a developer finds the exchange in the journal."""
    for exchange in history:
        if exchange.request.path.startswith(VENDORS) and not exchange.header("X-Simulator-Request-Id"):
            yield exchange, ""


@check("a refusal says in a hint how to mend it", claims=[])
def refusals_carry_a_hint(history: History) -> Breaches:
    """Beside the vendor's own answer, which is left as it is."""
    for exchange in history:
        if exchange.request.path.startswith(VENDORS) and exchange.status >= 400 and not exchange.hint:
            yield exchange, ""


@check("a 401 names the scheme that would have worked", claims=["BAN-A-02"])
def unauthorized_names_the_scheme(history: History) -> Breaches:
    """RFC 9110 asks for WWW-Authenticate."""
    for exchange in history:
        if exchange.status == 401 and "bearer" not in (exchange.header("WWW-Authenticate") or "").lower():
            yield exchange, ""


@check("a 405 names the methods that are allowed", claims=[])
def wrong_methods_name_the_right_ones(history: History) -> Breaches:
    """RFC 9110 asks for Allow."""
    for exchange in history:
        if exchange.status == 405 and not exchange.header("Allow"):
            yield exchange, ""


@check("nothing that a client sends makes the server fail", claims=[])
def nothing_fails_the_server(history: History) -> Breaches:
    """No reply is a 5xx: this suite plans no faults."""
    for exchange in history:
        if exchange.status >= 500:
            yield exchange, ""
