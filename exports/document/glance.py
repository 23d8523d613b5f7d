"""What a reader should know first: the answers that the records give by rule (`claims.glance`), each number a link."""

from claims.casefile import standing
from claims.checks import CONTRADICTION, run
from claims.glance import first_answers, short
from exports.blocks import Answer, Block, Heading, Paragraph, Runs, Text
from exports.document.book import Book

MOST = 10  # sentences of one answer; the parts that follow hold the rest
NOTE = "Made by rules from the records, and worded by the program. It says what is recorded, never who is right."


def glance_part(book: Book) -> list[Block]:
    """Answer what should be asked first. A question that the records do not raise is left out."""
    answers = first_answers(book.file, tuple(_disagreements(book)))
    nothing = Paragraph(
        (
            Text(
                "The records of this dossier raise none of the questions that are asked here."
            ),
        )
    )
    return [
        Heading(1, "glance", "What a reader should know first"),
        Paragraph((Text(NOTE),), "note"),
        *[Answer(one.question, _few(book, one.sentences)) for one in answers],
        *([] if answers else [nothing]),
    ]  # fmt: skip


def _few(book: Book, sentences: tuple[str, ...]) -> tuple[Runs, ...]:
    lines = [book.linked_text(sentence) for sentence in sentences[:MOST]]
    more = len(sentences) - MOST
    if more > 0:
        lines.append((Text(f"{more} more on the pages that follow.", "quiet"),))
    return tuple(lines)


def _disagreements(book: Book) -> list[str]:
    """Name the claims that contradict each other, what does not fit in figures and dates, and accounts that differ."""
    number = book.file.number
    found = [
        f"{number(claim)} ({short(claim.statement)}) contradicts {number(other)} ({short(other.statement)})."
        for claim in standing(book.file.claims)
        for other in book.file.linked(claim, "contradicts")
        if not other.withdrawn_at
    ]
    found += [one.sentence for one in run(book.file) if one.severity == CONTRADICTION]
    against: dict[str, list[str]] = {}
    for row in standing(book.file.citations):
        if row.stance == "contradicts":
            item = number(book.file.by_id[row.evidence_id])
            against.setdefault(row.of_id, []).append(item)
    found += [
        f"{number(event)} ({short(event.title)}) is told otherwise by {', '.join(against[event.id])}."
        for event in standing(book.file.events)
        if event.id in against
    ]
    return found
