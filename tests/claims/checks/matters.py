"""Matters built in memory for the checks: rows as the importer would make them, without a database."""

from random import Random
from typing import Any

from accounts.models import Matter
from claims.casefile import CaseFile
from claims.checks import CheckFinding, run
from claims.registers import BY_TABLE, REGISTERS
from core.dates import from_edtf
from core.fields import Links, Tie, When
from core.records import Record, RecordLink
from evidence.models import EvidenceItem, StoredFile

AT = "2026-11-24T09:00:00Z"


class Desk:
    """A matter in the making; each verb enters one record and gives it back."""

    def __init__(self, seed: int = 0) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up words are no secrets
        self.rows: dict[str, list[Any]] = {register.table: [] for register in REGISTERS}
        self.links: list[RecordLink] = []
        self.files: list[StoredFile] = []

    def word(self) -> str:
        """Make up a word, or a name."""
        return "".join(self.random.choices("abcdefghijklmnop", k=9))

    def amount(self) -> int:
        """Make up an amount that ends in no zero."""
        return self.random.randrange(1_000, 90_000) * 10 + self.random.randrange(1, 10)

    def add(self, table: str, key: str = "", **values: Any) -> Any:
        """Enter a record. Dates are EDTF, records stand for themselves, a list's roles are pairs."""
        register = BY_TABLE[table]
        number = len(self.rows[table]) + 1
        name = f"{register.letters}-{number:03d}"
        columns: dict[str, Any] = {}
        lists: dict[str, Any] = {}
        for field in register.fields:
            value = values.pop(field.name, field.empty())
            if isinstance(field, Links):
                lists[field.name] = value
            else:
                columns |= field.stored(_plain(field, value))
        assert not values, values
        row = register.model(
            id=f"id-{name}", matter_id="m", number=number, key=key or name, **columns
        )
        self.rows[table].append(row)
        for name, targets in lists.items():
            self._list(row, name, targets)
        return row

    def _list(self, row: Record, name: str, targets: Any) -> None:
        for position, entry in enumerate(targets):
            target, role = entry if isinstance(entry, tuple) else (entry, "")
            self.links.append(
                RecordLink(
                    matter_id="m",
                    owner_id=row.id,
                    field=name,
                    target_id=target.id,
                    role=role,
                    position=position,
                )
            )

    def item(self, key: str = "", *, held: bool = True, **values: Any) -> EvidenceItem:
        """Enter an item of evidence, with a stored file unless it is not held, and a day unless one is given."""
        values.setdefault("title", self.word())
        if not {"date", "published"} & values.keys():
            values["published"] = "2016-03-09"
        row: EvidenceItem = self.add("evidence", key, **values)
        if held:
            self.hold(row)
        return row

    def hold(self, row: EvidenceItem) -> StoredFile:
        """Keep a stored file for an item."""
        stored = StoredFile(
            matter_id="m", item_id=row.id, sha256=f"{row.number:064x}", name="note.txt",
            size=1, media_type="text/plain", received_at=AT, received_by="Alice",
        )  # fmt: skip
        self.files.append(stored)
        return stored

    def cite(self, of: Record, item: EvidenceItem, stance: str = "supports") -> Any:
        """Cite an item."""
        return self.add("citations", of=of, evidence=item, stance=stance)

    def claim(self, key: str = "", *, cited: bool = True, **values: Any) -> Any:
        """Enter a claim, with an item cited for it unless that is the point."""
        values.setdefault("statement", self.word())
        row = self.add("claims", key, **values)
        if cited:
            self.cite(row, self.item(), "context")
        return row

    def event(self, day: str = "2016-03-08", **values: Any) -> Any:
        """Enter an event."""
        values.setdefault("date_basis", "the page prints it")
        return self.add("events", title=self.word(), date=day, **values)

    def occasion(
        self, claim: Any, day: str, *items: EvidenceItem, **values: Any
    ) -> Any:
        """Enter an occasion on which a claim was made."""
        values.setdefault("date_basis", "the page prints it")
        return self.add(
            "occasions", claim=claim, date=day, evidence=items, form="as made", **values
        )

    def figure(
        self,
        item: EvidenceItem,
        label: str,
        value: object,
        unit: str = "USD",
        **more: Any,
    ) -> Any:
        """Enter a figure; numbers are printed with commas."""
        printed = f"{value:,}" if isinstance(value, int) else value
        return self.add(
            "figures", evidence=item, label=label, value=printed, unit=unit, **more
        )

    def proceeding(self, **values: Any) -> Any:
        """Enter a proceeding."""
        values.setdefault("filed", "2016-03-10")
        return self.add("proceedings", title=self.word(), **values)

    def ruling(self, proceeding: Any, day: str = "2016-11-08", **values: Any) -> Any:
        """Enter a ruling whose text is held."""
        values.setdefault("date_basis", "the text is dated")
        values.setdefault("known_from", "text")
        if "evidence" not in values:
            values["evidence"] = [self.item(kind="judgment", published="2016-12-01")]
        return self.add("rulings", proceeding=proceeding, date=day, **values)

    def finding(self, ruling: Any, claim: Any, disposition: str = "upheld") -> Any:
        """Enter a finding."""
        return self.add("findings", ruling=ruling, claim=claim, disposition=disposition)

    def file(self) -> CaseFile:
        """Give the matter as it is read from a database."""
        matter = Matter(id="m", slug="m", name="M", opened_at=AT, opened_by="Alice")
        lists: dict[str, Any] = {**self.rows, "links": self.links, "files": self.files}
        return CaseFile(matter=matter, **lists)

    def found(self) -> list[CheckFinding]:
        """Check the matter."""
        return run(self.file())

    def faults(self) -> list[tuple[str, ...]]:
        """Check the matter; give each finding's rule and the numbers it names."""
        return [
            (finding.rule, *(row.number for row in finding.records))
            for finding in self.found()
        ]

    def number(self, row: Record) -> str:
        """Write a record's number."""
        return BY_TABLE[str(row.__tablename__)].number(row)


def withdraw(row: Any) -> None:
    """Mark a record withdrawn."""
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = AT, "Alice", "entered twice"


def _plain(field: Any, value: Any) -> Any:
    if isinstance(field, When):
        return from_edtf(value) if value else None
    if isinstance(value, Record):
        return Tie(value.id) if field.name == "of_value" else value.id
    return value
