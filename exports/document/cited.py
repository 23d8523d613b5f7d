"""What a claim rests on: citations by stance and origin, with quote, place and grade, and the occasions it was made."""

from collections.abc import Iterator

from claims.chronology import date_of, item_date
from claims.models import Citation, Occasion
from claims.sheets import (
    CitedItem,
    ClaimSheet,
    StanceColumn,
    count,
    stance_columns,
)
from core.records import Record
from evidence.models import EvidenceItem
from exports.blocks import (
    Block,
    Break,
    Column,
    Heading,
    Link,
    Paragraph,
    Row,
    Runs,
    Table,
    Text,
)
from exports.document.book import (
    Book,
    date_lines,
    grade,
    in_lines,
    joined,
    plain,
    quoted,
    said,
)

STANCE_NAMES = {
    "supports": "For", "contradicts": "Against", "context": "Context", "reports": "Reports that it was made",
}  # fmt: skip
SAID_OF_IT = {
    "supports": "What bears it out", "contradicts": "What differs from it", "context": "Beside it", "reports": "Reports of it",
}  # fmt: skip
EMPTY = {
    "supports": "No item for this claim is recorded.",
    "contradicts": "No item against this claim is recorded.",
}
CITED = (
    Column("No.", "id"), Column("What it says"), Column("Date", "date"), Column("Source, grade", "middle"),
)  # fmt: skip
OCCASIONS = (
    Column("Date", "date"), Column("Form", "short"), Column("Words, and why the date is believed"),
    Column("Recorded in", "middle"),
)  # fmt: skip


def stance_column(book: Book, column: StanceColumn) -> Iterator[Block]:
    """Write what is cited with one stance, grouped by origin. For and against are always there, even when empty."""
    if not column.items and column.stance not in EMPTY:
        return
    yield Heading(3, "", STANCE_NAMES[column.stance])
    if column.items:
        yield _table(book, column, STANCE_NAMES[column.stance])
    else:
        yield Paragraph((Text(EMPTY[column.stance]),), "quiet")


def said_of_it(book: Book, row: Record) -> Iterator[Block]:
    """Write what items say of a ruling, those that differ among them."""
    columns = [column for column in stance_columns(book.file, row) if column.items]
    for column in columns:
        yield Heading(3, "", SAID_OF_IT[column.stance])
        yield _table(book, column, SAID_OF_IT[column.stance])


def _table(book: Book, column: StanceColumn, name: str) -> Table:
    rows: list[Row] = []
    for group in column.groups:
        noun = "Origin" if len(group.roots) == 1 else f"{len(group.roots)} origins"
        items = count(len({one.item.id for one in group.cited}), "item")
        words = f"{noun}: {group.name} · {items}"
        rows.append(Row(((Text(words),),), spans=True))
        rows += [_cited(book, one) for one in group.cited]
    return Table(f"{name}: {column.counted}", CITED, tuple(rows))


def _cited(book: Book, one: CitedItem) -> Row:
    source = book.source_name(one.item)
    date, _ = date_lines(item_date(one.item))
    cells = (
        (book.ref(one.item),),
        _says(book, one.citation, one.item),
        (Link(date, book.entry(one.item)),),
        (Text(source), Break(), Text(grade(one.source, one.item), "quiet")),
    )
    return Row(cells)


def _says(book: Book, citation: Citation, item: EvidenceItem) -> Runs:
    """Give what an item says, in its words and in ours, and where in it."""
    lines: list[Runs] = []
    if citation.quote:
        lines.append(quoted(citation.quote, item.language))
    if place := book.place(citation):
        lines.append((Text(place, "quiet"),))
    if citation.paraphrase:
        lines.append((Text(citation.paraphrase, "ours"),))
    if citation.notes:
        lines.append((Text(citation.notes, "quiet"),))
    return in_lines(lines) or said(item.title, item.language)


def occasions(book: Book, sheet: ClaimSheet) -> Iterator[Block]:
    """Write when the claim was made, with the words as far as they are recorded."""
    yield Heading(3, "", "When it was made")
    if not sheet.occasions:
        yield Paragraph((Text("No occasion is recorded."),), "quiet")
        return
    rows = tuple(_occasion(book, row, items) for row, items in sheet.occasions)
    yield Table("Occasions on which it was made", OCCASIONS, rows)


def _occasion(book: Book, row: Occasion, items: tuple[EvidenceItem, ...]) -> Row:
    shown, under = date_lines(date_of(row), row.date_basis)
    place = book.place(row)
    lines: list[Runs] = [(Text("words not recorded", "quiet"),)]
    if row.words:
        lines = [quoted(row.words), *([(Text(place, "quiet"),)] if place else [])]
    if under:
        lines.append((Text(under, "quiet"),))
    recorded = joined(
        [(book.ref(item), Text(f" {book.source_name(item)}")) for item in items], "; "
    )
    date = (Link(shown, book.entry(row)),)
    return Row((date, plain(row.form), in_lines(lines), recorded or plain("")))
