"""Figures as printed, side by side, with our own sums beside them (`claims.figures`). No value is preferred."""

from claims.figures import FigureRow, FigureTable, figure_tables
from exports.blocks import Block, Column, Heading, Paragraph, Row, Runs, Table, Text
from exports.document.book import Book, in_lines, withdrawn

COLUMNS = (
    Column("No.", "id"), Column("As printed", "amount"), Column("Printed by", "middle"), Column("Part of", "short"),
    Column("Our sum, and what it shows"),
)  # fmt: skip
ONCE = (
    Column("No.", "id"), Column("As printed", "amount"), Column("What is counted"), Column("Part of", "short"),
    Column("Printed by", "short"), Column("Our sum", "short"),
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
        blocks.append(Heading(2, f"figures-{place}", table.caption))
        if table.label and (about := _about(book, table.rows[0])):
            blocks.append(Paragraph(about, "note"))
        blocks.append(_table(book, table))
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
    printed: Runs = (book.ref(row.item), Text(f" {book.source_name(row.item)}"))
    ours = " · ".join(filter(None, [row.our_sum, row.reading]))
    check: Runs = (Text(ours or "none", "open" if row.is_odd else "quiet"),)
    cells: list[Runs] = [(Text(row.number, "number"),), (Text(row.value),)]
    if alone:
        label = f"{row.label}, {row.window}" if row.window else row.label
        cells += [in_lines(list(filter(None, [(Text(label),), _about(book, row)])))]
        cells += [_part_of(book, row), printed]
    else:
        cells += [printed, _part_of(book, row)]
    return Row((*cells, check), anchor=book.anchor(row.figure))


def _about(book: Book, row: FigureRow) -> Runs:
    """Name the claim that a figure is about."""
    claim = book.file.by_id.get(row.figure.about_id or "")
    return (Text("About "), book.ref(claim)) if claim else ()


def _part_of(book: Book, row: FigureRow) -> Runs:
    """Give the whole: the figure that prints it, with its value, or the words printed for it."""
    whole = book.file.by_id.get(row.figure.of_value_id or "")
    number: Runs = (book.ref(whole), Text(" ")) if whole else ()
    return (*number, Text(row.part_of) if row.part_of else Text("not printed", "quiet"))
