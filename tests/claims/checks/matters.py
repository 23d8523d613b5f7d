"""Matters built in memory for the checks: records that are clean in every respect but the one a test is about."""

from random import Random
from typing import Any

from claims.checks import CheckFinding, run
from claims.registers import BY_TABLE
from core.fields import Tie
from core.records import Record
from evidence.models import EvidenceItem, StoredFile
from tests.kit.cases import OPENED, Case


class Desk(Case):
    """A matter in the making; each verb enters one record and gives it back."""

    def __init__(self, seed: int = 0) -> None:
        super().__init__()
        self.random = Random(seed)  # noqa: S311 - made-up words are no secrets

    def word(self) -> str:
        """Make up a word, or a name."""
        return "".join(self.random.choices("abcdefghijklmnop", k=9))

    def amount(self) -> int:
        """Make up an amount that ends in no zero."""
        return self.random.randrange(1_000, 90_000) * 10 + self.random.randrange(1, 10)

    def add(self, table: str, **values: Any) -> Any:
        """Enter a record; an empty date is none, and a figure may stand for the whole of another."""
        values = {name: value for name, value in values.items() if value != ""}
        if isinstance(whole := values.get("of_value"), Record):
            values["of_value"] = Tie(whole.id)
        return super().add(table, **values)

    def item(self, *, held: bool = True, **values: Any) -> EvidenceItem:
        """Enter an item of evidence, with a stored file unless it is not held, and a day unless one is given."""
        values.setdefault("title", self.word())
        if not {"date", "published"} & values.keys():
            values["published"] = "2016-03-09"
        row: EvidenceItem = self.add("evidence", **values)
        if held:
            self.hold(row)
        return row

    def hold(self, row: EvidenceItem) -> StoredFile:
        """Keep a stored file for an item."""
        stored = StoredFile(
            matter_id="m", item_id=row.id, sha256=f"{row.number:064x}", name="note.txt",
            size=1, media_type="text/plain", received_at=OPENED, received_by="Alice",
        )  # fmt: skip
        self.files.append(stored)
        return stored

    def claim(self, *, cited: bool = True, **values: Any) -> Any:
        """Enter a claim, with an item cited for it unless that is the point."""
        values.setdefault("statement", self.word())
        row = self.add("claims", **values)
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

    def found(self) -> list[CheckFinding]:
        """Check the matter."""
        return run(self.file)

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
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = (
        OPENED,
        "Alice",
        "entered twice",
    )
