"""Every quotation against the stored file it is taken from: a citation's quote, the words of an occasion, those of a finding.

A quotation is matched again each time against the text of the original as it lies in the file store (`evidence.renditions`).
It matches where its anchor says it stands; found elsewhere, it has moved, which a person confirms (`evidence.anchors`). One
without an anchor may stand anywhere. It is lost only where every item named holds its words whole: what was not held, not
readable, read in part or recognised in a picture by OCR is not checkable, with the reason.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from claims.casefile import CaseFile, standing
from core.blobs import FileStore
from core.errors import ClaimtrailError
from core.records import Record
from evidence.anchors import (
    LOST,
    MATCHES,
    MOVED,
    NOT_CHECKABLE,
    STATES,
    WORDS,
    check,
    choice,
    is_of,
)
from evidence.models import EvidenceItem, QuoteAnchor, StoredFile
from evidence.quotes import Joined, Place, find
from evidence.renditions import is_whole, pages_of
from evidence.text.child import plain_pages
from evidence.text.extraction import OCR

TYPED_FROM = {"region": "a part of a picture", "time": "a recording"}


class Matched(NamedTuple):
    """What became of a quotation, and where it stands or why that cannot be said."""

    state: str
    note: str = ""


class Text(NamedTuple):
    """The text of an original as far as there is one; `lack` says what it does not hold."""

    joined: Joined | None
    lack: str = ""
    is_ocr: bool = False

    def at(self, place: Place, several: str = "") -> str:
        """Say where a quotation stands in it."""
        paged = self.joined is not None and len(self.joined.begins) > 1
        notes = (place.pages if paged else "", several, "read by OCR" if self.is_ocr else "")  # fmt: skip
        return ", ".join(filter(None, notes))


class Texts:
    """The texts of a file's items, each read once."""

    def __init__(self, file: CaseFile, store: FileStore) -> None:
        self._file, self._store = file, store
        self._read: dict[str, Text] = {}

    def of(self, item_id: str) -> Text:
        """Give the text of an item as it lies in the file store."""
        if item_id not in self._read:
            self._read[item_id] = _text(self._file, self._store, item_id)
        return self._read[item_id]


def with_quotes(file: CaseFile, store: FileStore) -> CaseFile:
    """Give the case file with the state of every quotation, each matched again now, and where it stands or why not."""
    texts = Texts(file, store)
    states = {
        row.id: matched(file, texts, row, quote, items)
        for row, quote, items in quotations(file)
    }
    return replace(
        file,
        quotes={key: one.state for key, one in states.items()},
        quote_notes={key: one.note for key, one in states.items() if one.note},
    )


def matched(file: CaseFile, texts: Texts, row: Record, quote: str, items: list[EvidenceItem]) -> Matched:  # fmt: skip
    """Match one quotation: at its anchor where it has one of these words, else anywhere in its items."""
    anchor = file.anchor_of.get(row.id)
    if anchor and anchor.kind != WORDS:
        return Matched(NOT_CHECKABLE, f"the words were typed from {TYPED_FROM[anchor.kind]}")  # fmt: skip
    found = _together([_match(quote, texts.of(item.id)) for item in items])
    is_anchored = anchor and is_of(anchor, quote) and anchor.item_id in {item.id for item in items}  # fmt: skip
    return _at_anchor(anchor, texts, found) if anchor and is_anchored and found.state == MATCHES else found  # fmt: skip


def _at_anchor(anchor: QuoteAnchor, texts: Texts, found: Matched) -> Matched:
    """Judge words that stand somewhere by where they are anchored."""
    text = texts.of(anchor.item_id)
    if text.joined is None:
        return found
    state, place, number = check(anchor, text.joined)
    if place is None:
        return Matched(MOVED, "they stand in another of its items only")
    if state == MATCHES:
        return Matched(MATCHES, text.at(place, anchor.note))
    now = f"they stand on {place.pages} now, and were quoted from page {anchor.page}"
    return Matched(MOVED, now + (f"; {number} places hold them" if number > 1 else ""))


def quotations(file: CaseFile) -> Iterator[tuple[Record, str, list[EvidenceItem]]]:
    """Give every standing quotation: the record that holds it, the words, and the items it is said to stand in."""
    for citation in standing(file.citations):
        item = file.by_id[citation.evidence_id]
        if citation.quote.strip() and isinstance(item, EvidenceItem):
            yield citation, citation.quote, [item]
    for table in ("occasions", "findings"):
        for row in standing(file.rows(table)):
            if row.words.strip():
                yield row, row.words, file.linked(row, "evidence")


def _together(found: list[Matched]) -> Matched:
    """Judge a quotation by all its items: it may stand in any of them, and is lost only where it stands in none."""
    none = Matched(NOT_CHECKABLE, "no item is named")
    return min(found, key=lambda one: STATES.index(one.state), default=none)


def _match(quote: str, text: Text) -> Matched:
    if text.joined and (places := find(quote, text.joined)):
        return Matched(MATCHES, text.at(places[0], choice(places)))
    return Matched(NOT_CHECKABLE, text.lack) if text.lack else Matched(LOST)


def _text(file: CaseFile, store: FileStore, item_id: str) -> Text:
    stored = file.files_of.get(item_id)
    if stored is None:
        return Text(None, "no file is held")
    if not _is_there(store, stored):
        return Text(None, "the stored file is missing or has changed on disk")
    rendition = file.text_of.get(stored.id)
    if rendition is None:
        return _unread(store, stored)
    pages = pages_of(store, rendition)
    if pages is None:
        lack = f"not readable: {rendition.reason}" if rendition.reason else "but its text is damaged: run claimtrail files read"  # fmt: skip
        return Text(None, f"stored, {lack}")
    is_ocr = rendition.tool == OCR
    lack = "the picture was read by OCR, and the words are not found in what that read" if is_ocr else rendition.reason  # fmt: skip
    return Text(Joined(pages), "" if is_whole(rendition) else lack, is_ocr)


def _is_there(store: FileStore, stored: StoredFile) -> bool:
    path = store.path(stored.sha256)
    return path.is_file() and path.stat().st_size == stored.size


def _unread(store: FileStore, stored: StoredFile) -> Text:
    """Read a plain text that was stored before texts were kept; other kinds wait for `claimtrail files read`."""
    try:
        pages = plain_pages(store, stored.sha256, stored.media_type)
    except ClaimtrailError:
        return Text(None, "the stored file has changed on disk")
    if pages is None:
        return Text(None, "its text was not read yet: run claimtrail files read")
    return Text(Joined(pages))
