"""A case file built in memory, one record a line, without any database."""

from collections import Counter
from typing import Any

from accounts.models import Matter
from claims.casefile import CaseFile
from claims.registers import BY_TABLE
from core.dates import read
from core.fields import Links, Tie, When
from core.records import Record, RecordLink
from evidence.models import Rendition, StoredFile

OPENED = "2026-11-24T09:00:00Z"


class Case:
    """Collects records; `file` gives them as a case file."""

    def __init__(self) -> None:
        self.matter = Matter(
            id="m",
            slug="harbour",
            name="Harbour lease",
            opened_at=OPENED,
            opened_by="alice",
        )
        self.records: list[Record] = []
        self.links: list[RecordLink] = []
        self.files: list[StoredFile] = []
        self.renditions: list[Rendition] = []
        self.quotes: dict[str, str] = {}
        self.numbers: Counter[str] = Counter()

    def add(self, table: str, **values: Any) -> Any:
        """Enter a record. Dates may be words, records stand for themselves, lists of them too."""
        register = BY_TABLE[table]
        self.numbers[table] += 1
        number = self.numbers[table]
        key = f"{register.letters}-{number:03d}"
        row = register.model(
            id=f"{table}-{number}", matter_id="m", number=number, key=key
        )
        for field in register.fields:
            value = values.pop(field.name, field.empty())
            if isinstance(field, Links):
                self._link(row, field.name, value)
            if isinstance(field, When) and isinstance(value, str):
                value = read(value).date
            if isinstance(value, Record):
                value = value.id
            for column, stored in field.stored(value).items():
                setattr(row, column, stored)
        for name, value in values.items():
            setattr(row, name, value)
        self.records.append(row)
        return row

    def _link(self, row: Record, name: str, targets: Any) -> None:
        for position, target in enumerate(targets):
            other, role = target if isinstance(target, tuple) else (target, "")
            tie = Tie(other.id, role)
            self.links.append(
                RecordLink(
                    id=f"link-{len(self.links)}",
                    matter_id="m",
                    owner_id=row.id,
                    field=name,
                    target_id=tie.target,
                    role=tie.role,
                    position=position,
                )
            )

    def cite(
        self, record: Record, item: Record, stance: str = "supports", **values: Any
    ) -> Any:
        """Cite an item for a record."""
        return self.add("citations", of=record, evidence=item, stance=stance, **values)

    @property
    def file(self) -> CaseFile:
        """Give what was entered so far."""
        rows: dict[str, Any] = {table: [] for table in BY_TABLE}
        for row in self.records:
            rows[str(row.__tablename__)].append(row)
        return CaseFile(
            matter=self.matter,
            links=list(self.links),
            files=list(self.files),
            renditions=list(self.renditions),
            quotes=dict(self.quotes),
            **rows,
        )
