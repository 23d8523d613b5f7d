"""A stored text with the passages that are quoted from it, ready to be shown: every quote where it stands, each letter once."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from evidence.quotes import pattern

Spans = Mapping[
    str, tuple[int, int]
]  # name of a quote → its first code point, and the one after its last
PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two places at which a quote begins or ends: the quotes it lies in, and those that begin here.

    `start` counts the code points before it in the text.
    """

    text: str
    inside: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    start: int = 0


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Find where a quote stands in a text of form NFC, as `quotes.stands_in` compares: runs of space do not count."""
    wanted = pattern(quote)
    found = wanted.search(text) if wanted else None
    return found.span() if found else None


def passages(text: str, quotes: Iterable[tuple[str, str]]) -> list[list[Piece]]:
    """Split a text into paragraphs, and each into pieces.

    Args:
        text: the stored text.
        quotes: pairs of a name and the words quoted; those that do not stand in the text mark nothing.

    Returns:
        The paragraphs. Their pieces together are the text (in NFC), without the blank lines between paragraphs.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    spans = {
        name: span for name, words in quotes if (span := find(words, plain)) is not None
    }
    return marked(plain, spans)


def marked(text: str, spans: Spans) -> list[list[Piece]]:
    """Split a text of form NFC into paragraphs and pieces, where it is known already from where to where each quote goes."""
    cuts = sorted({end for span in spans.values() for end in span})
    return [
        list(_pieces(text, found.start(), found.end(), spans, cuts))
        for found in PARAGRAPH.finditer(text)
        if found[0].strip()
    ]


def _pieces(
    text: str, start: int, end: int, spans: Spans, cuts: list[int]
) -> Iterator[Piece]:
    while text[start].isspace():
        start += 1
    edges = [start, *(cut for cut in cuts if start < cut < end), end]
    for here, there in pairwise(edges):
        inside = tuple(n for n, (a, b) in spans.items() if a <= here < b)
        begins = tuple(n for n in inside if spans[n][0] == here)
        yield Piece(text[here:there], inside, begins, here)
