"""Anchors: where quoted words stand in a stored text, and whether they stand there still.

The selectors are those of the W3C Web Annotation model (TextQuoteSelector, TextPositionSelector). An anchor never moves by
itself: where its words are found elsewhere, that is said, and a person confirms the new place.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from core import clock
from evidence.models import QuoteAnchor, Rendition, StoredFile
from evidence.quotes import Joined, Place, find, folded, pattern, place_at

STATES = MATCHES, NOT_CHECKABLE, MOVED, LOST = ("matches", "not checkable", "moved", "lost")  # fmt: skip
WORDS = (
    "text"  # the kind of an anchor of words; other kinds have words that a person typed
)


class Checked(NamedTuple):
    """What became of an anchor: where its words stand now, the likeliest place first, and at how many places."""

    state: str
    place: Place | None = None
    number: int = 0


def check(anchor: QuoteAnchor, joined: Joined) -> Checked:
    """Hold an anchor of words against a text: they match only from the same code point to the same one, on the same page."""
    here = place_at(joined, anchor.start or 0, anchor.end or 0)
    wanted = pattern(anchor.exact)
    if wanted and here and wanted.fullmatch(here.exact) and here.page == anchor.page:
        return Checked(MATCHES, here, 1)
    places = find(anchor.exact, joined)
    return Checked(MOVED, likeliest(anchor, places), len(places)) if places else Checked(LOST)  # fmt: skip


def likeliest(anchor: QuoteAnchor, places: Sequence[Place]) -> Place:
    """Choose of several places the one whose surroundings are most like the anchor's, then the one nearest to it."""

    def likeness(place: Place) -> tuple[int, int]:
        before = _shared(folded(anchor.prefix)[::-1], folded(place.prefix)[::-1])
        after = _shared(folded(anchor.suffix), folded(place.suffix))
        return before + after, -abs(place.start - (anchor.start or 0))

    return max(places, key=likeness)


def _shared(one: str, other: str) -> int:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)


def is_of(anchor: QuoteAnchor, quote: str) -> bool:
    """Say whether an anchor is one of these words: a record that was rewritten needs another."""
    return folded(anchor.exact) == folded(quote)


def choice(places: Sequence[Place]) -> str:
    """Say that words stand at several places, and that the first was taken; nothing where there is one."""
    return f"one of {len(places)} places, the first taken" if len(places) > 1 else ""


def anchored(
    record: tuple[str, str], file: StoredFile, text: Rendition | None, place: Place, actor: str, note: str = ""
) -> QuoteAnchor:  # fmt: skip
    """Make the anchor of a record (table and id) at a place in the text of a file; a plain file may have no rendition."""
    return QuoteAnchor(
        matter_id=file.matter_id, record_table=record[0], record_id=record[1], item_id=file.item_id, file_id=file.id,
        rendition_id=text.id if text else None, kind=WORDS, exact=place.exact, prefix=place.prefix, suffix=place.suffix,
        start=place.start, end=place.end, page=place.page, last_page=place.last_page, state=MATCHES, note=note,
        made_at=clock.now(), made_by=actor, checked_at=clock.now(),
    )  # fmt: skip
