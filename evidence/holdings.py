"""What the records say of how each item is held, gathered with a constant number of queries: the ground of `evidence.proving`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from core import stamps
from core.clock import instant
from core.log import LogEntry
from core.records import RecordLink
from core.stamps import HeadStamp
from core.timestamps import GRANTED, Trust
from evidence.corrections import OWN_STATEMENT
from evidence.custody import LATER
from evidence.models import Capture, CustodyEvent, EvidenceItem, Rendition, StoredFile
from evidence.proving import Holding, Visit
from evidence.registers import EVIDENCE
from evidence.text.extraction import NOT_READABLE, OCR

WHOLE = "captured"
LATE = 60  # seconds between the arrival of a file and the first word of its custody


@dataclass(frozen=True)
class _Known:
    """The rows about a matter's items, each by what it is looked up by."""

    files: Mapping[str, StoredFile]  # by item
    texts: Mapping[str, Rendition]  # by file
    captures: Mapping[str, Capture]  # by the hash of what was kept
    custody: Mapping[str, list[CustodyEvent]]  # by item
    entries: Mapping[str, int]  # by file: the log's entry about its arrival
    above: Mapping[str, list[RecordLink]]  # by the item that derives
    below: Mapping[str, list[RecordLink]]  # by the item it derives from
    numbers: Mapping[str, str]  # of items that stand
    stamps: list[
        tuple[int, str]
    ]  # how many entries an authority stamped, and when it says that was


def holdings_of(
    session: Session, matter_id: str, trust: Trust | None
) -> dict[str, Holding]:
    """Give the holding of every item of a matter, by the item's id; what the disk holds now is not looked at."""
    query = select(EvidenceItem).where(EvidenceItem.matter_id == matter_id)
    items = session.exec(query).all()
    known = _known(session, matter_id, items, trust)
    return {item.id: _holding(item, known) for item in items}


def _known(
    session: Session, matter_id: str, items: Iterable[EvidenceItem], trust: Trust | None
) -> _Known:
    files = session.exec(select(StoredFile).where(StoredFile.matter_id == matter_id, StoredFile.replaced_at == "")).all()  # fmt: skip
    texts = select(Rendition).where(Rendition.matter_id == matter_id, Rendition.replaced_at == "", Rendition.kind == "text")  # fmt: skip
    captures = select(Capture).where(Capture.matter_id == matter_id, Capture.wacz_sha256 != "")  # fmt: skip
    events = select(CustodyEvent).where(CustodyEvent.matter_id == matter_id)
    links = select(RecordLink).where(
        RecordLink.matter_id == matter_id, RecordLink.field == "derives_from", RecordLink.withdrawn_at == ""
    )  # fmt: skip
    ties = session.exec(links.order_by(col(RecordLink.position))).all()
    custody = defaultdict(list)
    for event in session.exec(events.order_by(col(CustodyEvent.position))):
        custody[event.item_id].append(event)
    return _Known(
        files={file.item_id: file for file in files},
        texts={text.file_id: text for text in session.exec(texts)},
        captures={capture.wacz_sha256: capture for capture in session.exec(captures)},
        custody=custody,
        entries=_entries(session, matter_id),
        above=_grouped(ties, "owner_id"),
        below=_grouped(ties, "target_id"),
        numbers={item.id: EVIDENCE.number(item) for item in items if not item.withdrawn_at},
        stamps=_stamps(session, matter_id, trust),
    )  # fmt: skip


def _entries(session: Session, matter_id: str) -> dict[str, int]:
    query = select(LogEntry.row, LogEntry.position).where(
        LogEntry.tree == matter_id, LogEntry.act == "stored_files:recorded"
    )
    return {row: position for row, position in session.exec(query)}  # noqa: C416 - rows are no pairs to mypy


def _grouped(ties: Iterable[RecordLink], name: str) -> dict[str, list[RecordLink]]:
    found = defaultdict(list)
    for tie in ties:
        found[getattr(tie, name)].append(tie)
    return dict(found)


def _stamps(session: Session, tree: str, trust: Trust | None) -> list[tuple[int, str]]:
    """Give the stamps that count with the certificates pinned now, oldest first."""
    query = select(HeadStamp).where(HeadStamp.tree == tree, HeadStamp.reply != "")
    judged = [
        (row.size, stamps.verdict_on(row, trust))
        for row in session.exec(query.order_by(col(HeadStamp.position)))
    ]
    return [(size, verdict.at) for size, verdict in judged if verdict.state == GRANTED]


def _holding(item: EvidenceItem, known: _Known) -> Holding:
    file = known.files.get(item.id)
    text = known.texts.get(file.id) if file else None
    entry = known.entries.get(file.id) if file else None
    return Holding(
        kind=item.kind,
        sha256=file.sha256 if file else "",
        media_type=(text.media_type if text else file.media_type) if file else "",
        received_at=file.received_at if file else "",
        visit=_visit(known.captures.get(file.sha256)) if file else None,
        is_source_named=bool(item.source_id),
        is_dated=bool(item.date_text or item.published_text),
        derives_from=tuple(
            (tie.role, known.numbers[tie.target_id])
            for tie in known.above.get(item.id, ())
            if tie.role not in OWN_STATEMENT and tie.target_id in known.numbers
        ),
        corrected_by=tuple(
            (tie.role, known.numbers[tie.owner_id])
            for tie in known.below.get(item.id, ())
            if tie.role in OWN_STATEMENT and tie.owner_id in known.numbers
        ),
        is_ocr=bool(text and text.tool == OCR),
        unreadable=text.reason if text and text.state == NOT_READABLE else "",
        unread=text.reason if text and text.state != NOT_READABLE else "",
        opened_late=bool(file) and _opened_late(file, known.custody.get(item.id, ())),
        entry=entry,
        stamped_at=next((at for size, at in known.stamps if entry is not None and size > entry), ""),
        withdrawn=item.withdrawn_why if item.withdrawn_at else "",
    )  # fmt: skip


def _visit(capture: Capture | None) -> Visit | None:
    if capture is None:
        return None
    return Visit(
        is_whole=capture.state == WHOLE, url=capture.url, final_url=capture.final_url, at=capture.began_at,
        clock=capture.clock, status=capture.http_status, reason=capture.reason,
    )  # fmt: skip


def _opened_late(file: StoredFile | None, events: Iterable[CustodyEvent]) -> bool:
    """Say whether a file lay here before anything was written down about its handling."""
    first = next((event for event in events if file and event.file_id == file.id), None)
    if file is None or first is None:
        return file is not None
    waited = (instant(first.at) - instant(file.received_at)).total_seconds()
    return first.reason.startswith(LATER) or waited > LATE
