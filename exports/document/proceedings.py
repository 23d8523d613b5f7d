"""The proceedings: each with its rulings, what was found, ordered and left undecided in them, and the chain of appeal."""

from collections.abc import Iterator

from claims.appeals import Step, chains
from claims.chronology import date_of
from claims.models import Proceeding, Remedy, Ruling
from claims.sheets import RulingSheet, held_texts, ruling_sheet, ruling_sheets
from core.money import in_print
from exports.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
    Undecided,
)
from exports.document.book import (
    Book,
    date_lines,
    in_lines,
    joined,
    plain,
    said,
    when,
    withdrawn,
)
from exports.document.cited import said_of_it

EFFECTS = {
    "affirms": "affirmed by", "reverses": "reversed by", "varies": "varied by", "remands": "sent back by", "stays": "stayed by",
}  # fmt: skip
REMEDIES = (
    Column("Remedy", "wide"), Column("Amount, duration", "amount middle"), Column("By"), Column("To"), Column("Status", "short"),
)  # fmt: skip


def proceedings_part(book: Book) -> list[Block]:
    """Write every proceeding, then its rulings in the order of time."""
    head: list[Block] = [Heading(1, "proceedings", "Proceedings and rulings")]
    if not book.file.proceedings:
        return [*head, Paragraph((Text("No proceeding is recorded in this matter."),))]
    sheets = ruling_sheets(book.file)
    blocks = head
    for proceeding in book.file.proceedings:
        mine = [
            sheet for sheet in sheets if sheet.ruling.proceeding_id == proceeding.id
        ]
        blocks += _proceeding(book, proceeding, mine)
    return blocks


def _proceeding(
    book: Book, row: Proceeding, sheets: list[RulingSheet]
) -> Iterator[Block]:
    number = book.file.number(row)
    yield Heading(2, book.anchor(row), row.title, number, f"{number} {row.title}")
    if row.withdrawn_at:
        yield Paragraph((Text(withdrawn(row), "strong"),))
    yield Facts(tuple(_facts(book, row)))
    mine = {sheet.ruling.id for sheet in sheets}
    for chain in chains(book.file):
        if mine & {step.ruling.id for step in chain}:
            yield _chain(book, chain)
    for sheet in sheets:
        yield from _ruling(book, sheet)
    for gone in book.file.rulings:
        if gone.proceeding_id == row.id and gone.withdrawn_at:
            number = book.file.number(gone)
            yield Heading(
                2,
                book.anchor(gone),
                f"{gone.kind or 'Ruling'} of {date_lines(date_of(gone))[0]}",
                number,
                f"{number} (withdrawn)",
            )
            yield Paragraph((Text(withdrawn(gone), "strong"),))
    if not sheets:
        yield Paragraph((Text("No ruling is recorded in it."),), "quiet")


def _facts(book: Book, row: Proceeding) -> Iterator[Fact]:
    court = book.file.by_id.get(row.court_id or "")
    yield Fact("Court", plain(getattr(court, "name", "")))
    yield Fact("Docket number", plain(row.docket_number))
    yield Fact("Kind", plain(" · ".join(filter(None, [row.kind, row.jurisdiction]))))
    yield Fact("Filed", when(date_of(row, "filed")) if row.filed_edtf else plain(""))
    links = book.file.links_from(row, "parties")
    people = [
        (Text(f"{link.role or 'role not recorded'}: "), *book.person(party))
        for link, party in zip(links, book.file.linked(row, "parties"), strict=True)
    ]
    yield Fact("Parties", joined(people, "; ") or plain(""))
    related: list[Runs] = [
        (
            Text(f"{link.role or 'related'}: "),
            *book.named(book.file.by_id[link.target_id]),
        )
        for link in book.file.links_from(row, "related")
    ]
    related += [
        (Text(f"{cut.number}, which is left out of this dossier"),)
        for cut in book.cuts.get(row.id, [])
        if cut.how == "related"
    ]
    if related:
        yield Fact("Related", joined(related, "; "))
    yield Fact("Stage", plain(row.stage))


def _chain(book: Book, chain: list[Step]) -> Paragraph:
    """Say in one line which ruling acts on which, over all proceedings that the chain runs through."""
    parts: list[Runs] = []
    for ruling in (step.ruling for step in chain):
        sheet = ruling_sheet(book.file, ruling)
        date, _ = date_lines(date_of(ruling))
        told = f" ({sheet.court.name}, {date})" if sheet.court else f" ({date})"
        effect: Runs = (
            (Text(f" {ruling.effect or 'acts on'} "), book.ref(sheet.acts_on))
            if sheet.acts_on
            else ()
        )
        parts.append((book.ref(ruling), Text(told), *effect))
    return Paragraph(
        (Text("Chain of appeal: ", "strong"), *joined(parts, " → "), Text("."))
    )


def _ruling(book: Book, sheet: RulingSheet) -> Iterator[Block]:
    ruling = sheet.ruling
    number = book.file.number(ruling)
    court = sheet.court.name if sheet.court else "Court not recorded"
    date, _ = date_lines(date_of(ruling))
    yield Heading(
        2, book.anchor(ruling), f"{court}, {date}", number, f"{number} {court}, {date}"
    )
    yield Facts(tuple(_ruling_facts(book, sheet)))
    yield Heading(3, "", "What it decided")
    yield Paragraph(
        said(ruling.holding) if ruling.holding else (Text("Not recorded.", "quiet"),),
        "lead",
    )
    yield from _decided(book, sheet)
    yield Undecided(
        "What it did not decide",
        said(ruling.not_decided) if ruling.not_decided else (Text("Not recorded."),),
    )
    yield from _undecided(book, sheet)
    yield from _remedies(book, sheet)
    left_out = [
        cut.number for cut in book.cuts.get(ruling.id, []) if cut.how == "finding on"
    ]
    if left_out:
        yield Paragraph(
            (
                Text(
                    f"Findings of this ruling on {', '.join(left_out)} are left out of this dossier."
                ),
            ),
            "quiet",
        )
    yield from said_of_it(book, ruling)
    yield from book.withdrawn_from(ruling)


def _ruling_facts(book: Book, sheet: RulingSheet) -> Iterator[Fact]:
    ruling = sheet.ruling
    yield Fact("Date", when(date_of(ruling), ruling.date_basis))
    yield Fact("Judges", book.people(sheet.judges) or plain(""))
    yield Fact("Kind", plain(ruling.kind))
    items = joined(
        [
            (book.ref(item), Text(f" {book.source_name(item)}"))
            for item in sheet.evidence
        ],
        "; ",
    )
    yield Fact(
        "Known from",
        (
            *_known_from(book, ruling),
            *((Text(" · "), *items) if items else ()),
        ),
    )
    if sheet.acts_on:
        yield Fact(
            "Effect", (Text(f"{ruling.effect or 'acts on'} "), book.ref(sheet.acts_on))
        )
    later = [
        (Text(f"{EFFECTS.get(row.effect, 'acted on by')} "), book.ref(row))
        for row in sheet.acted_on_by
    ]
    if later:
        yield Fact("Later", joined(later, "; "))
    yield Fact("Can it be appealed?", plain(ruling.finality))


def _known_from(book: Book, ruling: Ruling) -> Runs:
    """Say how a ruling is recorded as known, and whether its own text is held (the rule of the check ruling-from-report)."""
    if ruling.known_from != "report":
        return plain("its own text" if ruling.known_from else "")
    recorded = Text("recorded as known from reports only; ")
    if held := held_texts(book.file, ruling):
        return (recorded, Text("the text is held as "), *book.listed(held))
    return (recorded, Text("its text is not held"))


def _decided(book: Book, sheet: RulingSheet) -> Iterator[Block]:
    for finding, claim in sheet.decided:
        label = f"{finding.disposition[:1].upper()}{finding.disposition[1:]}: "
        words = (*book.stated(claim), *book.shown(finding))
        yield Paragraph((Text(label, "strong"), *words), "finding")


def _undecided(book: Book, sheet: RulingSheet) -> Iterator[Block]:
    for finding, claim in sheet.undecided:
        label = f"{finding.disposition[:1].upper()}{finding.disposition[1:]}"
        yield Undecided(label, (*book.stated(claim), *book.shown(finding)))


def _remedies(book: Book, sheet: RulingSheet) -> Iterator[Block]:
    if not sheet.remedies:
        return
    yield Heading(3, "", "What it ordered")
    yield Table(
        "Remedies", REMEDIES, tuple(_remedy(book, row) for row in sheet.remedies)
    )


def _remedy(book: Book, row: Remedy) -> Row:
    lines: list[Runs] = [(Text(row.kind or "kind not recorded"),)]
    ordered: list[Runs] = []
    if row.amount_minor is not None:
        ordered.append((Text(in_print(row.amount_minor, row.currency)),))
    if row.duration:
        ordered.append((Text(row.duration),))
    lines += [(Text(row.notes, "quiet"),)] if row.notes else []
    people = [
        plain("; ".join(party.name for party in book.file.linked(row, name)))
        for name in ("by", "to")
    ]
    return Row(
        (in_lines(lines), in_lines(ordered) or plain(""), *people, plain(row.status))
    )
