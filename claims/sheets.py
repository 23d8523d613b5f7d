"""What stands for, against and beside a claim, and what each court did and did not decide on it.

Pure functions over a `CaseFile`, used by the pages and by the dossier alike, so that screen and paper say the same. The
sentences name records by number; whoever prints them turns the numbers into links. They never say who is right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.casefile import CaseFile, standing
from claims.chronology import date_of
from claims.models import (
    Citation,
    Claim,
    Finding,
    Occasion,
    Party,
    Proceeding,
    Remedy,
    Ruling,
)
from claims.registers import STANCES, UNDECIDED
from core.dates import sort_key
from core.records import Record
from evidence.models import EvidenceItem, Source

TEXT_KINDS = ("judgment", "order")  # kinds of item that are the text of a ruling


@dataclass(frozen=True)
class CitedItem:
    """A citation with the item it points to and that item's source."""

    citation: Citation
    item: EvidenceItem
    source: Source | None


@dataclass(frozen=True)
class OriginGroup:
    """Citations whose items go back to the same origins; `name` says which, for readers."""

    roots: tuple[EvidenceItem, ...]
    name: str
    cited: tuple[CitedItem, ...]


@dataclass(frozen=True)
class StanceColumn:
    """Everything cited for a record with one stance, grouped by origin."""

    stance: str
    groups: tuple[OriginGroup, ...]
    items: int
    origins: int

    @property
    def counted(self) -> str:
        """Say the counts: `6 items, 1 origin`."""
        return (
            f"{count(self.items, 'item')}, {count(self.origins, 'origin')}"
            if self.items
            else "none cited"
        )


@dataclass(frozen=True)
class RulingSheet:
    """A ruling with all that was found, ordered and left undecided in it."""

    ruling: Ruling
    proceeding: Proceeding
    court: Party | None
    judges: tuple[Party, ...]
    findings: tuple[tuple[Finding, Claim], ...]
    remedies: tuple[Remedy, ...]
    acts_on: Ruling | None
    acted_on_by: tuple[Ruling, ...]
    evidence: tuple[EvidenceItem, ...]

    @property
    def decided(self) -> tuple[tuple[Finding, Claim], ...]:
        """Give the findings that answer their claim."""
        return tuple(
            pair for pair in self.findings if pair[0].disposition not in UNDECIDED
        )

    @property
    def undecided(self) -> tuple[tuple[Finding, Claim], ...]:
        """Give the findings that leave their claim open: not proven, not addressed, not stated."""
        return tuple(pair for pair in self.findings if pair[0].disposition in UNDECIDED)


@dataclass(frozen=True)
class ClaimSheet:
    """One claim with everything the file holds on it."""

    claim: Claim
    makers: tuple[Party, ...]
    subjects: tuple[Party, ...]
    lead: str
    columns: tuple[StanceColumn, ...]
    occasions: tuple[tuple[Occasion, tuple[EvidenceItem, ...]], ...]
    rulings: tuple[RulingSheet, ...]
    relations: tuple[tuple[str, Claim], ...]

    def column(self, stance: str) -> StanceColumn:
        """Give the column of a stance."""
        return next(column for column in self.columns if column.stance == stance)

    def findings_of(self, sheet: RulingSheet) -> tuple[Finding, ...]:
        """Give what a ruling says on this claim."""
        return tuple(
            finding for finding, claim in sheet.findings if claim.id == self.claim.id
        )

    @property
    def deciding(self) -> int:
        """Count the rulings that answer this claim."""
        return sum(
            any(f.disposition not in UNDECIDED for f in self.findings_of(sheet))
            for sheet in self.rulings
        )


def count(number: int, noun: str) -> str:
    """Write a counted noun: `1 origin`, `3 origins`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def claim_sheet(
    file: CaseFile, claim: Claim, ruled: Sequence[RulingSheet] | None = None
) -> ClaimSheet:
    """Gather what the file holds on a claim. Withdrawn records are left out.

    `ruled` are the sheets of all rulings, where the caller has them already.
    """
    rulings = tuple(
        sheet
        for sheet in (ruling_sheets(file) if ruled is None else ruled)
        if any(c.id == claim.id for _, c in sheet.findings)
    )
    return ClaimSheet(
        claim=claim,
        makers=tuple(file.linked(claim, "made_by")),
        subjects=tuple(file.linked(claim, "about")),
        lead=_lead(file, claim, rulings),
        columns=stance_columns(file, claim),
        occasions=_occasions(file, claim),
        rulings=rulings,
        relations=_relations(file, claim),
    )


def stance_columns(file: CaseFile, record: Record) -> tuple[StanceColumn, ...]:
    """Group what is cited for a record by stance, and within it by origin."""
    cited = []
    for citation in file.citations_of.get(record.id, ()):
        item = file.by_id[citation.evidence_id]
        if isinstance(item, EvidenceItem) and not item.withdrawn_at:
            cited.append(CitedItem(citation, item, file.source_of(item)))
    return tuple(
        _column(file, stance, [one for one in cited if one.citation.stance == stance])
        for stance in STANCES
    )


def _column(file: CaseFile, stance: str, cited: Sequence[CitedItem]) -> StanceColumn:
    groups: dict[frozenset[str], list[CitedItem]] = {}
    for one in sorted(cited, key=lambda one: (one.item.number, one.citation.number)):
        groups.setdefault(file.origins[one.item.id], []).append(one)
    return StanceColumn(
        stance=stance,
        groups=tuple(_group(file, roots, members) for roots, members in groups.items()),
        items=len({one.item.id for one in cited}),
        origins=len(frozenset().union(*groups)) if groups else 0,
    )


def _group(
    file: CaseFile, roots: frozenset[str], cited: Sequence[CitedItem]
) -> OriginGroup:
    found = [file.by_id[root] for root in roots]
    items = sorted(
        (item for item in found if isinstance(item, EvidenceItem)),
        key=lambda item: item.number,
    )
    return OriginGroup(
        tuple(items),
        " and ".join(origin_name(file, item) for item in items),
        tuple(cited),
    )


def origin_name(file: CaseFile, item: EvidenceItem) -> str:
    """Name an origin by its source, else by its title."""
    source = file.source_of(item)
    return source.name if source else item.title


def ruling_sheets(file: CaseFile) -> tuple[RulingSheet, ...]:
    """Give every standing ruling with its findings and remedies, by date."""
    rulings = sorted(
        standing(file.rulings), key=lambda row: (sort_key(date_of(row)), row.number)
    )
    return tuple(ruling_sheet(file, ruling) for ruling in rulings)


def ruling_sheet(file: CaseFile, ruling: Ruling) -> RulingSheet:
    """Gather what the file holds on a ruling."""
    proceeding = file.by_id[ruling.proceeding_id]
    court = file.by_id.get(
        ruling.court_id or getattr(proceeding, "court_id", None) or ""
    )
    findings = [row for row in standing(file.findings) if row.ruling_id == ruling.id]
    pairs = [
        (row, claim)
        for row in findings
        if isinstance(claim := file.by_id[row.claim_id], Claim)
    ]
    before = file.by_id.get(ruling.on_ruling_id or "")
    return RulingSheet(
        ruling=ruling,
        proceeding=proceeding
        if isinstance(proceeding, Proceeding)
        else Proceeding.model_construct(),
        court=court if isinstance(court, Party) else None,
        judges=tuple(file.linked(ruling, "judges")),
        findings=tuple(sorted(pairs, key=lambda pair: pair[1].number)),
        remedies=tuple(
            row for row in standing(file.remedies) if row.ruling_id == ruling.id
        ),
        acts_on=before if isinstance(before, Ruling) else None,
        acted_on_by=tuple(
            row for row in standing(file.rulings) if row.on_ruling_id == ruling.id
        ),
        evidence=_known_from(file, ruling),
    )


def held_texts(file: CaseFile, ruling: Ruling) -> tuple[EvidenceItem, ...]:
    """Give the held items that are the ruling's own text: judgments and orders among those it is known from."""
    return tuple(
        item
        for item in _known_from(file, ruling)
        if item.kind in TEXT_KINDS and item.id in file.files_of
    )


def _known_from(file: CaseFile, ruling: Ruling) -> tuple[EvidenceItem, ...]:
    """Give the items a ruling is known from: those listed with it and those cited for it, once each."""
    cited = [
        file.by_id[row.evidence_id]
        for row in standing(file.citations)
        if row.of_id == ruling.id
    ]
    found = {
        item.id: item
        for item in [*file.linked(ruling, "evidence"), *cited]
        if not item.withdrawn_at
    }
    return tuple(sorted(found.values(), key=lambda item: item.number))


def _occasions(
    file: CaseFile, claim: Claim
) -> tuple[tuple[Occasion, tuple[EvidenceItem, ...]], ...]:
    rows = [row for row in standing(file.occasions) if row.claim_id == claim.id]
    rows.sort(key=lambda row: (sort_key(date_of(row)), row.number))
    return tuple((row, tuple(file.linked(row, "evidence"))) for row in rows)


def _relations(file: CaseFile, claim: Claim) -> tuple[tuple[str, Claim], ...]:
    """Give the claims this one stands in a relation to, and those that stand in one to it."""
    found = []
    for name, back in (
        ("contradicts", "contradicted by"),
        ("repeats", "repeated by"),
        ("narrows", "narrowed by"),
    ):
        found += [
            (name, other)
            for other in file.linked(claim, name)
            if not other.withdrawn_at
        ]
        found += [
            (back, other)
            for other in file.linking(claim, name)
            if not other.withdrawn_at
        ]
    return tuple(found)


def _lead(file: CaseFile, claim: Claim, rulings: Sequence[RulingSheet]) -> str:
    """Say in a sentence or two what courts are recorded as having said on the claim."""
    said: dict[str, list[str]] = {}
    for sheet in rulings:
        for finding, other in sheet.findings:
            if other.id == claim.id:
                said.setdefault(finding.disposition, []).append(
                    file.number(sheet.ruling)
                )
    if not said:
        return "No ruling in this file has a finding on this claim."
    listed = "; ".join(
        f"{disposition}: {list_words(numbers)}" for disposition, numbers in said.items()
    )
    if set(said) <= set(UNDECIDED):
        return f"No court is recorded as having said whether this is so. {listed[0].upper()}{listed[1:]}."
    return f"{listed[0].upper()}{listed[1:]}."


def list_words(words: Sequence[str]) -> str:
    """Join words as in a sentence: `A, B and C`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
