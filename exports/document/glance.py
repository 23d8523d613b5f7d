"""What a reader should know first: the answers that the records give by rule (`claims.glance`), each number a link."""

from claims.checks import run
from claims.glance import disagreements, first_answers
from exports.blocks import Answer, Block, Heading, Paragraph, Runs, Text
from exports.document.book import Book

MOST = 10  # sentences of one answer; the parts that follow hold the rest
NOTE = "Made by rules from the records, and worded by the program. It says what is recorded, never who is right."


def glance_part(book: Book) -> list[Block]:
    """Answer what should be asked first. A question that the records do not raise is left out."""
    answers = first_answers(book.file, disagreements(book.file, run(book.file)))
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
