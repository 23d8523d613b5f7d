"""What stands in a case file, looked up fast.

A record counts only with what it hangs on: no citation of a withdrawn item, no finding of a withdrawn ruling, no occasion of
a withdrawn claim.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, NamedTuple

from claims.casefile import CaseFile, standing
from claims.models import (
    Citation,
    Claim,
    Event,
    Finding,
    Occasion,
    Proceeding,
    Ruling,
)
from claims.reckoning import Figures
from core.records import Record, RecordLink
from evidence.models import EvidenceItem


class Cited(NamedTuple):
    """A standing citation, what it is for, and the item."""

    citation: Citation
    of: Record
    item: EvidenceItem


class View:
    """The standing records of a file, with the look-ups that rules share."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.items: list[EvidenceItem] = standing(file.evidence)
        self.claims: list[Claim] = standing(file.claims)
        self.events: list[Event] = standing(file.events)
        self.proceedings: list[Proceeding] = standing(file.proceedings)
        self.rulings: list[Ruling] = standing(file.rulings)

    def stands(self, id_: str | None) -> bool:
        """Say whether there is such a record and it is not withdrawn."""
        row = self.file.by_id.get(id_ or "")
        return row is not None and not row.withdrawn_at

    def evidence_of(self, row: Record) -> list[EvidenceItem]:
        """Give the standing items listed with a record."""
        return [
            item for item in self.file.linked(row, "evidence") if not item.withdrawn_at
        ]

    def derivations_from(
        self, item: EvidenceItem
    ) -> list[tuple[RecordLink, EvidenceItem]]:
        """Give the standing items that derive from this one, by number, with how."""
        found = [
            (link, owner)
            for link in self._derivations.get(item.id, [])
            if isinstance(owner := self.file.by_id[link.owner_id], EvidenceItem)
            and not owner.withdrawn_at
            and owner.id != item.id
        ]
        return sorted(found, key=lambda pair: (pair[1].number, pair[0].role))

    @cached_property
    def _derivations(self) -> dict[str, list[RecordLink]]:
        return grouped(
            (link.target_id, link)
            for link in self.file.links
            if link.field == "derives_from" and not link.withdrawn_at
        )

    def evidence_for_ruling(self, ruling: Ruling) -> list[EvidenceItem]:
        """Give the items listed with a ruling and those cited for it, each once."""
        items = self.evidence_of(ruling)
        items += [cited.item for cited in self.citations_of.get(ruling.id, [])]
        return list({item.id: item for item in items}.values())

    @cached_property
    def occasions(self) -> list[Occasion]:
        """Give the occasions of standing claims."""
        return [
            row for row in standing(self.file.occasions) if self.stands(row.claim_id)
        ]

    @cached_property
    def findings(self) -> list[Finding]:
        """Give the findings of standing rulings on standing claims."""
        return [
            row
            for row in standing(self.file.findings)
            if self.stands(row.ruling_id) and self.stands(row.claim_id)
        ]

    @cached_property
    def citations(self) -> list[Cited]:
        """Give the citations of standing items for standing records."""
        found = []
        for row in standing(self.file.citations):
            of, item = self.file.by_id[row.of_id], self.file.by_id[row.evidence_id]
            if (
                self._whole(of)
                and isinstance(item, EvidenceItem)
                and not item.withdrawn_at
            ):
                found.append(Cited(row, of, item))
        return found

    def _whole(self, row: Record) -> bool:
        """A finding stands only with its ruling and its claim."""
        if isinstance(row, Finding) and not (
            self.stands(row.ruling_id) and self.stands(row.claim_id)
        ):
            return False
        return not row.withdrawn_at

    @cached_property
    def citations_of(self) -> dict[str, list[Cited]]:
        """Find the citations for a record, by its id."""
        return grouped((cited.of.id, cited) for cited in self.citations)

    @cached_property
    def occasions_of(self) -> dict[str, list[Occasion]]:
        """Find the occasions of a claim, by its id."""
        return grouped((row.claim_id, row) for row in self.occasions)

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """Find the findings of a ruling, by its id."""
        return grouped((row.ruling_id, row) for row in self.findings)

    @cached_property
    def findings_on(self) -> dict[str, list[Finding]]:
        """Find the findings on a claim, by its id."""
        return grouped((row.claim_id, row) for row in self.findings)

    @cached_property
    def figures(self) -> Figures:
        """Give the figures and what can be reckoned from them."""
        return Figures(self.file)


def grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    """Gather values by their key, in order."""
    found: dict[str, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
