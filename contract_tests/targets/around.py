"""A target around another one: whoever listens, guards or carries changes how it answers, and nothing else."""

from contract_tests.exchange import Request, Response
from contract_tests.targets import Target


class Around:
    """Answers as the target does, under its name and address."""

    def __init__(self, target: Target) -> None:
        self.target = target

    @property
    def name(self) -> str:
        """The target's own name."""
        return self.target.name

    @property
    def url(self) -> str:
        """The target's own address."""
        return self.target.url

    @property
    def served(self) -> bool:
        """Whether the target answers at an address."""
        return self.target.served

    def answer(self, request: Request) -> Response:
        """The target's reply."""
        return self.target.answer(request)

    def close(self) -> None:
        """Close the target."""
        self.target.close()
