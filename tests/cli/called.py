"""What tests of several verbs share: the sample user, and a call to a simulated API."""

from collections.abc import Callable

from tests.serving import Server

__all__ = ["KATHY", "RESET", "STATUS", "Good", "called"]

Good = Callable[..., str]
KATHY = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
RESET = f"/a/password-reset/api/v0/institutions/{KATHY}/users/{KATHY}/password/reset"
STATUS = f"/a/consumer-status/api/v0/users/{KATHY}/status"


def called(server: Server, good: Good, method: str, target: str, body: bytes = b"") -> int:
    """One call to a simulated API with a token that the command made."""
    token = good("token").strip()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    status: int = server.ask(method, target, body, headers)[0]
    return status
