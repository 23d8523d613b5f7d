"""Every quotation against the stored file it is taken from: a citation's quote, the words of an occasion, those of a finding.

This version reads plain text; a quote from any other kind of file, or from an item that is not held, is not checkable.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from claims.casefile import CaseFile, standing
from core.blobs import FileStore
from core.errors import ClaimtrailError
from core.records import Record
from evidence.models import EvidenceItem, StoredFile
from evidence.quotes import stands_in

MATCHES, LOST, NOT_CHECKABLE = "matches", "lost", "not checkable"
LARGEST = 20_000_000  # bytes of text that are read to look for a quote


def with_quotes(file: CaseFile, store: FileStore) -> CaseFile:
    """Give the case file with the state of every quotation, each matched again now against the stored bytes."""
    texts: dict[str, str | None] = {}

    def text_of(stored: StoredFile) -> str | None:
        if stored.sha256 not in texts:
            texts[stored.sha256] = _read(store, stored)
        return texts[stored.sha256]

    states = {
        row.id: _state(file, quote, items, text_of)
        for row, quote, items in quotations(file)
    }
    return replace(file, quotes=states)


def quotations(file: CaseFile) -> Iterator[tuple[Record, str, list[EvidenceItem]]]:
    """Give every standing quotation: the record that holds it, the words, and the items it is said to stand in."""
    for citation in standing(file.citations):
        item = file.by_id[citation.evidence_id]
        if citation.quote and isinstance(item, EvidenceItem):
            yield citation, citation.quote, [item]
    for table in ("occasions", "findings"):
        for row in standing(file.rows(table)):
            if row.words:
                yield row, row.words, file.linked(row, "evidence")


def _state(
    file: CaseFile,
    quote: str,
    items: list[EvidenceItem],
    text_of: Callable[[StoredFile], str | None],
) -> str:
    stored = [file.files_of[item.id] for item in items if item.id in file.files_of]
    texts = [text for one in stored if (text := text_of(one)) is not None]
    if any(stands_in(quote, text) for text in texts):
        return MATCHES
    return LOST if texts and len(texts) == len(items) else NOT_CHECKABLE


def _read(store: FileStore, stored: StoredFile) -> str | None:
    """Read a stored plain text; nothing when it is of another kind, too large, or not what it was."""
    if stored.media_type != "text/plain" or stored.size > LARGEST:
        return None
    try:
        return store.read(stored.sha256).decode("utf-8-sig")
    except (ClaimtrailError, UnicodeDecodeError):
        return None
