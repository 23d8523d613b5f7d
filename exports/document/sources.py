"""The sources with their grades, and how items derive from one another: who repeats whom."""

from collections.abc import Iterator

from claims.casefile import standing
from evidence.models import EvidenceItem, Source
from exports.blocks import (
    Block,
    Column,
    Heading,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    Text,
    Web,
)
from exports.document.book import (
    Book,
    credibility,
    joined,
    plain,
    reliability,
    said,
    withdrawn,
)

SOURCES = (
    Column("No.", "id"), Column("Source", "wide"), Column("Kind", "short"), Column("Reliability"), Column("Items", "middle"),
)  # fmt: skip
DERIVED = (
    Column("Item"),
    Column("How", "short"),
    Column("From"),
    Column("Origin", "middle"),
)


def sources_part(book: Book) -> list[Block]:
    """Write the sources, then the derivations."""
    grades = (
        "Reliability of a source runs from A to F and credibility of an item from 1 to 6, each judged on its own (Admiralty system); "
        "what nobody has graded says so. An item that republishes, quotes, translates, summarises or uses the data of another goes back to "
        "the same origin and is counted once with it."
    )
    head: list[Block] = [
        Heading(1, "sources", "Sources and where the evidence comes from"),
        Paragraph((Text(grades),), "note"),
    ]
    if book.file.sources:
        head.append(
            Table(
                "Sources",
                SOURCES,
                tuple(_source(book, source) for source in book.file.sources),
            )
        )
    else:
        head.append(Paragraph((Text("No source is recorded in this matter."),)))
    rows = tuple(_derivations(book))
    if rows:
        head += [
            Heading(2, "derivation", "What derives from what"),
            Table("Derivation of items", DERIVED, rows),
        ]
    return head


def _source(book: Book, source: Source) -> Row:
    name: list[Run] = list(said(source.name))
    if source.url:
        name += [Text(" "), Web(source.url)]
    if source.notes:
        name += [Text(f" {source.notes}", "quiet")]
    if source.withdrawn_at:
        name += [Text(f" {withdrawn(source)}", "strong")]
    reason: Runs = (
        (Text(f" {source.reliability_reason}", "quiet"),)
        if source.reliability_reason
        else ()
    )
    items = [item for item in book.file.evidence if item.source_id == source.id]
    cells = (
        (Text(book.file.number(source), "number"),),
        tuple(name),
        plain(source.kind),
        (*plain(reliability(source)), *reason),
        joined([_graded(book, item) for item in items], ", ")
        or (Text("no item", "quiet"),),
    )
    return Row(cells, anchor=book.anchor(source))


def _graded(book: Book, item: EvidenceItem) -> Runs:
    """Give an item's number, with its credibility, and that it is not graded where it is not."""
    return (*book.item(item), Text(f" credibility {credibility(item)}", "quiet"))


def _derivations(book: Book) -> Iterator[Row]:
    for item in standing(book.file.evidence):
        for link in book.file.links_from(item, "derives_from"):
            above = book.file.by_id[link.target_id]
            roots = [
                row
                for row in book.file.evidence
                if row.id in book.file.origins[item.id]
            ]
            origin = joined(
                [
                    (book.ref(root), Text(f" {book.source_name(root)}"))
                    for root in roots
                ],
                "; ",
            )
            yield Row(
                (
                    book.named(item),
                    plain(link.role, "derives from"),
                    book.named(above),
                    origin,
                )
            )
