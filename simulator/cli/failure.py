"""How a verb ends badly: one sentence and an exit code."""

__all__ = ["UNREACHABLE", "USAGE", "Failure"]

USAGE = 2
UNREACHABLE = 4


class Failure(Exception):
    """A sentence for the user, and the code to leave with."""

    def __init__(self, sentence: str, code: int = USAGE) -> None:
        super().__init__(sentence)
        self.code = code
