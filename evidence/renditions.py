"""Renditions: the text of each original, page by page, with the tool that read it, its version and the hash of what it read.

One is made when an original is attached, and a new one by `claimtrail files read` once the tool or our part of it is another;
the one until then keeps its row, marked as replaced, and its pages.
"""

import io
import json
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from sqlmodel import Session, col, select

from core import clock
from core.blobs import NOBODY, FileStore, Kept
from core.canonical import canonical
from core.db import AFTER
from core.errors import ClaimtrailError
from core.jobs import enqueue
from evidence.models import EvidenceItem, Rendition, StoredFile
from evidence.text.child import extract
from evidence.text.extraction import OCR, READ, Extraction, version_of

TEXT = "text"
TEXT_READ = "check quotes"  # the kind of job that looks at what is quoted from a text that was read


def read(store: FileStore, file: StoredFile, language: str) -> Extraction:
    """Read the text of an original; `language` is the tag that its item has, if it has one.

    Raises:
        Missing: the original is not in the store.
        Corrupt: it has changed.
    """
    languages = (language,) if language else ()
    return extract(store, file.sha256, file.media_type, languages)


def keep(
    session: Session, store: FileStore, file: StoredFile, found: Extraction
) -> Rendition:
    """Keep what reading an original came to; the rendition it had until now is marked as replaced."""
    query = select(Rendition).where(
        Rendition.file_id == file.id, Rendition.kind == TEXT, Rendition.replaced_at == ""
    )  # fmt: skip
    for older in session.exec(query):
        older.replaced_at = clock.now()
        session.add(older)
    rendition = rendition_of(partial(put_for, session, store), file, found)
    session.add(rendition)
    enqueue(session, TEXT_READ, file.matter_id, matter_id=file.matter_id)
    return rendition


def put_for(session: Session, store: FileStore, stream: BinaryIO) -> Kept:
    """Put bytes into the store for rows of this transaction; when these never come, nobody was told of the bytes."""
    kept = store.put(stream, NOBODY)
    session.info.setdefault(AFTER, []).append(partial(store.settle, kept))
    return kept


def rendition_of(put: Callable[[BinaryIO], Kept], file: StoredFile, found: Extraction) -> Rendition:  # fmt: skip
    """Put what reading an original came to into a rendition; its pages are `put` into the store."""
    pages = list(found.pages)
    kept = put(io.BytesIO(canonical(pages))) if pages else None
    return Rendition(
        matter_id=file.matter_id, file_id=file.id, kind=TEXT, media_type=found.media_type, tool=found.tool,
        version=found.version, input_sha256=found.input_sha256, state=found.state, reason=found.reason,
        sha256=kept.sha256 if kept else "", page_count=len(pages), made_at=clock.now(),
    )  # fmt: skip


def pages_of(store: FileStore, rendition: Rendition) -> list[str] | None:
    """Give the pages of a rendition; nothing where it has none, or its bytes are not what they were."""
    if rendition.state != READ:
        return None
    try:
        pages: list[str] = json.loads(store.read(rendition.sha256))
    except ClaimtrailError:
        return None
    return pages


def is_whole(rendition: Rendition) -> bool:
    """Say whether a rendition holds all words of its file as they are: nothing left out, nothing recognised by OCR."""
    return rendition.state == READ and not rendition.reason and rendition.tool != OCR


def is_current(rendition: Rendition) -> bool:
    """Say whether the tool that made a rendition is still the one that would make it."""
    return rendition.version == version_of(rendition.tool)


def unread(session: Session, matter_id: str = "") -> list[tuple[StoredFile, str]]:
    """Give the originals, with their items' languages, that have no text yet or one by another version; of one matter or all."""
    files = (
        select(StoredFile, EvidenceItem.language)
        .join(EvidenceItem, col(EvidenceItem.id) == col(StoredFile.item_id))
        .where(StoredFile.replaced_at == "")
        .order_by(col(StoredFile.matter_id), col(EvidenceItem.number))
    )
    texts = select(Rendition).where(Rendition.replaced_at == "")
    if matter_id:
        files = files.where(StoredFile.matter_id == matter_id)
        texts = texts.where(Rendition.matter_id == matter_id)
    current = {
        rendition.file_id for rendition in session.exec(texts) if is_current(rendition)
    }
    return [
        (file, language)
        for file, language in session.exec(files)
        if file.id not in current
    ]
