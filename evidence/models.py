"""The tables of sources, evidence items, stored files, renditions, custody, captures and anchors of quotes."""

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from core.db import new_id
from core.log import APPEND_ONLY, Logged
from core.records import Record, record_constraints


class Source(Record, table=True):
    """Who published, produced or handed over; reliability A to F, ungraded when empty."""

    __tablename__ = "sources"
    __table_args__ = record_constraints("sources")
    name: str
    kind: str = ""
    url: str = ""
    reliability: str = ""
    reliability_reason: str = ""
    notes: str = ""


class EvidenceItem(Record, table=True):
    """One thing we hold or point to."""

    __tablename__ = "evidence"
    __table_args__ = (
        *record_constraints("evidence"),
        Index("ix_evidence_dates", "matter_id", "date_class", "date_lo", "id"),
    )
    title: str
    kind: str = ""
    source_id: str | None = Field(default=None, foreign_key="sources.id")
    date_text: str = ""
    date_edtf: str = ""
    date_span: str = ""
    date_lo: int | None = Field(default=None, sa_type=BigInteger)
    date_hi: int | None = Field(default=None, sa_type=BigInteger)
    date_class: str = ""
    date_basis: str = ""
    published_text: str = ""
    published_edtf: str = ""
    published_span: str = ""
    published_lo: int | None = Field(default=None, sa_type=BigInteger)
    published_hi: int | None = Field(default=None, sa_type=BigInteger)
    published_class: str = ""
    language: str = ""
    url: str = ""
    archived_url: str = ""
    description: str = ""
    credibility: str = ""
    credibility_reason: str = ""
    confidentiality: str = ""
    captured_at_text: str = ""
    captured_at_edtf: str = ""
    captured_at_span: str = ""
    captured_at_lo: int | None = Field(default=None, sa_type=BigInteger)
    captured_at_hi: int | None = Field(default=None, sa_type=BigInteger)
    captured_at_class: str = ""


class StoredFile(Logged, table=True):
    """One original kept for an item: its bytes lie in the file store under their SHA-256, and never change."""

    __tablename__ = "stored_files"
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    item_id: str = Field(foreign_key="evidence.id", index=True)
    sha256: str = Field(index=True)
    name: str
    size: int = Field(sa_type=BigInteger)
    media_type: str
    received_at: str
    received_by: str
    replaced_at: str = ""


class Rendition(Logged, table=True):
    """What one tool made of an original: its text, whose pages lie in the file store under `sha256`, or why it has none."""

    __tablename__ = "renditions"
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    file_id: str = Field(foreign_key="stored_files.id", index=True)
    kind: str
    media_type: str
    tool: str
    version: str
    input_sha256: str
    state: str
    reason: str = ""
    sha256: str = ""
    page_count: int = 0
    made_at: str
    replaced_at: str = ""


class CustodyEvent(Logged, table=True):
    """One handling of an item, in the fields of ISO/IEC 27037:2012, 6.1; triggers refuse every change of it.

    `digest` is the SHA-256 of the row's own fields and the digest before it, so each item's events are a chain. `happened`
    is when a handling took place that was written down later, in the words of whoever did.
    """

    __tablename__ = "custody_events"
    __table_args__ = (
        UniqueConstraint("item_id", "position"),
        CheckConstraint(
            "before_sha256 = '' OR before_sha256 = after_sha256 OR (verb = 'derived' AND reason <> '')",
            name="same_bytes",
        ),
        {"info": {APPEND_ONLY: (("id",), ("item_id", "position"))}},
    )
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    item_id: str = Field(foreign_key="evidence.id")
    position: int
    verb: str
    at: str
    clock: str = ""
    actor: str
    place: str = ""
    reason: str = ""
    authority: str = ""
    party: str = ""
    means: str = ""
    happened: str = ""
    file_id: str | None = Field(default=None, foreign_key="stored_files.id")
    before_sha256: str = ""
    after_sha256: str = ""
    tool: str = ""
    previous: str = ""
    digest: str


class Draft(SQLModel, table=True):
    """One file or link that came in and waits to be saved as an item; its fields are guesses until somebody saves them."""

    __tablename__ = "drafts"
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    made_by: str
    made_at: str
    name: str = ""
    url: str = ""
    sha256: str = ""
    size: int = Field(default=0, sa_type=BigInteger)
    media_type: str = ""
    state: str
    reason: str = ""
    guesses: str = ""
    item_id: str | None = Field(default=None, foreign_key="evidence.id")
    ended_at: str = ""


class Capture(Logged, table=True):
    """One attempt to capture a link as the Berkeley Protocol, paragraph 155, asks; kept as WACZ, the item's original."""

    __tablename__ = "captures"
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    item_id: str | None = Field(default=None, foreign_key="evidence.id", index=True)
    draft_id: str = Field(default="", index=True)
    url: str
    final_url: str = ""
    state: str
    reason: str = ""
    collector: str
    machine: str = ""
    machine_address: str = ""
    clock: str = ""
    began_at: str = ""
    ended_at: str = ""
    tool: str = ""
    http_status: int | None = None
    wacz_sha256: str = ""
    html_sha256: str = ""
    headers_sha256: str = ""
    picture_sha256: str = ""
    print_sha256: str = ""


class OutgoingRequest(Logged, table=True):
    """One request that this program sent to a site: who had it sent, why, where it went, and what came of it."""

    __tablename__ = "outgoing_requests"
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    capture_id: str = Field(foreign_key="captures.id", index=True)
    at: str
    actor: str
    purpose: str
    method: str
    url: str
    address: str = ""
    status: int | None = None
    size: int = Field(default=0, sa_type=BigInteger)
    outcome: str = ""


class QuoteAnchor(Logged, table=True):
    """Where the words of one record stand in one stored text: selectors of the W3C Web Annotation model, page and boxes.

    `kind` is `text`, `region` (a part of a page, with the words typed) or `time` (a part of a recording, in milliseconds).
    Offsets count code points. `boxes` is JSON: `[[page, left, top, right, bottom], …]` in ten-thousandths of the page.
    """

    __tablename__ = "quote_anchors"
    id: str = Field(default_factory=new_id, primary_key=True)
    matter_id: str = Field(foreign_key="matters.id", index=True)
    record_table: str
    record_id: str = Field(index=True)
    item_id: str = Field(foreign_key="evidence.id", index=True)
    file_id: str | None = Field(default=None, foreign_key="stored_files.id")
    rendition_id: str | None = Field(default=None, foreign_key="renditions.id")
    kind: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    page: int | None = None
    last_page: int | None = None
    boxes: str = ""
    from_ms: int | None = None
    to_ms: int | None = None
    state: str
    note: str = ""
    made_at: str
    made_by: str
    checked_at: str = ""
    replaced_at: str = ""
