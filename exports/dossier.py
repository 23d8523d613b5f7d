"""A dossier from beginning to end: selection → snapshot → document → pages → finished file."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from claims.casefile import CaseFile
from claims.checking import findings_of
from claims.quoting import with_quotes
from core.blobs import FileStore
from core.canonical import canonical
from core.errors import Invalid, Refused
from core.timestamps import Trust
from exports.document import document_of
from exports.finish import Attachment, finish
from exports.originals import WITHOUT_ORIGINALS, originals
from exports.render.child import pdf_from
from exports.render.page import html_of
from exports.selection import Selection, select
from exports.snapshot import Snapshot, casefile_from, take

DATA = "dossier.json"
MADE = ("dossier", "bundle")
MOST = 10  # reasons that are named


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished dossier: its bytes and what there is to say of them."""

    pdf: bytes
    pages: int
    entries: int
    sha256: str
    warnings: tuple[str, ...]


def build_dossier(
    session: Session,
    file: CaseFile,
    files: FileStore,
    selection: Selection,
    progress: Callable[[str], None] = lambda step: None,
    trust: Trust | None = None,
) -> Finished:
    """Make the dossier of what a selection chooses.

    Args:
        session: Reads the head of the log; nothing is written.
        file: The matter's whole file.
        files: Where the originals lie.
        selection: What the dossier shows.
        progress: Is told each step.
        trust: The certificates pinned for the authority of time stamps.

    Raises:
        Invalid: the selection names what is not there.
        Refused: something recorded blocks the export.
        NotDrawn: the pages cannot be made.
        Missing: an original is not in the store.
        Corrupt: an original is not what it was.
    """
    if selection.profile not in MADE:
        raise Invalid(
            f"This version makes {' and '.join(MADE)}; “{selection.profile}” comes later."
        )
    progress("Matching quotations against the stored files")
    matched = with_quotes(file, files)
    _refuse_what_cannot_be_printed(matched, files)
    progress("Choosing what is shown")
    value = take(session, select(matched, selection), selection, trust)
    return dossier_from(value, files, progress)


def _refuse_what_cannot_be_printed(file: CaseFile, files: FileStore) -> None:
    """Stop at stored records that cannot be printed truly, and at quotations that their file no longer holds.

    Raises:
        Refused: something blocks the export; the sentence names it.
    """
    found = [one.sentence for one in findings_of(file, files) if one.blocks]
    if found:
        more = f" And {len(found) - MOST} more." if len(found) > MOST else ""
        raise Refused(f"Nothing was exported. {' '.join(found[:MOST])}{more}")


def dossier_from(
    value: Snapshot,
    files: FileStore,
    progress: Callable[[str], None] = lambda step: None,
) -> Finished:
    """Make the dossier of a snapshot: the same snapshot and the same tools give the same bytes.

    Raises:
        NotDrawn: the pages cannot be made.
        Missing: an original is not in the store.
        Corrupt: an original is not what it was.
    """
    profile, created = value["selection"]["profile"], value["log"]["as_of"]
    progress("Writing the document")
    document, entries, warnings = document_of(value)
    made = pdf_from(html_of(document), profile, progress)
    progress("Attaching the data and the originals")
    attachments = [] if profile in WITHOUT_ORIGINALS else _attachments(value, files)
    pdf, pages = finish(made, attachments, created)
    return Finished(pdf, pages, entries, hashlib.sha256(pdf).hexdigest(), warnings)


def _attachments(value: Snapshot, files: FileStore) -> list[Attachment]:
    """Give the data of the dossier and every original of what it shows, under the item's number."""
    data = Attachment(
        DATA, canonical(value), "Everything this dossier shows, as data", "application/json", "Data",
    )  # fmt: skip
    file = casefile_from(value)
    found = [data]
    for name, (item, stored) in originals(file).items():
        found.append(
            Attachment(
                name,
                files.read(stored.sha256),
                f"{file.number(item)}: {item.title}",
                stored.media_type or "application/octet-stream",
                "Source",
            )
        )
    return found
