"""The parts of a dossier in their order, and the contents that list them."""

from collections.abc import Callable, Sequence

from exports.blocks import Block, Contents, Document, Heading, Line, in_words
from exports.document.book import Book, book_of
from exports.document.chronology import chronology_part
from exports.document.claims import claims_part
from exports.document.closing import names_part, proof_part
from exports.document.drawn import drawn_part
from exports.document.exhibits import exhibits_part
from exports.document.figures import figures_part
from exports.document.glance import glance_part
from exports.document.holdings import holdings_part
from exports.document.opening import cover, handling
from exports.document.proceedings import proceedings_part
from exports.document.sources import sources_part
from exports.snapshot import Snapshot

PARTS: tuple[Callable[[Book], list[Block]], ...] = (
    glance_part, drawn_part, chronology_part, claims_part, proceedings_part, figures_part, sources_part, exhibits_part, holdings_part, names_part,
    proof_part,
)  # fmt: skip


def document_of(value: Snapshot) -> tuple[Document, int, tuple[str, ...]]:
    """Write the document of a snapshot; gives it with the number of entries in its chronology, and what to warn of."""
    book = book_of(value)
    parts = [block for part in PARTS for block in part(book)]
    contents = Contents("contents", tuple(_lines(parts)))
    log = value["log"]
    document = Document(
        title=book.file.matter.name,
        description=book.file.matter.at_stake or f"Dossier of {book.file.matter.name}",
        language="en",
        created=log["as_of"],
        foot=f"Records as of {log['as_of'][:16].replace('T', ' ')} UTC · log head {log['root'][:8]}…{log['root'][-8:]} at {log['size']:,} entries",
        blocks=(cover(book), contents, *parts),
    )
    entries = sum(type(block).__name__ == "Entry" for block in parts)
    return document, entries, tuple(_warnings(book))


def _lines(blocks: Sequence[Block]) -> list[Line]:
    """List the headings of the two upper levels; parts are counted."""
    found: list[Line] = []
    part = 0
    for block in blocks:
        if not isinstance(block, Heading) or block.level > 2 or not block.anchor:
            continue
        part += block.level == 1
        number = str(part) if block.level == 1 else block.number
        found.append(Line(number, block.title, block.anchor, block.level))
    return found


def _warnings(book: Book) -> list[str]:
    """Name what a reader of the dossier should be told about its making."""
    found = [
        f"Left out: {len(one['numbers'])} of {one['held']} {one['table']}."
        for one in book.value["left_out"]
        if one["numbers"]
    ]
    found += [in_words(fact.runs) for fact in handling(book)]
    if brought := book.value["brought"]:
        named = ", ".join(brought)
        found.append(f"Came along because they answer a chosen claim: {named}.")
    return found
