"""The names in every spelling, and the plain page on what the file proves and what it does not."""

from collections import defaultdict

from claims.models import Party
from core.dates import SORT_RULE
from exports.blocks import (
    Block,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Run,
    Runs,
    Table,
    Text,
)
from exports.document.book import (
    Book,
    in_lines,
    joined,
    moment,
    other_names,
    plain,
    said,
    withdrawn,
)
from exports.render.scripts import is_right_to_left

NAMES = (
    Column("No.", "id"),
    Column("Name", "wide names"),
    Column("Who"),
    Column("Where in this dossier", "middle"),
)
PROVES = (
    "Each SHA-256 in the exhibit list shows that the file inside this dossier is, bit for bit, the one that was recorded under that number.",
    "The head of the log shows that the records printed here are those the program's log held at that entry: a changed, added or removed entry would give another head.",
    "The pages are made from the data inside (dossier.json) by a fixed rule: the same data and the same versions of the tools give the same file, bit for bit.",
)  # fmt: skip
NOT = (
    "It does not prove that what an item says is so.",
    "It does not prove who made an item, when it was made, or that it is complete.",
    "A note is our note: its hash shows that the note is unchanged, not what the thing it describes says.",
    "It does not prove when this file was made: no outside time stamp and no signature is on it. Whoever runs the program could have made other records, and another log, before this file left it.",
    "It does not prove that nothing else exists: it shows what is recorded in this matter and, on the cover, how much of that is left out.",
    "A finding printed here is what a ruling, or a report of one, is recorded to say. It is not a finding of this program.",
)  # fmt: skip
CHECK = (
    "Take the attached files out of this PDF (most readers list them under attachments). Compute the SHA-256 of each original and compare it with the exhibit list and with dossier.json.",
    "Or run: claimtrail verify FILE. It needs no database and no network, and says of each check whether it passed, failed or could not be made.",
)  # fmt: skip


def names_part(book: Book) -> list[Block]:
    """List the people and bodies, with every spelling and script of the name."""
    head: list[Block] = [Heading(1, "names", "Names")]
    if not book.file.parties:
        return [
            *head,
            Paragraph((Text("No person or body is recorded in this matter."),)),
        ]
    where = _places(book)
    rows = []
    for party in book.file.parties:
        name: list[Runs] = [(Text(party.name, "said"),)]
        name += _spellings(party)
        name += [(Text(withdrawn(party), "strong"),)] if party.withdrawn_at else []
        who: list[Run] = list(plain("; ".join(filter(None, [party.kind, party.role]))))
        who += [Text(f" {party.notes}", "quiet")] if party.notes else []
        places = joined(
            [(book.ref(book.file.by_id[row]),) for row in where[party.id]], ", "
        )
        rows.append(
            Row(
                (
                    (Text(book.file.number(party), "number"),),
                    in_lines(name),
                    tuple(who),
                    places or plain("", "not mentioned"),
                ),
                anchor=book.anchor(party),
            )
        )
    return [*head, Table("People and bodies", NAMES, tuple(rows))]


def _spellings(party: Party) -> list[Runs]:
    """Give the other names: together on a line, but each that runs from right to left on a line of its own."""
    others = other_names(party)
    along = [(Text(name, "quiet"),) for name in others if not is_right_to_left(name)]
    against = [(Text(name, "quiet"),) for name in others if is_right_to_left(name)]
    return [*([joined(along, "; ")] if along else []), *against]


def _places(book: Book) -> dict[str, list[str]]:
    """Give by a party's id the records in which it stands, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for table, names in (
        ("claims", ("made_by", "about")),
        ("events", ("parties",)),
        ("proceedings", ("parties",)),
        ("rulings", ("judges",)),
    ):
        for row in book.file.rows(table):
            for name in names:
                for party in book.file.linked(row, name):
                    found[party.id][row.id] = None
            court = getattr(row, "court_id", None)
            if court:
                found[court][row.id] = None
    return defaultdict(list, {party: list(rows) for party, rows in found.items()})


def proof_part(book: Book) -> list[Block]:
    """Say plainly what can be checked, what that shows, and what nobody can read out of it."""
    log, tools = book.value["log"], book.value["tools"]
    versions = ", ".join(f"{name} {tools[name]}" for name in sorted(tools))
    facts = (
        Fact("Records as of", plain(moment(log["as_of"]))),
        Fact("Log", plain(f"{log['size']:,} entries")),
        Fact("Head of the log", (Text(log["root"], "hash"),)),
        Fact("Made with", plain(versions)),
        Fact("Signature", plain("none")),
        Fact("Time stamp", plain("none")),
        Fact("Order", plain(SORT_RULE)),
    )  # fmt: skip
    return [
        Heading(1, "proof", "What this file proves, and what it does not"),
        Heading(2, "", "What it proves"),
        *_list(PROVES),
        Heading(2, "", "What it does not prove"),
        *_list(NOT),
        Heading(2, "", "How to check it"),
        *_list(CHECK),
        Heading(2, "", "What it was made from"),
        Facts(facts),
    ]


def _list(sentences: tuple[str, ...]) -> list[Block]:
    return [Paragraph(said(sentence), "point") for sentence in sentences]
