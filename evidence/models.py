"""The tables of sources, evidence items, stored files and renditions."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from core.db import new_id
from core.log import Logged
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
