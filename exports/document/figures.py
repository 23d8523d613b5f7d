"""Figures as printed, side by side, with our own sums beside them (`claims.figures`). No value is preferred."""

from claims.figures import FigureRow, FigureTable, figure_tables
from exports.blocks import Block, Column, Heading, Paragraph, Row, Runs, Table, Text
from exports.document.book import Book, withdrawn

COLUMNS = (
    Column("No.", "id"), Column("As printed", "amount"), Column("Printed by", "middle"), Column("Part of", "short"),
    Column("Our sum, and what it shows"),
)  # fmt: skip
ONCE = (
    Column("No.", "id"), Column("As printed", "amount"), Column("What is counted"), Column("Printed by", "middle"),
    Column("Our sum", "middle"),
)  # fmt: skip
NOTE = (
    "Each table answers one question: the same thing counted, in the same unit, over the same time. Values stand as printed, with who "
    "prints them; our own sum stands beside a value whose parts or whole are printed too. No value is preferred."
)


def figures_part(book: Book) -> list[Block]:
    """Write a table for everything that is printed more than once, then the figures that one item alone prints."""
    head: list[Block] = [Heading(1, "figures", "Figures, side by side")]
    if not book.file.figures:
        return [*head, Paragraph((Text("No figure is recorded in this matter."),))]
    blocks = [*head, Paragraph((Text(NOTE),), "note")]
    for place, table in enumerate(figure_tables(book.file), start=1):
        blocks += [Heading(2, f"figures-{place}", table.caption), _table(book, table)]
    for figure in book.file.figures:
        if figure.withdrawn_at:
            words = (
                f" {figure.label}: {figure.value} {figure.unit}. {withdrawn(figure)}"
            )
            blocks.append(Paragraph((book.ref(figure), Text(words)), "quiet"))
    return blocks


def _table(book: Book, table: FigureTable) -> Table:
    columns = COLUMNS if table.label else ONCE
    rows = tuple(_row(book, row, alone=not table.label) for row in table.rows)
    return Table(table.caption, columns, rows)


def _row(book: Book, row: FigureRow, *, alone: bool) -> Row:
    printed: Runs = (book.ref(row.item), Text(f" {row.source}"))
    ours = " · ".join(filter(None, [row.our_sum, row.reading]))
    check: Runs = (Text(ours or "–", "open" if row.is_odd else "quiet"),)
    cells: list[Runs] = [(Text(row.number, "number"),), (Text(row.value),)]
    if alone:
        label = f"{row.label}, {row.window}" if row.window else row.label
        cells += [(Text(label),), printed]
    else:
        cells += [printed, (Text(row.part_of or "–"),)]
    return Row((*cells, check), anchor=book.anchor(row.figure))
