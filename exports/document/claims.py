"""The claims: an overview, then one sheet a claim: what courts did with it, what stands for, against and beside it."""

from collections.abc import Iterator

from claims.casefile import standing
from claims.chronology import date_of
from claims.models import Claim, Finding
from claims.reckoning import as_printed
from claims.registers import STANCES, UNDECIDED
from claims.sheets import ClaimSheet, RulingSheet, claim_sheet
from exports.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    PageOf,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
    Undecided,
)
from exports.document.book import Book, date_lines, joined, plain, said, withdrawn
from exports.document.cited import STANCE_NAMES, occasions, stance_column

OVERVIEW = (
    Column("No.", "id"), Column("Claim"), Column("For", "short"), Column("Against", "short"),
    Column("What courts said on it", "middle"), Column("Page", "page"),
)  # fmt: skip
RELATIONS = {"contradicts", "repeats", "narrows", "repeated by", "narrowed by"}
KNOWN = {"text": "known from its text", "report": "recorded as known from reports only"}


def claims_part(book: Book) -> list[Block]:
    """Write the overview and the sheets."""
    head: list[Block] = [Heading(1, "claims", "Claims")]
    if not book.file.claims:
        return [*head, Paragraph((Text("No claim is recorded in this matter."),))]
    sheets = {
        claim.id: claim_sheet(book.file, claim) for claim in standing(book.file.claims)
    }
    rows = tuple(_line(book, sheet) for sheet in sheets.values())
    blocks = [*head, Table("All claims with their counts", OVERVIEW, rows)]
    for claim in book.file.claims:
        blocks.append(_heading(book, claim))
        blocks += _gone(claim) if claim.withdrawn_at else _sheet(book, sheets[claim.id])
    return blocks


def _line(book: Book, sheet: ClaimSheet) -> Row:
    claim = sheet.claim
    counts = [
        plain(sheet.column(stance).counted) for stance in ("supports", "contradicts")
    ]
    courts = [
        (_disposition(finding), Text(" "), book.ref(ruled.ruling))
        for ruled in sheet.rulings
        for finding in sheet.findings_of(ruled)
    ]
    cells = (
        (book.ref(claim),),
        said(claim.statement),
        *counts,
        joined(courts, "; ") or (Text("no finding", "quiet"),),
        (PageOf(book.anchor(claim)),),
    )
    return Row(cells)


def _disposition(finding: Finding) -> Text:
    return Text(
        finding.disposition,
        "open" if finding.disposition in UNDECIDED else "strong",
    )


def _heading(book: Book, claim: Claim) -> Heading:
    number = book.file.number(claim)
    bookmark = (
        f"{number} {'(withdrawn) ' if claim.withdrawn_at else ''}{claim.statement}"
    )
    running = f"Claim {number}"
    anchor = book.anchor(claim)
    return Heading(2, anchor, claim.statement, number, bookmark, running, sheet=True)


def _gone(claim: Claim) -> list[Block]:
    return [Paragraph((Text(withdrawn(claim), "strong"),))]


def _sheet(book: Book, sheet: ClaimSheet) -> Iterator[Block]:
    yield Facts(tuple(_facts(book, sheet)))
    yield Heading(3, "", "What each court did, and did not, decide on it")
    if sheet.rulings:
        yield Paragraph(book.linked_text(sheet.lead))
    yield from _rulings(book, sheet)
    for stance in STANCES:
        yield from stance_column(book, sheet.column(stance))
    yield from occasions(book, sheet)
    yield from book.withdrawn_from(sheet.claim)


def _facts(book: Book, sheet: ClaimSheet) -> Iterator[Fact]:
    claim = sheet.claim
    yield Fact("Kind", plain(claim.kind))
    yield Fact("Made by", book.people(sheet.makers) or plain(""))
    yield Fact("About", book.people(sheet.subjects) or plain(""))
    counted = [
        f"{STANCE_NAMES[column.stance].lower()}: {column.counted}"
        for column in sheet.columns
        if column.items
    ]
    yield Fact("Evidence", plain("; ".join(counted), "none cited"))
    if figures := _figures(book, claim):
        yield Fact("Figures", figures)
    for how, other in sheet.relations:
        yield Fact(how.capitalize(), book.named(other))
    for cut in book.cuts.get(claim.id, []):
        if cut.how in RELATIONS:
            words = f"{cut.number}, which is left out of this dossier"
            yield Fact(cut.how.capitalize(), (Text(words),))
    if claim.notes:
        yield Fact("Notes", said(claim.notes))


def _figures(book: Book, claim: Claim) -> Runs:
    """Name the figures about a claim with their values, those of one label together."""
    printed: dict[str, list[Runs]] = {}
    for figure in standing(book.file.figures):
        if figure.about_id == claim.id:
            value = (Text(f"{as_printed(figure)} "), book.ref(figure))
            printed.setdefault(figure.label.strip(), []).append(value)
    labels: list[Runs] = [
        (Text(f"{label}: "), *joined(values, ", ")) for label, values in printed.items()
    ]
    return joined(labels, "; ")


def _rulings(book: Book, sheet: ClaimSheet) -> Iterator[Block]:
    if not sheet.rulings:
        yield Paragraph(
            (Text("No ruling in this dossier has a finding on this claim."),)
        )
    for ruled in sheet.rulings:
        for finding in sheet.findings_of(ruled):
            opening = (*_ruling(book, ruled), *book.shown(finding))
            label = f"{finding.disposition[:1].upper()}{finding.disposition[1:]}"
            if finding.disposition in UNDECIDED:
                yield Undecided(label, opening)
            else:
                yield Paragraph((Text(f"{label}. ", "strong"), *opening), "finding")


def _ruling(book: Book, ruled: RulingSheet) -> Runs:
    court = ruled.court.name if ruled.court else "Court not recorded"
    known = KNOWN.get(ruled.ruling.known_from, "how it is known is not recorded")
    date, _ = date_lines(date_of(ruled.ruling))
    return (book.ref(ruled.ruling), Text(f" {court}, {date} ({known}). "))
