"""Which records a dossier shows, and which it leaves out: a selection may drop claims, never one side of one.

A chosen claim brings every citation of it whatever its stance, every occasion, every ruling with a finding on it together
with the rulings above and below that one, and the claims that contradict it or that it contradicts. Items bring the items
they derive from and those that correct or supersede them; figures bring those they compete with. Dates choose what the
dossier starts from and cut nothing that belongs to it. What is left out is counted by kind.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from claims.casefile import CaseFile, standing
from claims.chronology import date_of, may_lie
from claims.models import Claim
from claims.reckoning import Figures
from claims.registers import REGISTERS
from core.errors import Invalid
from core.records import Record
from evidence.corrections import OWN_STATEMENT

PROFILES = ("dossier", "bundle", "publication")
BACK = {"repeats": "repeated by", "narrows": "narrowed by"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for: claims by number (all when empty), days as day numbers, and the profile."""

    claims: tuple[str, ...] = ()
    earliest: int | None = None
    latest: int | None = None
    profile: str = "dossier"

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is to be left out."""
        return not self.claims and self.earliest is None and self.latest is None


@dataclass(frozen=True)
class LeftOut:
    """How many records of a table there are, and the numbers of those that the dossier does not show."""

    table: str
    held: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A tie that leads out of the dossier: from which record (its id), how, and to which number."""

    owner: str
    how: str
    number: str


@dataclass(frozen=True)
class Selected:
    """The file as the dossier shows it, what it leaves out, the ties that lead there, and what came along unchosen."""

    file: CaseFile
    left_out: tuple[LeftOut, ...]
    cut: tuple[Cut, ...]
    brought: tuple[str, ...]


def select(file: CaseFile, selection: Selection) -> Selected:
    """Choose the records that a selection shows.

    Raises:
        Invalid: a claim that is named does not exist, all that are named are withdrawn, or the days are in the wrong order.
    """
    chosen = _seeds(file, selection)
    kept = (
        set(file.by_id)
        if selection.is_whole
        else _Closure(file).of(row.id for row in chosen)
    )
    rows = {
        register.table: [row for row in file.rows(register.table) if row.id in kept]
        for register in REGISTERS
    }
    shown = replace(
        file,
        links=[
            link
            for link in file.links
            if link.owner_id in kept and link.target_id in kept
        ],
        quotes={row: state for row, state in file.quotes.items() if row in kept},
        quote_notes={
            row: note for row, note in file.quote_notes.items() if row in kept
        },
        anchors=[anchor for anchor in file.anchors if anchor.record_id in kept],
        files=[stored for stored in file.files if stored.item_id in kept],
        **rows,  # type: ignore[arg-type] # each list holds its table's rows
    )
    named = {row.id for row in chosen}
    brought = tuple(file.number(row) for row in shown.claims if row.id not in named)
    left_out = tuple(
        _left_out(file, register.table, kept)
        for register in REGISTERS
        if file.rows(register.table)
    )
    return Selected(shown, left_out, tuple(_cut(file, kept)), brought)


def _cut(file: CaseFile, kept: set[str]) -> Iterator[Cut]:
    for link in file.links:
        if link.withdrawn_at or (link.owner_id in kept) == (link.target_id in kept):
            continue
        if link.owner_id in kept:
            target = file.by_id[link.target_id]
            yield Cut(link.owner_id, link.field, file.number(target))
        elif link.field in BACK:
            owner = file.by_id[link.owner_id]
            yield Cut(link.target_id, BACK[link.field], file.number(owner))
    for finding in file.findings:
        if finding.ruling_id in kept and finding.id not in kept:
            claim = file.by_id[finding.claim_id]
            yield Cut(finding.ruling_id, "finding on", file.number(claim))


def _left_out(file: CaseFile, table: str, kept: set[str]) -> LeftOut:
    rows = file.rows(table)
    missing = tuple(file.number(row) for row in rows if row.id not in kept)
    return LeftOut(table, len(rows), missing)


def _seeds(file: CaseFile, selection: Selection) -> list[Record]:
    by_number = {file.number(claim): claim for claim in file.claims}
    unknown = [number for number in selection.claims if number not in by_number]
    if unknown:
        raise Invalid(f"There is no claim {', '.join(unknown)} in this matter.")
    claims = [by_number[number] for number in dict.fromkeys(selection.claims)]
    if claims and not standing(claims):
        told = ", ".join(file.number(claim) for claim in claims)
        raise Invalid(
            f"Nothing would be shown: {told} {'is' if len(claims) == 1 else 'are'} withdrawn."
        )
    first, last = selection.earliest, selection.latest
    if first is not None and last is not None and first > last:
        raise Invalid("The first day lies after the last.")
    if first is None and last is None:
        return [*(claims or file.claims)]
    found: list[Record] = [
        claim for claim in claims or file.claims if _was_made(file, claim, first, last)
    ]
    if not selection.claims:
        dated = [
            row
            for row in (*file.events, *file.rulings)
            if may_lie(date_of(row), first, last)
        ]
        ruled = {row.id for row in dated}
        found += dated
        found += [
            file.by_id[row.claim_id] for row in file.findings if row.ruling_id in ruled
        ]
    return found


def _was_made(
    file: CaseFile, claim: Claim, first: int | None, last: int | None
) -> bool:
    """Say whether a claim may have been made between two days; one that was made at no known time may have been."""
    dates = [date_of(row) for row in file.occasions if row.claim_id == claim.id]
    return not dates or any(may_lie(date, first, last) for date in dates)


class _Closure:
    """Follows what belongs together from record to record until nothing more comes along."""

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self.rules: dict[str, Callable[[Record], Iterable[str | None]]] = {
            "claims": self._claim, "occasions": self._occasion, "citations": self._citation, "events": self._event,
            "figures": self._figure, "rulings": self._ruling, "findings": self._finding, "remedies": self._remedy,
            "evidence": self._item, "proceedings": self._proceeding,
        }  # fmt: skip

    def of(self, seeds: Iterable[str]) -> set[str]:
        kept: set[str] = set()
        waiting = list(seeds)
        while waiting:
            here = waiting.pop()
            row = self.file.by_id.get(here)
            if row is None or here in kept:
                continue
            kept.add(here)
            rule = self.rules.get(str(row.__tablename__))
            waiting += [found for found in (rule(row) if rule else ()) if found]
        return kept

    @cached_property
    def _hanging(self) -> dict[str, list[str]]:
        """Give by a record's id the citations, occasions, findings, remedies and figures that hang on it."""
        found = defaultdict(list)
        for table, column in (
            ("citations", "of_id"), ("occasions", "claim_id"), ("remedies", "ruling_id"), ("figures", "about_id"),
        ):  # fmt: skip
            for row in self.file.rows(table):
                found[getattr(row, column)].append(row.id)
        for row in self.file.findings:
            found[row.claim_id].append(row.id)
        return found

    @cached_property
    def _events(self) -> dict[str, list[str]]:
        """Give by an item's id the events that it is cited for."""
        events = {event.id for event in self.file.events}
        found = defaultdict(list)
        for row in self.file.citations:
            if row.of_id in events:
                found[row.evidence_id].append(row.of_id)
        return found

    @cached_property
    def _beside(self) -> dict[str, list[str]]:
        """Give by a figure's id those it competes with, and the parts of the whole it belongs to."""
        found: dict[str, list[str]] = defaultdict(list)
        for family in Figures(self.file).families:
            for figure in family:
                found[figure.id] += [other.id for other in family]
        for figure in self.file.figures:
            if figure.of_value_id:
                found[figure.of_value_id].append(figure.id)
        return found

    def _linked(self, row: Record, *names: str) -> Iterator[str]:
        for name in names:
            yield from (link.target_id for link in self.file.links_from(row, name))

    def _claim(self, row: Record) -> Iterator[str]:
        yield from self._hanging[row.id]
        yield from self._linked(row, "made_by", "about", "contradicts")
        yield from (claim.id for claim in self.file.linking(row, "contradicts"))
        for citation in self.file.citations:
            if citation.of_id == row.id:
                yield from self._events[citation.evidence_id]

    def _occasion(self, row: Record) -> Iterator[str | None]:
        yield row.claim_id  # type: ignore[attr-defined] # an occasion
        yield from self._linked(row, "evidence")

    def _citation(self, row: Record) -> Iterator[str | None]:
        yield row.evidence_id  # type: ignore[attr-defined] # a citation

    def _event(self, row: Record) -> Iterator[str | None]:
        yield from self._hanging[row.id]
        yield from self._linked(row, "parties")

    def _figure(self, row: Record) -> Iterator[str | None]:
        yield row.evidence_id  # type: ignore[attr-defined] # a figure
        yield row.of_value_id  # type: ignore[attr-defined] # a figure
        yield from self._beside[row.id]

    def _ruling(self, row: Record) -> Iterator[str | None]:
        yield from self._hanging[row.id]
        yield from self._linked(row, "judges", "evidence")
        yield row.proceeding_id  # type: ignore[attr-defined] # a ruling
        yield row.court_id  # type: ignore[attr-defined] # a ruling
        yield row.on_ruling_id  # type: ignore[attr-defined] # a ruling
        yield from (
            other.id for other in self.file.rulings if other.on_ruling_id == row.id
        )

    def _finding(self, row: Record) -> Iterator[str | None]:
        yield row.ruling_id  # type: ignore[attr-defined] # a finding
        yield row.claim_id  # type: ignore[attr-defined] # a finding
        yield from self._hanging[row.id]
        yield from self._linked(row, "evidence")

    def _remedy(self, row: Record) -> Iterator[str | None]:
        yield from self._linked(row, "by", "to")

    def _proceeding(self, row: Record) -> Iterator[str | None]:
        yield row.court_id  # type: ignore[attr-defined] # a proceeding
        yield from self._linked(row, "parties")

    def _item(self, row: Record) -> Iterator[str | None]:
        yield row.source_id  # type: ignore[attr-defined] # an evidence item
        yield from self._linked(row, "derives_from")
        for link in self.file.links:
            if (
                link.target_id == row.id
                and link.field == "derives_from"
                and link.role in OWN_STATEMENT
                and not link.withdrawn_at
            ):
                yield link.owner_id
