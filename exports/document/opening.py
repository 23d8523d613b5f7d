"""The cover: the matter, what the dossier holds, and what it leaves out and how many."""

from datetime import date
from typing import Any

from claims.casefile import standing
from claims.chronology import date_of
from claims.sheets import count
from core.dates import from_edtf, sort_key
from evidence.models import EvidenceItem
from exports.blocks import Cover, Fact, PageOf, Runs, Text
from exports.document.book import Book, joined, moment, plain
from exports.originals import SEALED

GUARDED = ("restricted", SEALED)
MOST = 12  # numbers that are named; the rest are counted
NOUNS = {  # in the order in which they are counted on the cover
    "claims": "claims", "evidence": "evidence items", "rulings": "rulings", "findings": "findings", "proceedings": "proceedings",
    "events": "events", "figures": "figures", "citations": "citations", "occasions": "occasions", "remedies": "remedies",
    "sources": "sources", "parties": "names",
}  # fmt: skip


def cover(book: Book) -> Cover:
    """Write the cover: the matter, what it holds, and what was left out and how many."""
    matter, log = book.file.matter, book.value["log"]
    facts = (
        Fact("Matter", plain(matter.slug)),
        Fact("Covers", plain(_covers(book), "nothing dated")),
        Fact("Holds", plain(_holds(book))),
        *handling(book),
        Fact("Profile", plain(PROFILES[book.value["selection"]["profile"]])),
        Fact("Chosen", plain(_chosen(book))),
        Fact("Reviewed", plain("No record in this dossier has been reviewed by a second person in this program.")),
        Fact("Records as of", plain(f"{moment(log['as_of'])}, log entry {log['size']:,}")),
        Fact("How to check it", (Text(INSIDE[book.value["selection"]["profile"]]), Text("What that proves, and what it does not: page "), PageOf("proof"), Text("."))),
    )  # fmt: skip
    kind = "Dossier · claims, evidence and rulings in order of time"
    return Cover(kind, matter.name, matter.at_stake, facts, tuple(_left_out(book)))


PROFILES = {
    "dossier": "Dossier: archival PDF (PDF/A-3a, PDF/UA-1) with the data and the originals inside",
    "bundle": "Bundle: archival PDF (PDF/A-2a, PDF/UA-1) without attachments",
}


def handling(book: Book) -> tuple[Fact, ...]:
    """Name the restricted and sealed items that are shown, if any, and say what does not travel."""
    shown = [
        (grade, rows)
        for grade in GUARDED
        if (rows := [row for row in book.file.evidence if row.confidentiality == grade])
    ]
    if not shown:
        return ()
    counts = " and ".join(f"{len(rows):,} {grade}" for grade, rows in shown)
    noun = "item" if len(shown[-1][1]) == 1 else "items"
    sealed = "; sealed originals do not travel in it" if shown[-1][0] == SEALED else ""
    runs = (
        Text(f"Holds {counts} {noun}: "),
        *joined([_few(book, rows) for _grade, rows in shown], "; "),
        Text(f". Handle accordingly{sealed}."),
    )
    return (Fact("Handling", runs),)


def _few(book: Book, rows: list[EvidenceItem]) -> Runs:
    more = f" and {len(rows) - MOST} more" if len(rows) > MOST else ""
    return (*book.refs(rows[:MOST]), *([Text(more)] if more else []))


INSIDE = {
    "dossier": "Everything shown is inside this file as data, with the originals that are held and not sealed. ",
    "bundle": "Nothing is attached to this file: the data and the originals travel in the dossier of the same records. ",
}


def _covers(book: Book) -> str:
    dates = [
        date
        for row in (*book.file.occasions, *book.file.events, *book.file.rulings)
        if (date := date_of(row)) and not row.withdrawn_at
    ]
    known = sorted((date for date in dates if sort_key(date)[0] == 0), key=sort_key)
    if not known:
        return ""
    last = max(known, key=lambda date: date.latest or date.earliest or 0)
    return known[0].words if known[0] == last else f"{known[0].words} to {last.words}"


def _holds(book: Book) -> str:
    file = book.file
    held = sum(item.id in file.files_of for item in standing(file.evidence))
    items = len(standing(file.evidence))
    parts = [
        count(len(standing(file.claims)), "claim"),
        f"{count(items, 'evidence item')} from {count(len(standing(file.sources)), 'source')}, {held} with a file held",
        f"{count(len(standing(file.rulings)), 'ruling')} in {count(len(standing(file.proceedings)), 'proceeding')}",
        count(len(standing(file.events)), "event"),
    ]
    gone = sum(bool(row.withdrawn_at) for row in file.by_id.values())
    return " · ".join(
        parts + ([f"{gone} withdrawn, listed with the reason"] if gone else [])
    )


def _chosen(book: Book) -> str:
    chosen = book.value["selection"]
    days = [chosen["earliest"], chosen["latest"]]
    said = [f"claims {', '.join(chosen['claims'])}"] if chosen["claims"] else []
    if any(day is not None for day in days):
        words = [
            from_edtf(date.fromordinal(day).isoformat()).words
            if day is not None
            else "any day"
            for day in days
        ]
        said.append(
            f"what touches the time from {words[0]} to {words[1]}; whatever belongs to it comes along, whatever its date"
        )
    return "; ".join(said) if said else "the whole matter"


def _left_out(book: Book) -> list[Runs]:
    missing = [one for one in book.value["left_out"] if one["numbers"]]
    missing.sort(key=lambda one: list(NOUNS).index(one["table"]))
    if not missing:
        return [
            (
                Text("Left out: nothing.", "strong"),
                Text(
                    " Every record of the matter is in this dossier; items against a claim stand beside those for it."
                ),
            )
        ]
    counted = "; ".join(
        f"{len(one['numbers'])} of {one['held']} {NOUNS[one['table']]}{_numbers(one)}"
        for one in missing
    )
    lines: list[Runs] = [(Text("Left out: ", "strong"), Text(f"{counted}."))]
    lines.append(
        (
            Text(
                "Nothing that stands against, denies or answers a claim shown here is left out."
            ),
        )
    )
    if book.value["brought"]:
        lines.append(
            (
                Text(
                    "Not chosen, but brought along because they answer a chosen claim: "
                ),
                *book.linked_text(", ".join(book.value["brought"])),
                Text("."),
            )
        )
    return lines


def _numbers(one: dict[str, Any]) -> str:
    numbers = one["numbers"]
    if one["table"] in {"citations", "occasions", "findings", "remedies"}:
        return ""
    shown = ", ".join(numbers[:MOST])
    return (
        f" ({shown}, and {len(numbers) - MOST} more)"
        if len(numbers) > MOST
        else f" ({shown})"
    )
