"""The soak in small, and proof that it would see what it looks for."""

import base64
from dataclasses import dataclass

import pytest

from contract_tests.exchange import Request, Response
from contract_tests.soak.batch import lived
from contract_tests.soak.canary import Canary
from contract_tests.soak.life import Listener
from contract_tests.targets import Target

OWN, OTHER = Canary.of(1, 0, 1), Canary.of(2, 0, 2)
CLAIMS = base64.urlsafe_b64encode(f'{{"sandbox":"{OTHER.name}"}}'.encode()).decode().rstrip("=")


@dataclass
class Said:
    """A target that says the same to everybody."""

    body: str = ""
    header: str = ""
    name: str = "said"
    url: str = "http://localhost"
    served: bool = False

    def answer(self, _: Request) -> Response:
        """What it says."""
        return Response(200, (("Location", self.header),), self.body.encode())

    def close(self) -> None:
        """Nothing."""


@dataclass
class Muddled:
    """A target that answers a question with what it knows of another sandbox, once in a while."""

    target: Target
    asked: int = 0
    name: str = "muddled"
    url: str = "http://localhost"
    served: bool = False

    def answer(self, request: Request) -> Response:
        """The reply, perhaps of another sandbox."""
        self.asked += request.method == "GET"
        wrong = request.target.replace("-00/", "-01/") if self.asked % 20 == 0 else request.target
        return self.target.answer(Request(request.method, wrong, request.headers, request.body))

    def close(self) -> None:
        """Nothing."""


@pytest.mark.parametrize(
    "said",
    [
        Said(body=f'{{"name":"{OTHER.text}7"}}'),
        Said(body=f"hello {OTHER.text.upper()}"),
        Said(header=f"/s/{OTHER.name}/x"),
        Said(body=f"eyJhbGciOiJSUzI1NiJ9.{CLAIMS}.c2ln"),
    ],
    ids=["in a body", "in capitals", "in a header", "in a token"],
)
def test_a_foreign_mark_is_seen(said: Said) -> None:
    """Wherever it stands, beside one's own."""
    listener = Listener(said, OWN)
    listener.answer(Request("GET", f"/s/{OWN.name}/x"))
    assert [OTHER.text in told or OTHER.name in told for told in listener.crossed] == [True]


def test_the_own_mark_is_nothing_special() -> None:
    """But it is counted, so that silence can be told from deafness."""
    listener = Listener(Said(body=f"{OWN.text} in {OWN.name}"), OWN)
    listener.answer(Request("GET", f"/s/{OWN.name}/x?y=1"))
    assert listener.crossed == []
    assert (listener.heard["/x"], listener.heard["accepted"]) == (1, 1)


def test_a_small_soak_is_silent(target: Target, seed: int) -> None:
    """Six sandboxes in two generations."""
    heard = lived(target, seed, 999, together=3, operations=40)
    assert heard.crossed == []
    assert heard.own["accepted"] > heard.own["refused"]


def test_a_small_soak_hears_a_target_that_muddles_sandboxes(target: Target, seed: int) -> None:
    """So the silence of the large one means something."""
    crossed = lived(Muddled(target), seed, 998, together=3, operations=40).crossed
    assert any("-00 (" in told for told in crossed)
