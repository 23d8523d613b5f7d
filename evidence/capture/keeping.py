"""Giving a capture to its item: the archive as its original, and what was taken from it as renditions with tool and hash."""

from sqlmodel import Session, col, select

from core import clock
from core.blobs import FileStore
from core.dates import from_edtf
from evidence.custody import CAPTURED, DERIVED, Handling, handle
from evidence.files import Arrival, attach
from evidence.models import Capture, EvidenceItem, Rendition, StoredFile
from evidence.registers import EVIDENCE
from evidence.text.extraction import READ, Extraction

PARTS = (
    ("html", "text/html", "the source of the page"),
    ("headers", "application/json", "the headers of the answers"),
    ("picture", "image/png", "a picture of the whole page"),
    ("print", "application/pdf", "a print of the page"),
)  # kind of the rendition, its media type, what it is


def attach_capture(session: Session, store: FileStore, item: EvidenceItem, row: Capture, text: Extraction | None = None) -> StoredFile:  # fmt: skip
    """Attach what a capture kept: the archive as the item's original, its parts as renditions of it.

    The time of the capture becomes the item's, where it has none: it is what this program did, no guess.
    """
    arrival = Arrival(CAPTURED, f"Captured from {row.url}", row.tool, text)
    with store.open(row.wacz_sha256) as stream:
        file = attach(session, store, item, stream, f"{row.began_at[:10]}.wacz", arrival)  # fmt: skip
    for kind, media_type, told in PARTS:
        if sha256 := getattr(row, f"{kind}_sha256"):
            session.add(Rendition(
                matter_id=item.matter_id, file_id=file.id, kind=kind, media_type=media_type, tool=row.tool, version=row.tool,
                input_sha256=file.sha256, state=READ, sha256=sha256, page_count=0, made_at=clock.now(),
            ))  # fmt: skip
            handle(session, item, Handling(
                verb=DERIVED, reason=f"Kept beside the archive: {told}", file_id=file.id, before_sha256=file.sha256,
                after_sha256=sha256, tool=row.tool,
            ))  # fmt: skip
    row.item_id = item.id
    if not item.captured_at_text:
        day = from_edtf(row.began_at[:10], text=row.began_at)
        for name, value in EVIDENCE.field("captured_at").stored(day).items():
            setattr(item, name, value)
        session.add(item)
    session.add(row)
    return file


def last_capture(session: Session, draft_id: str) -> Capture | None:
    """Give the last capture of a draft that came to something."""
    query = select(Capture).where(Capture.draft_id == draft_id, Capture.wacz_sha256 != "")  # fmt: skip
    return session.exec(query.order_by(col(Capture.began_at).desc())).first()
