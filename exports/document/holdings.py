"""What the exhibits show and what they do not, by how they are held: each sentence once, with the items it holds for."""

from collections import defaultdict
from collections.abc import Iterable

from evidence.models import EvidenceItem
from evidence.proving import IN_WORDS
from exports.blocks import Block, Fact, Facts, Heading, Paragraph, Runs, Text
from exports.document.book import Book, in_lines

HEAD = (
    "How an item came here decides what it can show. The sentences follow from the records by a fixed rule. They speak of the items"
    " and their keeping, not of whether what they say is so. Numbers in brackets name the items that a sentence holds for, where it"
    " does not hold for all of them."
)  # fmt: skip


def holdings_part(book: Book) -> list[Block]:
    """Say manner by manner what the exhibits show and what they do not."""
    accounts = book.value.get("accounts", {})
    groups: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in book.file.evidence:
        if account := accounts.get(book.file.number(item)):
            groups[account["manner"]].append(item)
    if not groups:
        return []
    head: list[Block] = [
        Heading(1, "holdings", "What the exhibits show, and what they do not"),
        Paragraph((Text(HEAD),), "note"),
    ]
    for manner, title in IN_WORDS.items():
        if items := groups.get(manner):
            head += _group(book, title, items)
    return head


def _group(book: Book, title: str, items: list[EvidenceItem]) -> list[Block]:
    return [
        Heading(2, "", title),
        Paragraph(tuple(book.refs(items)), "quiet"),
        Facts(
            (
                Fact("Shows", _sentences(book, items, "shows")),
                Fact("Does not show", _sentences(book, items, "does_not")),
            )
        ),
    ]


def _sentences(book: Book, items: list[EvidenceItem], side: str) -> Runs:
    """Give each sentence once: those of all items first, then those of some, with their numbers."""
    holds: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        for sentence in book.value["accounts"][book.file.number(item)][side]:
            holds[sentence].append(item)
    ordered = sorted(holds.items(), key=lambda pair: len(pair[1]) != len(items))
    return in_lines([_line(book, sentence, found, items) for sentence, found in ordered])  # fmt: skip


def _line(
    book: Book, sentence: str, found: Iterable[EvidenceItem], items: list[EvidenceItem]
) -> Runs:
    named = list(found)
    words: Runs = tuple(book.linked_text(sentence))
    if len(named) == len(items):
        return words
    return (*words, Text(" ("), *book.refs(named), Text(")"))
