"""Where a quote stands in a text. Only Unicode form (NFC) and runs of space are folded: never case, digits, accents or marks."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

SPACE = re.compile(r"\s+")
BETWEEN = (
    "\f"  # stands between two pages: a kind of space, so that a quote may run over them
)
AROUND = 32  # characters before and after a quote that are kept with it


@dataclass(frozen=True, slots=True)
class Place:
    """One place at which a quote stands: selectors of the W3C Web Annotation model, and the pages.

    `start` and `end` count code points in the pages of form NFC, joined by `BETWEEN`; `exact` is what stands there.
    """

    page: int
    last_page: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def pages(self) -> str:
        """Say on which pages it stands."""
        if self.page == self.last_page:
            return f"page {self.page}"
        return f"pages {self.page} to {self.last_page}"


def folded(text: str) -> str:
    """Bring a text into the form in which quotes are compared."""
    return SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def pattern(quote: str) -> re.Pattern[str] | None:
    """Make the pattern that finds a quote in a text of form NFC; nothing for a quote without a word."""
    words = folded(quote).split(" ")
    return re.compile(r"\s+".join(map(re.escape, words))) if words != [""] else None


class Joined:
    """The pages of a text as one, in form NFC: joined once, searched for many quotes."""

    def __init__(self, pages: Sequence[str]) -> None:
        plain = [unicodedata.normalize("NFC", page) for page in pages]
        self.text = BETWEEN.join(plain)
        self.begins = [0, *accumulate(len(page) + len(BETWEEN) for page in plain)][:-1]

    def page_at(self, position: int) -> int:
        """Give the number of the page that a code point lies on, from 1."""
        return bisect_right(self.begins, position)


def stands_in(quote: str, text: str) -> bool:
    """Say whether the quote stands in the text, letter by letter."""
    return bool(find(quote, Joined([text])))


def find(quote: str, joined: Joined) -> list[Place]:
    """Find every place at which a quote stands in the pages of a text, over the ends of pages too."""
    wanted = pattern(quote)
    spans = (found.span() for found in wanted.finditer(joined.text)) if wanted else ()
    return [_place(joined, start, end) for start, end in spans]


def place_at(joined: Joined, start: int, end: int) -> Place | None:
    """Give what stands from one code point of the joined pages to another; nothing where there is no such place."""
    is_there = 0 <= start < end <= len(joined.text)
    return _place(joined, start, end) if is_there else None


def _place(joined: Joined, start: int, end: int) -> Place:
    text = joined.text
    return Place(
        joined.page_at(start), joined.page_at(end - 1), start, end, text[start:end],
        text[max(0, start - AROUND) : start], text[end : end + AROUND],
    )  # fmt: skip
