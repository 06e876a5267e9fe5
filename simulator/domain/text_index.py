"""Finding records that contain a text: three-letter postings over a population, every candidate checked against the
text.
"""

from array import array
from collections.abc import Iterable, Iterator

__all__ = ["TextIndex"]


class TextIndex:
    """Texts by key, searchable by any substring. Texts and needles are expected casefolded.

    A needle under three letters is looked for in every text; a longer one only where its rarest three letters stand.
    """

    __slots__ = ("keys", "postings", "texts")

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        pairs = list(texts)
        self.keys = [key for key, _ in pairs]
        self.texts = [text for _, text in pairs]
        self.postings: dict[str, array[int]] = {}
        for number, text in enumerate(self.texts):
            for gram in _grams(text):
                self.postings.setdefault(gram, array("I")).append(number)

    def containing(self, needle: str) -> Iterator[str]:
        """Keys of the texts that contain the needle, in the order they were given."""
        for number in self._candidates(needle):
            if needle in self.texts[number]:
                yield self.keys[number]

    def _candidates(self, needle: str) -> Iterable[int]:
        if len(needle) < 3:
            return range(len(self.texts))
        lists = [self.postings.get(gram, _NOTHING) for gram in _grams(needle)]
        return min(lists, key=len)


def _grams(text: str) -> set[str]:
    return {text[start : start + 3] for start in range(len(text) - 2)}


_NOTHING: "array[int]" = array("I")
