"""One page of a held file as it is shown: its paragraphs with what is quoted from it, and the words at a place on it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from sqlmodel import Session, select

from core.blobs import FileStore
from core.errors import ClaimtrailError, Missing
from evidence.anchors import MATCHES, MOVED, check, is_of
from evidence.lines import NOTHING, Line, lines_of
from evidence.models import QuoteAnchor, Rendition, StoredFile
from evidence.panels import Use
from evidence.passages import Piece, marked
from evidence.pictures import DRAWN, Box
from evidence.quotes import Joined, Place, find, place_at
from evidence.recordings import HEAD, recording_type
from evidence.renditions import TEXT, pages_of
from evidence.text.child import plain_pages
from evidence.text.kinds import PDF

REGION = "region"
NEAREST = 400  # words of a quote that are compared with a page
CAPTURED = "picture"  # the kind of rendition that shows a captured page


@dataclass(frozen=True)
class PageTexts:
    """The texts of the pages of a file; without any, `lack` says why. `picture` is what its pictures are drawn from."""

    joined: Joined | None
    count: int
    lack: str = ""
    tool: str = ""
    picture: tuple[str, str] | None = None  # hash and media type

    def on(self, page: int) -> str:
        """Give the text of a page, from 1."""
        if self.joined is None:
            return ""
        start = self.joined.begins[page - 1]
        after = [*self.joined.begins[1:], len(self.joined.text) + 1][page - 1]
        return self.joined.text[start : after - 1]


@dataclass(frozen=True)
class Leaf:
    """One page, ready to be shown."""

    page: int
    texts: PageTexts
    paragraphs: list[list[Piece]] = field(default_factory=list)
    places: Mapping[str, Place] = field(default_factory=dict)  # by the number of a use
    anchors: Mapping[str, QuoteAnchor] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    plays: str = ""  # the media type of a recording

    @property
    def count(self) -> int:
        """Say how many pages the file has."""
        return self.texts.count

    @property
    def start(self) -> int:
        """Give the code point of the joined pages at which this one begins."""
        return self.texts.joined.begins[self.page - 1] if self.texts.joined else 0

    @property
    def lit(self) -> list[tuple[str, Box]]:
        """Give the boxes over the picture of what is quoted from this page, each with the number of its use."""
        found = [
            (number, line.part(place.start - self.start, place.end - self.start))
            for number, place in self.places.items()
            for line in self.lines
        ]
        regions = [
            (number, (left, top, right, bottom))
            for number, anchor in self.anchors.items()
            if anchor.kind == REGION and anchor.boxes
            for page, left, top, right, bottom in json.loads(anchor.boxes)
            if page == self.page
        ]
        return [(number, box) for number, box in found if box != NOTHING] + regions

    @property
    def moved(self) -> frozenset[str]:
        """Name the quotes whose words are found, but not where they were anchored."""
        return frozenset(
            number
            for number, place in self.places.items()
            if (anchor := self.anchors.get(number))
            and anchor.start not in {None, place.start}
        )

    def times(self, number: str) -> str:
        """Write from when to when the quote of a recording goes, as a media fragment takes it (W3C Media Fragments URI 1.0)."""
        anchor = self.anchors.get(number)
        if anchor is None or anchor.from_ms is None or anchor.to_ms is None:
            return ""
        return f"{anchor.from_ms / 1000:g},{anchor.to_ms / 1000:g}"

    @staticmethod
    def region(anchor: QuoteAnchor) -> str:
        """Write the box of a region as the address of its picture takes it."""
        return ",".join(str(side) for side in json.loads(anchor.boxes)[0][1:])

    def page_of(self, number: str) -> int:
        """Give the page that a quote begins on, of this number or with this anchor; 0 when it is not known."""
        for use, anchor in self.anchors.items():
            if number in {use, anchor.id} and anchor.page:
                return anchor.page
        return self.places[number].page if number in self.places else 0


def texts_of(session: Session, store: FileStore, file: StoredFile) -> PageTexts:
    """Read the texts of the pages of a file, and find what its pictures are drawn from."""
    query = select(Rendition).where(Rendition.file_id == file.id, Rendition.replaced_at == "")  # fmt: skip
    made = {found.kind: found for found in session.exec(query)}
    text, shot = made.get(TEXT), made.get(CAPTURED)
    kind = text.media_type if text else file.media_type
    picture = (shot.sha256, shot.media_type) if shot else (file.sha256, kind) if kind in DRAWN else None  # fmt: skip
    try:
        pages = pages_of(store, text) if text else plain_pages(store, file.sha256, file.media_type)  # fmt: skip
    except ClaimtrailError:
        return PageTexts(None, 1, "the stored file is missing or has changed on disk")
    if pages is None:
        lack = (text.reason or "its text is damaged") if text else "its text was not read yet"  # fmt: skip
        return PageTexts(None, 1, lack, picture=picture)
    return PageTexts(Joined(pages), len(pages), "", text.tool if text else "", picture)


def leaf(session: Session, file: StoredFile, texts: PageTexts, page: int, uses: Iterable[Use]) -> Leaf:  # fmt: skip
    """Make one page ready.

    Raises:
        Missing: the file has no such page.
    """
    if not 0 < page <= texts.count:
        pages = "1 page" if texts.count == 1 else f"{texts.count:,} pages"
        raise Missing(f"It has {pages}: there is no page {page}.")
    query = select(QuoteAnchor).where(QuoteAnchor.item_id == file.item_id, QuoteAnchor.replaced_at == "")  # fmt: skip
    by_record = {anchor.record_id: anchor for anchor in session.exec(query)}
    anchors = {use.number: by_record[use.key] for use in uses if use.key in by_record}
    if texts.joined is None:
        return Leaf(page, texts, anchors=anchors)
    found = {use.number: _place(use, anchors.get(use.number), texts.joined) for use in uses if use.quote}  # fmt: skip
    places = {number: place for number, place in found.items() if place}
    made = Leaf(page, texts, [], places, anchors)
    text = texts.on(page)
    spans = {
        number: (max(0, place.start - made.start), min(len(text), place.end - made.start))
        for number, place in places.items()
        if place.page <= page <= place.last_page
    }  # fmt: skip
    return replace(made, paragraphs=marked(text, spans))


def with_lines(leaf: Leaf, store: FileStore, cache: Path) -> Leaf:
    """Add where the lines of a PDF's page are drawn."""
    if (
        leaf.texts.picture is None
        or leaf.texts.picture[1] != PDF
        or not leaf.texts.joined
    ):
        return leaf
    text = leaf.texts.on(leaf.page)
    lines = lines_of(store, cache, leaf.texts.picture[0], leaf.page, text)
    return replace(leaf, lines=lines)


def _place(use: Use, anchor: QuoteAnchor | None, joined: Joined) -> Place | None:
    """Find where a quote stands: at its anchor, else where it most likely went; without an anchor, at the first place."""
    if use.state not in {MATCHES, MOVED}:
        return None
    if anchor and is_of(anchor, use.quote):
        return check(anchor, joined).place
    return next(iter(find(use.quote, joined)), None)


def played_as(store: FileStore, file: StoredFile) -> str:
    """Give the media type as which a held file may be played; nothing when it is no recording.

    Raises:
        Missing: it is not in the store.
    """
    with store.open(file.sha256) as stream:
        return recording_type(stream.read(HEAD))


def words_at(texts: PageTexts, page: int, start: int, end: int) -> Place | None:
    """Give what stands from one code point of a page to another, without the space around it; nothing if there is none.

    The end may lie on a later page.
    """
    joined = texts.joined
    if joined is None or not 0 < page <= texts.count:
        return None
    begin, whole = joined.begins[page - 1], joined.text
    chosen = whole[begin + start : begin + end]
    if not 0 <= start < end <= len(whole) - begin or not chosen.strip():
        return None
    first = begin + start + len(chosen) - len(chosen.lstrip())
    after = begin + end - len(chosen) + len(chosen.rstrip())
    return place_at(joined, first, after)


def on_page(texts: PageTexts, page: int, words: str) -> list[Place]:
    """Find words on one page."""
    found = find(words, texts.joined) if texts.joined else []
    return [place for place in found if place.page <= page <= place.last_page]


def nearest(text: str, words: str) -> str:
    """Give the passage of a text that shares the longest run of words with a quote; nothing where they share no word."""
    ours, theirs = text.split(), words.split()[:NEAREST]
    match = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
    if not match.size:
        return ""
    first = max(0, match.a - match.b)
    return " ".join(ours[first : first + len(theirs)])
