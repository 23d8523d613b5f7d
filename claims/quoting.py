"""Every quotation against the stored file it is taken from: a citation's quote, the words of an occasion, those of a finding.

A quotation is matched again each time against the text of the original as it lies in the file store (`evidence.renditions`).
It is lost only where every item named holds its words whole: what was not held, not readable, read in part or recognised in
a picture by OCR is not checkable, with the reason.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from claims.casefile import CaseFile, standing
from core.blobs import FileStore
from core.errors import ClaimtrailError
from core.records import Record
from evidence.models import EvidenceItem, StoredFile
from evidence.quotes import Joined, find
from evidence.renditions import TEXT, is_whole, pages_of
from evidence.text.child import plain_pages
from evidence.text.extraction import OCR

TYPED_FROM = {"region": "a part of a picture", "time": "a recording"}
MATCHES, LOST, NOT_CHECKABLE = "matches", "lost", "not checkable"


class Matched(NamedTuple):
    """What became of a quotation, and where it stands or why that cannot be said."""

    state: str
    note: str = ""


class _Text(NamedTuple):
    """The text of an original as far as there is one; `lack` says what it does not hold."""

    joined: Joined | None
    lack: str = ""
    is_ocr: bool = False


def with_quotes(file: CaseFile, store: FileStore) -> CaseFile:
    """Give the case file with the state of every quotation, each matched again now, and where it stands or why not."""
    texts: dict[str, _Text] = {}

    def matched(quote: str, items: list[EvidenceItem]) -> Matched:
        found = []
        for item in items:
            if item.id not in texts:
                texts[item.id] = _text(file, store, item)
            found.append(_match(quote, texts[item.id]))
        return _together(found)

    states = {
        row.id: _typed(file, row) or matched(quote, items)
        for row, quote, items in quotations(file)
    }
    return replace(
        file,
        quotes={key: one.state for key, one in states.items()},
        quote_notes={key: one.note for key, one in states.items() if one.note},
    )


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


def _typed(file: CaseFile, row: Record) -> Matched | None:
    """Say that words were typed from a picture or a recording, where they were: there are no letters to match them with."""
    anchor = file.anchor_of.get(row.id)
    if anchor is None or anchor.kind == TEXT:
        return None
    return Matched(NOT_CHECKABLE, f"the words were typed from {TYPED_FROM[anchor.kind]}")  # fmt: skip


def _together(found: list[Matched]) -> Matched:
    """Judge a quotation by all its items: it may stand in any of them, and is lost only where it stands in none."""
    order = (MATCHES, NOT_CHECKABLE, LOST)
    none = Matched(NOT_CHECKABLE, "no item is named")
    return min(found, key=lambda one: order.index(one.state), default=none)


def _match(quote: str, text: _Text) -> Matched:
    places = find(quote, text.joined) if text.joined else []
    if places:
        paged = text.joined is not None and len(text.joined.begins) > 1
        notes = [places[0].pages if paged else "", "read by OCR" if text.is_ocr else ""]
        return Matched(MATCHES, ", ".join(filter(None, notes)))
    return Matched(NOT_CHECKABLE, text.lack) if text.lack else Matched(LOST)


def _text(file: CaseFile, store: FileStore, item: EvidenceItem) -> _Text:
    stored = file.files_of.get(item.id)
    if stored is None:
        return _Text(None, "no file is held")
    if not _is_there(store, stored):
        return _Text(None, "the stored file is missing or has changed on disk")
    rendition = file.text_of.get(stored.id)
    if rendition is None:
        return _unread(store, stored)
    pages = pages_of(store, rendition)
    if pages is None:
        lack = f"not readable: {rendition.reason}" if rendition.reason else "but its text is damaged: run claimtrail files read"  # fmt: skip
        return _Text(None, f"stored, {lack}")
    is_ocr = rendition.tool == OCR
    lack = "the picture was read by OCR, and the words are not found in what that read" if is_ocr else rendition.reason  # fmt: skip
    return _Text(Joined(pages), "" if is_whole(rendition) else lack, is_ocr)


def _is_there(store: FileStore, stored: StoredFile) -> bool:
    path = store.path(stored.sha256)
    return path.is_file() and path.stat().st_size == stored.size


def _unread(store: FileStore, stored: StoredFile) -> _Text:
    """Read a plain text that was stored before texts were kept; other kinds wait for `claimtrail files read`."""
    try:
        pages = plain_pages(store, stored.sha256, stored.media_type)
    except ClaimtrailError:
        return _Text(None, "the stored file has changed on disk")
    if pages is None:
        return _Text(None, "its text was not read yet: run claimtrail files read")
    return _Text(Joined(pages))
