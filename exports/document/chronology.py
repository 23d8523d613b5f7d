"""The chronology, written: one entry a date, as known and no more, each leading to the place of its record."""

from collections.abc import Callable, Iterator

from claims.chronology import Entry as Line
from claims.chronology import chronology, date_of
from claims.models import Event, Ruling
from claims.sheets import RulingSheet, ruling_sheet
from core.dates import SORT_RULE, UncertainDate, iso_day, sort_key
from core.records import Record
from evidence.models import EvidenceItem
from exports.blocks import (
    Block,
    Entry,
    Heading,
    Kind,
    Month,
    Paragraph,
    Quote,
    Run,
    Runs,
    Stance,
    Text,
    Undecided,
)
from exports.document.book import Book, date_lines, joined, quoted, said, withdrawn

KINDS: dict[str, tuple[Kind, str]] = {
    "claim": ("claim", "claim made"),
    "event": ("event", "event"),
    "proceeding": ("event", "filing"),
    "ruling": ("ruling", "ruling"),
    "evidence": ("evidence", "evidence"),
}
NOTE = (
    "Dates are printed as precisely as they are known and no more; under each stands how it was read and why it is believed. "
    "A heading names the month, or the year, in which the dates under it can begin."
)
CITED = 8  # items named under an entry; the rest are on the sheets
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Body = Paragraph | Quote | Undecided


def chronology_part(book: Book) -> list[Block]:
    """Write every entry under its month; what was withdrawn stands where it stood, and says so."""
    head: list[Block] = [
        Heading(1, "chronology", "The chronology, written"),
        Paragraph((Text(f"{SORT_RULE} {NOTE}"),), "note"),
    ]
    lines = [
        (sort_key(line.date), line.date, _entry(book, line))
        for line in chronology(book.file)
    ]
    lines += [
        (sort_key(date_of(row)), date_of(row), _withdrawn(book, row))
        for row in book.file.events
        if row.withdrawn_at
    ]
    if not lines:
        return [*head, Paragraph((Text("Nothing is recorded yet."),))]
    month = ""
    for _, date, entry in sorted(lines, key=lambda line: line[0]):
        if (heading := _month(date)) != month:
            month = heading
            head.append(Month(heading))
        head.append(entry)
    return head


def _month(date: UncertainDate | None) -> str:
    """Name the month in which a date can begin; a date that is known to the year or less stands under its year."""
    if date is None or (date.earliest is None and date.latest is None):
        return "Undated"
    day = date.latest if date.earliest is None else date.earliest
    year, month, first = iso_day(day or 0).rsplit("-", 2)
    named = f"{MONTHS[int(month) - 1]} {year}"
    if date.earliest is None:
        return f"Not after {named}"
    wide = date.precision in {"year", "decade", "century"}
    return year if wide and (month, first) == ("01", "01") else named


def _entry(book: Book, line: Line) -> Entry:
    kind, label = KINDS[line.kind]
    shown, under = date_lines(line.date, line.basis)
    anchor, target = book.entry(line.occasion or line.record), book.anchor(line.record)
    body = BODIES.get(line.kind, _event)
    return Entry(
        kind, label, line.number, anchor, "" if target == anchor else target, shown, under, tuple(body(book, line)),
    )  # fmt: skip


def _withdrawn(book: Book, event: Event) -> Entry:
    shown, under = date_lines(date_of(event), event.date_basis)
    number = book.file.number(event)
    body = (
        Paragraph(said(event.title), "said"),
        Paragraph((Text(withdrawn(event), "strong"),)),
    )
    return Entry(
        "event", "withdrawn", number, book.entry(event), "", shown, under, body
    )


def _claim(book: Book, line: Line) -> Iterator[Body]:
    yield Paragraph(said(line.title), "said")
    occasion = line.occasion
    if occasion and occasion.words:
        yield Quote(quoted(occasion.words))
    form = (occasion.form if occasion else "") or "form not recorded"
    runs: list[Run] = [Text(f"{form[:1].upper()}{form[1:]}")]
    makers = book.people(book.file.linked(line.record, "made_by"))
    runs += [Text(" · made by "), *makers] if makers else []
    yield Paragraph((*runs, *_cited(book, line)), "quiet")


def _event(book: Book, line: Line) -> Iterator[Body]:
    yield Paragraph(said(line.title), "said")
    description = getattr(line.record, "description", "")
    if description:
        yield Paragraph(said(description), "said")
    if cited := _cited(book, line):
        yield Paragraph(cited[1:], "quiet")
    for citation in book.citations.get(line.record.id, []):
        if citation.stance == "contradicts":
            item = book.file.by_id[citation.evidence_id]
            words = (
                quoted(citation.quote) if citation.quote else said(citation.paraphrase)
            )
            yield Paragraph(
                (Stance("contradicts"), Text(" "), book.ref(item), Text(" "), *words)
            )
    if isinstance(line.record, Event):
        yield from book.withdrawn_from(line.record)


def _ruling(book: Book, line: Line) -> Iterator[Body]:
    ruling = line.record
    assert isinstance(ruling, Ruling)  # noqa: S101 - its kind says so
    yield Paragraph((Text(line.title, "said"),))
    if ruling.holding:
        yield Paragraph(said(ruling.holding), "said")
    sheet = ruling_sheet(book.file, ruling)
    yield Paragraph(_decided(book, sheet))
    if ruling.not_decided:
        yield Undecided("What it did not decide", said(ruling.not_decided))
    open_on: dict[str, list[Runs]] = {}
    for finding, claim in sheet.undecided:
        open_on.setdefault(finding.disposition, []).append(book.named(claim))
    for disposition, claims in open_on.items():
        label = f"{disposition[:1].upper()}{disposition[1:]}"
        yield Undecided(label, joined(claims, "; "))
    if cited := _cited(book, line):
        yield Paragraph(cited[1:], "quiet")


def _decided(book: Book, sheet: RulingSheet) -> Runs:
    """Say in one line what a ruling decided, claim by claim: `Decided: upheld C-003; rejected C-004 and C-005`."""
    if not sheet.findings:
        return (Text("No finding on any claim is recorded."),)
    decided: dict[str, list[Record]] = {}
    for finding, claim in sheet.decided:
        decided.setdefault(finding.disposition, []).append(claim)
    if not decided:
        return (Text("No finding that decides a claim is recorded."),)
    parts: list[Runs] = [
        (Text(f"{disposition} "), *book.listed(claims))
        for disposition, claims in decided.items()
    ]
    return (Text("Decided: "), *joined(parts, "; "), Text("."))


def _evidence(book: Book, line: Line) -> Iterator[Body]:
    item = line.record
    assert isinstance(item, EvidenceItem)  # noqa: S101 - its kind says so
    yield Paragraph(said(item.title, item.language), "said")
    runs: list[Run] = [Text(book.source_name(item))]
    for use in book.uses.get(item.id, []):
        if use.how in {"supports", "contradicts"}:
            runs += [Text(" · "), Stance(use.how), Text(" "), book.ref(use.record)]
    yield Paragraph(tuple(runs), "quiet")


def _cited(book: Book, line: Line) -> Runs:
    """Name the items that an entry rests on, with their sources; begins with a separator."""
    runs: list[Run] = []
    for cite in line.rests_on[:CITED]:
        against = cite.stance == "contradicts"
        stance: Runs = (Stance(cite.stance), Text(" ")) if against else ()
        source = Text(f" {book.source_name(cite.item)}")
        runs += [Text(" · "), *stance, book.ref(cite.item), source]
    more = len(line.rests_on) - CITED
    return (*runs, Text(f" · and {more} more")) if more > 0 else tuple(runs)


BODIES: dict[str, Callable[[Book, Line], Iterator[Body]]] = {
    "claim": _claim,
    "ruling": _ruling,
    "evidence": _evidence,
}
