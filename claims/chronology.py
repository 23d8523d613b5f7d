"""The chronology: claims as they were made, evidence, rulings, filings and events in one order.

The order is that of `core.dates.SORT_RULE`; entries of one date stand in the order of `KINDS`, then by number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from claims.casefile import CaseFile, register_of, standing
from claims.models import Claim, Event, Occasion, Proceeding, Ruling
from core.dates import UncertainDate, sort_key
from core.records import Record
from evidence.models import EvidenceItem

KINDS = ("claim", "event", "proceeding", "ruling", "evidence")


@dataclass(frozen=True)
class Cited:
    """An evidence item that an entry rests on, and the stance it takes there."""

    item: EvidenceItem
    stance: str


@dataclass(frozen=True)
class Entry:
    """One line of the chronology. `record` is what it is about: for a claim made on an occasion, the claim."""

    kind: str
    number: str
    title: str
    date: UncertainDate | None
    basis: str
    record: Record
    about: tuple[Claim, ...] = ()
    rests_on: tuple[Cited, ...] = ()
    occasion: Occasion | None = None
    parties: frozenset[str] = field(default_factory=frozenset)


def chronology(file: CaseFile) -> list[Entry]:
    """Put everything that stands in the file in order; what has no date comes last."""
    cited, used = _citations(file), _claims_by_item(file)
    found = [
        *(
            _occasion(file, row)
            for row in standing(file.occasions)
            if not file.by_id[row.claim_id].withdrawn_at
        ),
        *(_event(file, row, cited) for row in standing(file.events)),
        *(_filing(file, row) for row in standing(file.proceedings) if row.filed_edtf),
        *(_ruling(file, row, cited) for row in standing(file.rulings)),
        *(_item(file, row, used.get(row.id, {})) for row in standing(file.evidence)),
    ]
    return sorted(
        found,
        key=lambda entry: (sort_key(entry.date), KINDS.index(entry.kind), entry.number),
    )


def within(
    entries: Iterable[Entry], earliest: int | None, latest: int | None
) -> list[Entry]:
    """Keep the entries that may lie between two days. What has no date is never dropped by a date."""
    return [entry for entry in entries if may_lie(entry.date, earliest, latest)]


def may_lie(
    date: UncertainDate | None, earliest: int | None, latest: int | None
) -> bool:
    """Say whether a date may lie between two days; what is not known counts as yes."""
    if date is None:
        return True
    starts_in_time = latest is None or date.earliest is None or date.earliest <= latest
    ends_in_time = earliest is None or date.latest is None or date.latest >= earliest
    return starts_in_time and ends_in_time


def date_of(row: Record, name: str = "date") -> UncertainDate | None:
    """Read one of a record's dates."""
    value = register_of(row).field(name).load(row)
    return value if isinstance(value, UncertainDate) else None


def item_date(item: EvidenceItem) -> UncertainDate | None:
    """Give the date at which an item stands: the one it speaks of, else that of publication."""
    return date_of(item) or date_of(item, "published")


def _citations(file: CaseFile) -> dict[str, tuple[Cited, ...]]:
    found: dict[str, list[Cited]] = {}
    for citation in standing(file.citations):
        item = file.by_id[citation.evidence_id]
        if isinstance(item, EvidenceItem) and not item.withdrawn_at:
            found.setdefault(citation.of_id, []).append(Cited(item, citation.stance))
    return {of: tuple(items) for of, items in found.items()}


def _occasion(file: CaseFile, row: Occasion) -> Entry:
    claim = file.by_id[row.claim_id]
    assert isinstance(claim, Claim)  # noqa: S101 - the foreign key says so
    items = tuple(
        Cited(item, "reports")
        for item in file.linked(row, "evidence")
        if not item.withdrawn_at
    )
    people = frozenset(
        party.id for name in ("made_by", "about") for party in file.linked(claim, name)
    )
    return Entry(
        "claim",
        file.number(claim),
        claim.statement,
        date_of(row),
        row.date_basis,
        claim,
        (claim,),
        items,
        row,
        people,
    )


def _event(file: CaseFile, row: Event, cited: dict[str, tuple[Cited, ...]]) -> Entry:
    people = frozenset(party.id for party in file.linked(row, "parties"))
    return Entry(
        "event", file.number(row), row.title, date_of(row), row.date_basis, row,
        rests_on=cited.get(row.id, ()), parties=people,
    )  # fmt: skip


def _filing(file: CaseFile, row: Proceeding) -> Entry:
    people = frozenset(party.id for party in file.linked(row, "parties"))
    return Entry(
        "proceeding",
        file.number(row),
        f"Filed: {row.title}",
        date_of(row, "filed"),
        "",
        row,
        parties=people,
    )


def _ruling(file: CaseFile, row: Ruling, cited: dict[str, tuple[Cited, ...]]) -> Entry:
    reports = tuple(
        Cited(item, "reports")
        for item in file.linked(row, "evidence")
        if not item.withdrawn_at
    )
    known = {cite.item.id for cite in cited.get(row.id, ())}
    rests_on = cited.get(row.id, ()) + tuple(
        cite for cite in reports if cite.item.id not in known
    )
    claims = tuple(
        claim
        for finding in standing(file.findings)
        if finding.ruling_id == row.id
        and isinstance(claim := file.by_id[finding.claim_id], Claim)
    )
    people = frozenset(
        party.id for party in file.linked(file.by_id[row.proceeding_id], "parties")
    )
    return Entry(
        "ruling", file.number(row), ruling_title(file, row), date_of(row), row.date_basis, row, claims, rests_on,
        parties=people,
    )  # fmt: skip


def ruling_title(file: CaseFile, row: Ruling) -> str:
    """Name a ruling by its court, or else that of its case, by its kind, and by its case."""
    proceeding = file.by_id[row.proceeding_id]
    court = file.by_id.get(row.court_id or getattr(proceeding, "court_id", "") or "")
    name = getattr(court, "name", "") or "Court not recorded"
    return f"{name}: {row.kind or 'ruling'} in {getattr(proceeding, 'title', '')}"


def _claims_by_item(file: CaseFile) -> dict[str, dict[str, Claim]]:
    found: dict[str, dict[str, Claim]] = {}
    for citation in standing(file.citations):
        claim = file.by_id[citation.of_id]
        if isinstance(claim, Claim):
            found.setdefault(citation.evidence_id, {})[claim.id] = claim
    return found


def _item(file: CaseFile, row: EvidenceItem, claims: dict[str, Claim]) -> Entry:
    basis = (
        row.date_basis
        if row.date_edtf
        else ("date of publication" if row.published_edtf else "")
    )
    return Entry(
        "evidence",
        file.number(row),
        row.title,
        item_date(row),
        basis,
        row,
        tuple(claims.values()),
    )


TITLE_FIELDS = {
    "claims": "statement",
    "parties": "name",
    "sources": "name",
    "figures": "label",
}


def title_of(row: Record, file: CaseFile | None = None) -> str:
    """Name any record in a few words of its own."""
    table = str(row.__tablename__)
    if isinstance(row, Ruling) and file:
        return ruling_title(file, row)
    own = (
        getattr(row, TITLE_FIELDS.get(table, "title"), "")
        or getattr(row, "words", "")
        or getattr(row, "quote", "")
    )
    return str(own or register_of(row).noun)
