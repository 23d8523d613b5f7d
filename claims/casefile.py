"""A matter's whole file, read with a constant number of queries and looked at without the database.

Chronology, checks, origins, pages and dossiers all work on a `CaseFile`. Withdrawn records stay in it, marked; `standing`
leaves them out.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from accounts.models import Matter
from claims.models import (
    Citation,
    Claim,
    Event,
    Figure,
    Finding,
    Occasion,
    Party,
    Proceeding,
    Remedy,
    Ruling,
)
from claims.registers import BY_TABLE, REGISTERS
from core.jobs import FileCheck
from core.records import Record, RecordLink, Register
from evidence.corrections import Later, corrections_of
from evidence.models import EvidenceItem, QuoteAnchor, Rendition, Source, StoredFile
from evidence.origins import origins_of
from evidence.renditions import TEXT

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class CaseFile:
    """All records of one matter, by table, with their lists, files and texts.

    Once the quotations were matched (`claims.quoting`), `quotes` holds their states and `quote_notes` where or why, by record.
    `damage` says what the last check of stored bytes found wrong, by their SHA-256 (`evidence.fixity`).
    """

    matter: Matter
    parties: list[Party] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    evidence: list[EvidenceItem] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    proceedings: list[Proceeding] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    remedies: list[Remedy] = field(default_factory=list)
    links: list[RecordLink] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    renditions: list[Rendition] = field(default_factory=list)
    anchors: list[QuoteAnchor] = field(default_factory=list)
    quotes: dict[str, str] = field(default_factory=dict)
    quote_notes: dict[str, str] = field(default_factory=dict)
    damage: dict[str, str] = field(default_factory=dict)

    def rows(self, table: str) -> list[Any]:
        """Give the records of a table."""
        return list(getattr(self, table))

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """Find any record by its id."""
        return {
            row.id: row for register in REGISTERS for row in self.rows(register.table)
        }

    @cached_property
    def _links(self) -> dict[tuple[str, str], list[RecordLink]]:
        found = defaultdict(list)
        for link in sorted(self.links, key=lambda link: link.position):
            if not link.withdrawn_at:
                found[link.owner_id, link.field].append(link)
        return found

    @cached_property
    def _back(self) -> dict[tuple[str, str], list[RecordLink]]:
        found = defaultdict(list)
        for link in self.links:
            if not link.withdrawn_at:
                found[link.target_id, link.field].append(link)
        return found

    @cached_property
    def citations_of(self) -> dict[str, list[Citation]]:
        """Give the standing citations of each record, by the record's id."""
        found = defaultdict(list)
        for citation in standing(self.citations):
            found[citation.of_id].append(citation)
        return dict(found)

    @cached_property
    def files_of(self) -> dict[str, StoredFile]:
        """Give the original that each item has now, by the item's id."""
        return {file.item_id: file for file in self.files if not file.replaced_at}

    @cached_property
    def text_of(self) -> dict[str, Rendition]:
        """Give the text that each original has now, by the original's id."""
        return {row.file_id: row for row in self.renditions if row.kind == TEXT}

    @cached_property
    def anchor_of(self) -> dict[str, QuoteAnchor]:
        """Give the place at which the words of a record are anchored, by the record's id."""
        return {row.record_id: row for row in self.anchors}

    @cached_property
    def origins(self) -> dict[str, frozenset[str]]:
        """Give the ids of the items that each item goes back to, by the item's id."""
        return origins_of([item.id for item in self.evidence], self.links)

    @cached_property
    def corrections(self) -> dict[str, Later]:
        """Give by an item's id what later standing items say of it: `corrected by`, and the later one's id."""
        return corrections_of(self.links, [item.id for item in standing(self.evidence)])

    def corrected(self, item: Record) -> str:
        """Say what became of an item: `corrected by E-012`; empty when nothing is recorded."""
        later = self.corrections.get(item.id, ())
        return " and ".join(f"{how} {self.number(self.by_id[row])}" for how, row in later)  # fmt: skip

    def links_from(self, row: Record, name: str) -> list[RecordLink]:
        """Give the entries of one of a record's lists, in order, with their roles."""
        return self._links.get((row.id, name), [])

    def linked(self, row: Record, name: str) -> list[Any]:
        """Give the records in one of a record's lists, in order."""
        return [self.by_id[link.target_id] for link in self.links_from(row, name)]

    def linking(self, row: Record, name: str) -> list[Any]:
        """Give the records that have this one in a list of theirs, by number."""
        found = [
            self.by_id[link.owner_id] for link in self._back.get((row.id, name), [])
        ]
        return sorted(found, key=lambda other: (other.__tablename__, other.number))

    def number(self, row: Record) -> str:
        """Write a record's number: `E-001`."""
        return register_of(row).number(row)

    def source_of(self, item: EvidenceItem) -> Source | None:
        """Give the source of an item, when it has one."""
        source = self.by_id.get(item.source_id or "")
        return source if isinstance(source, Source) else None


def register_of(row: Record) -> Register:
    """Give the register a record belongs to."""
    return BY_TABLE[str(row.__tablename__)]


def standing(rows: Iterable[R]) -> list[R]:
    """Leave out what is withdrawn."""
    return [row for row in rows if not row.withdrawn_at]


def read_casefile(session: Session, matter: Matter) -> CaseFile:
    """Read a matter's file: one query a table, whatever the size of the matter."""
    rows = {
        register.table: list(
            session.exec(
                select(register.model)
                .where(register.model.matter_id == matter.id)
                .order_by(col(register.model.number))
            )
        )
        for register in REGISTERS
    }
    links = list(
        session.exec(select(RecordLink).where(RecordLink.matter_id == matter.id))
    )
    files = list(
        session.exec(select(StoredFile).where(StoredFile.matter_id == matter.id))
    )
    renditions = list(
        session.exec(
            select(Rendition).where(
                Rendition.matter_id == matter.id, Rendition.replaced_at == ""
            )
        )
    )
    anchors = select(QuoteAnchor).where(
        QuoteAnchor.matter_id == matter.id, QuoteAnchor.replaced_at == ""
    )
    damaged = session.exec(select(FileCheck).where(FileCheck.fault != ""))
    return CaseFile(
        matter=matter,
        links=links,
        files=files,
        renditions=renditions,
        anchors=list(session.exec(anchors)),
        damage={check.sha256: check.fault for check in damaged},
        **rows,  # type: ignore[arg-type] # each list holds its table's rows
    )
